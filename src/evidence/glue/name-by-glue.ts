import type { WasmFile } from '../wasm/wasm-file.ts';
import type { Glue } from './read-glue.ts';

/** How a script and a module belong together. */
export interface GlueFit {
  /** Whether it gives what the module imports and uses only what it exports; null where the script does not show it. */
  readonly fits: boolean | null;
  /** Names in the module → names in the sources, where the script still has them. */
  readonly imports: ReadonlyMap<string, string>;
  readonly exports: ReadonlyMap<string, string>;
}

/** A script that names its functions by so few letters was itself minified, and has no names to give. */
const SHORT = /^[A-Za-z_$][\w$]{0,2}$/;

/** Says whether a script fits a module, and what it calls the module's imports and exports. */
export function fitGlue(file: WasmFile, glue: Glue): GlueFit {
  const wanted = new Set(
    file.imports
      .filter(({ module, type }) => type.kind === 'function' && FROM_GLUE.test(module))
      .map(({ name }) => name),
  );
  const has = new Set(file.exports.map(({ name }) => name));
  const table = findTable(glue, wanted);
  const none = { imports: new Map(), exports: new Map() };
  if (wanted.size > 0 && !table) return { fits: glue.tables.length > 0 ? false : null, ...none };
  const used = [...glue.exports].filter(([key]) => has.has(key));
  if (wanted.size === 0 && used.length === 0) return { fits: null, ...none };
  // Under short names anything can be meant: it has to ask for most of what is exported.
  const minified = [...wanted].every((name) => SHORT.test(name));
  const asked = [...has].filter((name) => glue.words.has(name) || glue.keys.has(name));
  // `wasm2js` calls the function so that it writes in the place of a module.
  if ((minified && asked.length < has.size * MOST_EXPORTS) || glue.words.has('asmFunc'))
    return { fits: false, ...none };
  const imports = new Map(
    [...(table ?? [])].flatMap(([key, name]) => {
      return SHORT.test(key) && wanted.has(key) && isName(name) ? [[key, bare(name)]] : [];
    }),
  );
  const exports = new Map(
    used.filter(([key, name]) => SHORT.test(key) && isName(name)).map(([key, name]) => [key, bare(name)]),
  );
  return { fits: true, imports, exports };
}

/** A script need not use all that is exported. */
const MOST_EXPORTS = 0.6;

const FROM_GLUE = /^(?:a|env|wasi_snapshot_preview1|wasi_unstable)$/;

/** The object with all imports; among several the one with least besides. Dynamic linking adds some when it runs. */
function findTable(glue: Glue, wanted: ReadonlySet<string>): ReadonlyMap<string, string | null> | null {
  let best: ReadonlyMap<string, string | null> | null = null;
  const short = [...wanted].every((name) => SHORT.test(name));
  for (const table of glue.tables) {
    let found = 0;
    for (const name of wanted) if (table.has(name)) found++;
    const enough = short ? found === wanted.size && table.size <= wanted.size + 4 : found >= wanted.size * 0.9;
    if (enough && (!best || table.size < best.size)) best = table;
  }
  return best;
}

function isName(name: string | null): name is string {
  return name !== null && !SHORT.test(name);
}

/** In the script a function of C or of the library is called `_name`. */
function bare(name: string): string {
  return name.startsWith('_') ? name.slice(1) : name;
}

/** A module under the names of its sources: everything that looks at names then sees those. */
export function nameByGlue(file: WasmFile, { imports, exports }: GlueFit): WasmFile {
  if (imports.size === 0 && exports.size === 0) return file;
  return {
    ...file,
    imports: file.imports.map((entry) => {
      const name = entry.type.kind === 'function' ? imports.get(entry.name) : undefined;
      return name === undefined
        ? entry
        : { ...entry, module: entry.module === 'a' ? moduleOf(name) : entry.module, name };
    }),
    exports: file.exports.map((entry) => ({ ...entry, name: exports.get(entry.name) ?? entry.name })),
  };
}

/** Where a function of WASI comes from in a module that was not minified; it has no way to distinguish the older interface. */
function moduleOf(name: string): string {
  return /^(?:fd|environ|args|clock|proc|path|random|sched|poll)_/.test(name) ? 'wasi_snapshot_preview1' : 'env';
}
