// Bundles the command line into dist/cli.js, which has what every start needs, and dist/chunks, which has what single
// commands need. In one file Node would compile all of it at every start: measured, half of the time of `--help`.
// The known breaks are checked here and become one JSON file, so that no command has to read and check YAML for them.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
rmSync(`${root}/dist`, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: { cli: 'src/cli/main.ts' },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  splitting: true,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  plugins: [{ name: 'json-as-text', setup: readJsonAsText }],
  banner: {
    // Some libraries are CommonJS and ask for Node's modules by require.
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});

const { outputFiles } = await build({
  absWorkingDir: root,
  stdin: {
    contents: `export { joinKnowledge, parseKnowledge } from './src/breaks/knowledge/knowledge.ts';
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
const shipped = rooms.joinKnowledge(lists).map(({ example, seen, ...entry }) => entry);
// In ASCII, which is read in two thirds of the time.
writeFileSync(`${root}/dist/knowledge.json`, JSON.stringify(shipped).replace(/[^\x20-\x7e]/g, escapeUnit));

/** A UTF-16 unit as JSON may spell it. */
function escapeUnit(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Data becomes a text that is parsed: V8 takes ten times as long for the same as an object in a program. */
function readJsonAsText({ onLoad }) {
  onLoad({ filter: /\.json$/ }, ({ path }) => {
    const text = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
    return { contents: `export default JSON.parse(${JSON.stringify(text)})`, loader: 'js' };
  });
}

function readKnowledge(name) {
  const path = `${folder}/${name}`;
  try {
    return rooms.parseKnowledge(
      rooms.readYaml(readFileSync(`${root}/${path}`, 'utf8'), path).value,
      path,
      name.startsWith('logs/'),
    );
  } catch (error) {
    // Node would print the whole bundle that the error came from.
    console.error(`${path}:${error.position?.line ?? ''} ${error.message}`);
    return process.exit(1);
  }
}
