// Reads from installed toolchains what names they have, and writes src/breaks/names/data: headers of C libraries for wasm, x86
// intrinsics that Emscripten translates, exported names of Go's standard library by the release that brought them.
//   node .config/name-data.mjs emscripten 2.0.12=DIR … wasi-libc LABEL=DIR … go 1.19=DIR …
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const out = fileURLToPath(new URL('../src/breaks/names/data/', import.meta.url));
const given = { emscripten: [], 'wasi-libc': [], go: [] };
let group = 'emscripten';
for (const argument of process.argv.slice(2)) {
  if (argument in given) group = argument;
  else given[group].push([argument.slice(0, argument.indexOf('=')), argument.slice(argument.indexOf('=') + 1)]);
}

/** Folders of an Emscripten whose headers a compile finds by their names alone. */
const INCLUDES = [
  'system/include',
  'system/include/compat',
  'system/include/SSE',
  'system/include/libc',
  'system/lib/libc/musl/include',
  'system/lib/libc/musl/arch/emscripten',
];

write('sysroot-headers', {
  emscripten: bySpan(given.emscripten.map(([label, root]) => [label, emscriptenHeaders(root)])),
  'wasi-libc': bySpan(given['wasi-libc'].map(([label, root]) => [label, headersBelow(root)])),
});
write('x86-intrinsics', bySpan(given.emscripten.map(([label, root]) => [label, intrinsicsOf(root)])));
const goNames = bySpan(given.go.map(([label, root]) => [label, exportedNames(join(root, 'src'))]));
// What the oldest has says nothing of when it came.
const isOld = (span) => span.startsWith(`${goNames.measured[0]}.`);
write('go-names', {
  ...goNames,
  names: Object.fromEntries(Object.entries(goNames.names).filter(([span]) => !isOld(span))),
});

function emscriptenHeaders(root) {
  const all = INCLUDES.flatMap((folder) => [...headersBelow(join(root, folder))]);
  // Below these folders stand what other entries of the list find by its own name, and what no program includes.
  return new Set(all.filter((name) => !/^(?:compat|SSE|libc|fakesdl|bits|neon)\//.test(name)));
}

function headersBelow(root) {
  return new Set(filesBelow(root, /\.h$/).map((path) => relative(root, path)));
}

/** `header:name` of all functions and macros that the translated headers define. */
function intrinsicsOf(root) {
  const found = new Set();
  for (const folder of ['system/include/SSE', 'system/include/compat'])
    for (const path of filesBelow(join(root, folder), /^[a-z0-9]*intrin\.h$/)) {
      const header = relative(join(root, folder), path);
      for (const line of readFileSync(path, 'utf8').split('\n')) {
        const [, name] =
          /^(?:#\s*define\s+|(?:static|extern|_EM|__m|void|int|unsigned)[^=;(]*(?:\(\([^=;]*\)\))?\s+)?(_m[m_]\w*)(?=\s*\(|\s+_m)/.exec(
            line,
          ) ?? [];
        if (name && !/;\s*$/.test(line.replace(/\{.*/, ''))) found.add(`${header}:${name}`);
      }
    }
  return found;
}

/** `package.Name` of functions, types and, one a line, variables and constants that a program can import. */
function exportedNames(root) {
  const found = new Set();
  for (const path of filesBelow(root, /\.go$/)) {
    const name = relative(root, dirname(path));
    if (
      /^cmd\b|\binternal\b|\bvendor\b|\btestdata\b|\b_asm\b|^syscall\b|^builtin$|^arena$|^simd|^encoding\/json\/|^\.?$/.test(
        name,
      ) ||
      path.endsWith('_test.go')
    )
      continue;
    const short = name
      .split('/')
      .filter((part) => !/^v\d+$/.test(part))
      .pop();
    for (const [, what] of readFileSync(path, 'utf8').matchAll(/^(?:func|type|var|const) ([A-Z]\w*)/gm))
      found.add(`${short}.${what}`);
  }
  return found;
}

function filesBelow(root, wanted) {
  const list = [];
  for (const name of (existsSync(root) ? readdirSync : () => [])(root, { withFileTypes: true, recursive: true })) {
    const path = join(name.parentPath ?? name.path, name.name);
    if (wanted.test(name.name) && statSync(path).isFile()) list.push(path);
  }
  return list;
}

/** `first..last` of the labels that have a name → the names, in lines. */
function bySpan(sets) {
  const labels = sets.map(([label]) => label);
  const spans = {};
  for (const name of [...new Set(sets.flatMap(([, names]) => [...names]))].sort()) {
    const having = sets.filter(([, names]) => names.has(name)).map(([label]) => label);
    const span = `${having[0]}..${having.at(-1)}`;
    spans[span] = [...(spans[span] ?? []), name];
  }
  return {
    measured: labels,
    names: Object.fromEntries(Object.entries(spans).map(([span, names]) => [span, inLines(names)])),
  };
}

function inLines(names) {
  const lines = [''];
  for (const name of names) {
    if (lines.at(-1).length + name.length > 120) lines.push('');
    lines[lines.length - 1] += `${lines.at(-1) === '' ? '' : ' '}${name}`;
  }
  return lines;
}

function write(name, data) {
  writeFileSync(`${out}${name}.json`, `${JSON.stringify(data, null, 1)}\n`);
}
