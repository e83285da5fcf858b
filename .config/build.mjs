// Bundles the command line into dist/emrift.js, which dist/cli.js starts with the code that V8 keeps of it (launch.cjs).
// The known breaks are checked here and become lines of JSON, so that no command has to read and check YAML for them, and
// one that explains a log parses only the entries whose words stand in it.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildPages } from './build-page.mjs';
import { readJsonAsText } from './json-as-text.mjs';
import { listLicenses } from './licenses.mjs';
import { loadLate } from './load-late.mjs';
import { MODULE, SCRIPT } from './sample-glue.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}/dist`;
rmSync(dist, { recursive: true, force: true });
// What speaks gRPC is a bundle of its own, which is read only where a remote cache or executor is asked for.
const bundles = [
  {
    entryPoints: { emrift: 'src/cli/main.ts' },
    plugins: [readJsonAsText, { name: 'grpc-apart', setup: keepGrpcApart }],
  },
  // `inspect FILE…`, `explain LOG` and `--help` alone, which start quicker by themselves.
  { entryPoints: { 'plain-inspect': 'src/cli/plain-inspect.ts' }, plugins: [readJsonAsText] },
  {
    entryPoints: { 'plain-explain': 'src/cli/plain-explain.ts' },
    plugins: [readJsonAsText, loadLate],
  },
  // What a run shows again in which nothing changed.
  { entryPoints: { 'repeat-run': 'src/cli/repeat-run.ts' }, plugins: [] },
  {
    entryPoints: { 'plain-help': 'src/cli/main.ts' },
    plugins: [readJsonAsText, loadLate, { name: 'verbs-apart', setup: leaveVerbsOut }],
  },
  // The second thread of `inspect`.
  { entryPoints: { 'scan-worker': 'src/cli/inspect/scan-worker.ts' }, plugins: [] },
  { entryPoints: { grpc: 'src/remote/transport/grpc.ts' }, plugins: [] },
  // What a worker runs: one file, which is sent to it.
  { entryPoints: { 'emrift-step': 'src/cli/step.ts' }, plugins: [] },
];
const inputs = [];
for (const { plugins, ...bundle } of bundles) {
  const { metafile } = await build({
    ...bundle,
    absWorkingDir: root,
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    // A script, for V8 keeps the code of scripts alone.
    format: 'cjs',
    target: 'node20',
    minify: true,
    legalComments: 'none',
    // What is not bundled is Node's own, and required: a script imports nothing without a callback for it.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': '__url' },
    banner: { js: "const __url=require('node:url').pathToFileURL(__filename).href;" },
    plugins,
    metafile: true,
    logLevel: 'warning',
  });
  inputs.push(...Object.values(metafile.outputs).map((output) => output.inputs));
}
// The launcher reads bundles as Latin-1, one byte a character, which V8 takes as it is. esbuild leaves what is beyond ASCII in
// regexes as it is, and such a pattern would then fit nothing.
const latin1 = ['emrift', 'plain-inspect', 'plain-explain', 'plain-help', 'repeat-run'];
for (const bundle of latin1.map((name) => `${dist}/${name}.js`)) {
  writeFileSync(bundle, readFileSync(bundle, 'utf8').replace(/[^\0-\x7f]/g, escapeUnit));
}
writeFileSync(`${dist}/package.json`, '{"type":"commonjs"}\n');
copyFileSync(`${root}/.config/launch.cjs`, `${dist}/cli.js`);
chmodSync(`${dist}/cli.js`, 0o755);
const pages = await buildPages(root, dist);
inputs.push(...pages.flatMap(({ outputs }) => Object.values(outputs).map((output) => output.inputs)));
writeFileSync(`${dist}/third-party-licenses.txt`, listLicenses(inputs, root));

const { outputFiles } = await build({
  absWorkingDir: root,
  stdin: {
    contents: `export { joinKnowledge, parseKnowledge } from './src/breaks/knowledge/knowledge.ts';
      export { printKnowledge } from './src/breaks/knowledge/knowledge-file.ts';
      export { readYaml } from './src/model/yaml.ts';`,
    resolveDir: root,
  },
  write: false,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'warning',
});
const rooms = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
const folder = 'src/breaks/knowledge';
const lists = ['.', 'logs'].flatMap((part) =>
  readdirSync(`${root}/${folder}/${part}`)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readKnowledge(part === '.' ? name : `${part}/${name}`)),
);
// Examples serve the tests; who runs it does not wait for their reading.
const shipped = orFail(folder, () => rooms.joinKnowledge(lists)).map(({ example, seen, uses, ...entry }) => ({
  ...entry,
  ...(uses ? { uses: uses.map(({ yes, no, ...use }) => use) } : {}),
}));
writeFileSync(`${dist}/knowledge.jsonl`, rooms.printKnowledge(shipped));

// The first start of a command leaves its code compiled; for those that a user waits for it is done here.
const samples = mkdtempSync(join(tmpdir(), 'emrift-sample-'));
writeFileSync(join(samples, 'sample.wasm'), MODULE);
writeFileSync(join(samples, 'sample.js'), SCRIPT);
const log = readFileSync(`${root}/.config/sample.log`);
// Longer than what the launcher takes for a short one.
writeFileSync(join(samples, 'long.log'), Buffer.concat(Array(Math.ceil(2e6 / log.length)).fill(log)));
for (const [args, input] of [
  [['--help'], ''],
  [['explain', '-'], log],
  [['explain', join(samples, 'long.log')], ''],
  [['explain', '-', '--json'], log],
  [['cases', 'list'], ''],
  [['inspect', join(samples, 'sample.wasm')], ''],
]) {
  execFileSync(process.execPath, [`${dist}/cli.js`, ...args], {
    cwd: root,
    input,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
}
rmSync(samples, { recursive: true });

function keepGrpcApart({ onResolve }) {
  onResolve({ filter: /\/grpc\.ts$/ }, () => ({ path: './grpc.js', external: true }));
}

/** A list of all commands loads none of them. */
function leaveVerbsOut({ onResolve }) {
  onResolve({ filter: /^\.\/verbs\// }, ({ path }) => ({ path, external: true }));
}

/** A UTF-16 unit as JavaScript may spell it in strings, templates and regexes. */
function escapeUnit(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function readKnowledge(name) {
  const path = `${folder}/${name}`;
  return orFail(path, () =>
    rooms.parseKnowledge(
      rooms.readYaml(readFileSync(`${root}/${path}`, 'utf8'), path).value,
      path,
      name.startsWith('logs/'),
    ),
  );
}

/** Node would print the whole bundle that an error came from. */
function orFail(path, read) {
  try {
    return read();
  } catch (error) {
    console.error(`${path}:${error.position?.line ?? ''} ${error.message}`);
    return process.exit(1);
  }
}
