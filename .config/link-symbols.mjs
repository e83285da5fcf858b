// Writes src/evidence/origin/link-symbols.json: which library of Emscripten's defines a symbol, and what links it. On demand:
//   node .config/link-symbols.mjs [PORT=FOLDER…]
// Everything is read from the Emscriptens in the store: archives of cache/sysroot, the JavaScript library, tools/ports. An archive
// of a port is used where the store has it built. Ports are built from downloads, so where it is not there, FOLDER has the
// port's public headers (of any release near the port's), and its functions are read from those; a port that has neither
// keeps what the file says already.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { bundle, root } from './bench-tools.mjs';
import { ARCHIVES, SCRIPTS } from './link-symbols-flags.mjs';

/** Ways in which the headers of ports declare a function that others may call. */
const DECLARATIONS = [
  /\bZEXTERN\s[\w\s*]*?\bZEXPORT(?:VA)?\s+(\w+)/g,
  /\bPNG_(?:FP_|FIXED_)?EXPORTA?\(\s*(?:\d+,\s*)?[^,()]+,\s*(\w+),\s*\(/g,
  /\bFT_EXPORT\([^)]*\)\s*(\w+)\(/g,
  /\b(?:SDLCALL|BZ_API|MODPLUG_EXPORT)\b\s*\(?(?:[\w\s*]+?[\s*])?(\w+)\s*\)?\s*\(/g,
  /^extern\s+[\w\s*]+?[\s*](\w+)\s*\(/gm,
  /^(?:HB_EXTERN|LUA\w*_API)\s+[^;(]*?\(?\b(\w+)\)?\s*\(/gm,
];

const FILE = join(root, 'src/evidence/origin/link-symbols.json');
const { EMRIFT_STORE, XDG_CACHE_HOME } = process.env;
const store = join(EMRIFT_STORE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'emrift'), 'toolchains');
const headers = new Map(process.argv.slice(2).map((argument) => argument.split('=')));
const folder = mkdtempSync(join(tmpdir(), 'emrift-link-symbols-'));
try {
  const { definedSymbols } = await import(await bundle('link-symbols', folder));
  const toolchains = findToolchains();
  if (toolchains.length === 0) throw new Error('no Emscripten is in the store: emrift toolchains install');
  const libraries = [
    ...readArchives(toolchains, definedSymbols),
    ...readScripts(toolchains),
    ...readPorts(toolchains, definedSymbols),
  ];
  const text = { libraries: libraries.filter(({ symbols }) => symbols.length > 0).map(pack) };
  writeFileSync(FILE, `${JSON.stringify(text, null, 1)}\n`);
  for (const { name, from, symbols } of libraries)
    console.log(`${String(symbols.length).padStart(5)}  ${name}  ${from}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The Emscriptens of the store, the newest first. */
function findToolchains() {
  const found = readdirSync(store).flatMap((name) => {
    const version = /^em(\d+)\.(\d+)\.(\d+)-/.exec(name);
    const places = ['usr/share/emscripten', 'upstream/emscripten'].map((place) => join(store, name, 'tree', place));
    const path = places.find((place) => existsSync(join(place, 'emcc.py')));
    if (!version || !path) return [];
    return [{ id: name.replace(/-[0-9a-f]+$/, ''), path, order: version.slice(1).map(Number) }];
  });
  return found.sort((a, b) => b.order[0] - a.order[0] || b.order[1] - a.order[1] || b.order[2] - a.order[2]);
}

/** Archives by their family: `libc-mt-debug.a` is of `libc`. What only threads have is a family of its own. */
function readArchives(toolchains, definedSymbols) {
  const families = new Map();
  for (const { id, path } of toolchains) {
    const place = join(path, 'cache/sysroot/lib/wasm32-emscripten');
    if (!existsSync(place)) continue;
    for (const file of readdirSync(place).sort()) {
      const family = /^lib([^-]+?)(-.*)?\.a$/.exec(file);
      if (!family) continue;
      const name = /-mt\b/.test(file) ? `${family[1]}-mt` : family[1];
      if (!(name in ARCHIVES)) continue;
      const known = families.get(name) ?? { from: new Set(), archives: [] };
      known.archives.push(new Set(definedSymbols(readFileSync(join(place, file)))));
      known.from.add(id);
      families.set(name, known);
    }
  }
  // Sanitizers and allocators define again what each link has.
  const common = new Set();
  return Object.entries(ARCHIVES).flatMap(([name, how]) => {
    const family = families.get(name);
    if (!family) return [];
    // Each link has what all variants of a library have; what some lack depends on the link's settings.
    const some = [...new Set(family.archives.flatMap((one) => [...one]))];
    const plain = name.endsWith('-mt') ? (families.get(name.slice(0, -3))?.archives ?? []) : [];
    const all = how.byDefault ? some.filter((symbol) => family.archives.every((one) => one.has(symbol))) : some;
    const symbols = all.filter(
      (symbol) => isForPeople(symbol) && !common.has(symbol) && !plain.some((one) => one.has(symbol)),
    );
    if (how.byDefault) for (const symbol of symbols) common.add(symbol);
    return [{ name: `lib${name}.a`, kind: 'archive', ...how, from: [...family.from].join(', '), symbols }];
  });
}

/** The parts of the JavaScript library that a link includes only on request. */
function readScripts(toolchains) {
  return Object.entries(SCRIPTS).flatMap(([name, how]) => {
    const from = [];
    const symbols = new Set();
    for (const { id, path } of toolchains) {
      const file = [`src/lib/lib${name}.js`, `src/library_${name}.js`].map((one) => join(path, one)).find(existsSync);
      if (!file) continue;
      from.push(id);
      for (const [, symbol] of readFileSync(file, 'utf8').matchAll(/^ {2}(?:async )?'?([A-Za-z_]\w*)'?\s*(?::|\()/gm))
        if (!/__(?:deps|sig|proxy|postset|docs|i53abi|nothrow|async|noleakcheck|internal|user|inline)$/.test(symbol))
          symbols.add(symbol);
    }
    return [
      {
        name: `lib${name}.js`,
        kind: 'script',
        ...how,
        from: from.join(', '),
        symbols: [...symbols].filter(isForPeople),
      },
    ];
  });
}

/** Ports, each by the newest Emscripten that has it, with the flags that it names itself (`show()`). */
function readPorts(toolchains, definedSymbols) {
  const ports = new Map();
  for (const { id, path } of toolchains)
    for (const place of ['tools/ports', 'tools/ports/contrib'])
      for (const file of existsSync(join(path, place)) ? readdirSync(join(path, place)) : []) {
        const name = place.endsWith('contrib') ? `contrib.${basename(file, '.py')}` : basename(file, '.py');
        if (!file.endsWith('.py') || file.startsWith('__') || ports.has(name)) continue;
        const source = readFileSync(join(path, place, file), 'utf8');
        const shown = /return '[\w.]+ \(([^;)]+)[;)]/.exec(source)?.[1];
        const archive = /get_lib\('(lib[\w.]+\.a)'/.exec(source)?.[1];
        ports.set(name, { id, archive, flag: shown ?? `--use-port=${name}` });
      }
  const before = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')).libraries : [];
  return [...ports].flatMap(([name, { id, archive, flag }]) => {
    const built = toolchains.map(({ path }) => join(path, 'cache/sysroot/lib/wasm32-emscripten', archive ?? '-'));
    const file = built.find((one) => archive && existsSync(one));
    const port = { name, kind: 'port', flag, byDefault: false };
    if (file)
      return [{ ...port, from: `${id}, ${archive}`, symbols: definedSymbols(readFileSync(file)).filter(isForPeople) }];
    if (headers.has(name)) return [{ ...port, from: `${id}, public headers`, symbols: readHeaders(headers.get(name)) }];
    const kept = before.find((one) => one.name === name);
    return kept ? [{ ...kept, flag, symbols: kept.symbols.join(' ').split(' ') }] : [];
  });
}

function readHeaders(place) {
  const found = new Set();
  for (const file of readdirSync(place).sort())
    for (const pattern of DECLARATIONS)
      for (const [, name] of readFileSync(join(place, file), 'utf8').matchAll(pattern)) found.add(name);
  return [...found].filter((name) => isForPeople(name) && !/^[A-Z_]+$/.test(name));
}

/** Names that a program may ask for: no mangled ones, none of a compiler's inner workings. */
function isForPeople(symbol) {
  return /^[A-Za-z_]\w{2,}$/.test(symbol) && !/^(?:_Z|_?__em_|__odr_|orig\$)/.test(symbol);
}

function pack({ symbols, ...library }) {
  const lines = [];
  for (const name of [...new Set(symbols)].sort())
    if (lines.length > 0 && lines.at(-1).length + name.length < 118) lines[lines.length - 1] += ` ${name}`;
    else lines.push(name);
  return { ...library, symbols: lines };
}
