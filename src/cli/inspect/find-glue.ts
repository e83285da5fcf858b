import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FindWord } from '../../evidence/glue/glue-words.ts';
import type { GlueFinding, GlueScript } from '../../evidence/glue/match-glue.ts';
import type { WasmFile } from '../../evidence/wasm/wasm-file.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { memoise } from '../../model/memoise.ts';
import { whyUnread } from '../../system/why-unread.ts';
import type { FoundFile } from './find-files.ts';
import { isInPackage, listPackageScripts } from './package-scripts.ts';

/** Looks for the scripts that Emscripten wrote beside modules. */
export interface GlueFinder {
  /** For the module at a path: what its script says of it. */
  readonly match: (path: string, file: WasmFile) => GlueFinding | null;
  /** The module inside a script, and how to match it with that; null where a file has none. */
  readonly unpack: (path: string, bytes: Uint8Array) => { bytes: Uint8Array; match: GlueFinder['match'] } | null;
}

/** Scripts from this size on are not looked into, in bytes, unless they are the module's by name. */
const LARGE = 1 << 22;
/** How many scripts of a folder are looked into for the name of a module, and for how many modules that is done. */
const MOST_SCRIPTS = 24;
const MOST_MODULES = 8;
/** Bytes of scripts that are read in a package, and how many that name the module are tried. */
const MOST_READ = 1 << 24;
const MOST_MATCHED = 8;
const SCRIPT = /\.[cm]?js$/;

/**
 * Prepares the search, where one of the files may have a script: the parser is not loaded for others. `named` is the
 * script that the user named. Throws `ProblemInInput` where that cannot be read.
 */
export async function openGlue(found: readonly FoundFile[], named?: string): Promise<GlueFinder | null> {
  const own = named === undefined ? undefined : { path: named, text: readNamed(named) };
  // A folder of many modules is listed once.
  const scriptsIn = memoise(listScripts);
  const others = found.length <= MOST_MODULES;
  const packaged = memoise((path: string) => listPackageScripts(path, (name) => SCRIPT.test(name)));
  const mayHave = (path: string) => SCRIPT.test(path) || scriptsIn(dirname(path)).length > 0;
  if (!own && !found.some(({ path }) => mayHave(path) || (others && isInPackage(path)))) return null;
  const { matchGlue } = await import('../../evidence/glue/match-glue.ts');
  const { openWords } = await import('../../evidence/glue/glue-words.ts');
  const { findEmbeddedModule } = await import('../../evidence/glue/embedded-module.ts');
  let words: FindWord | undefined;
  const find: FindWord = (word) => {
    words ??= openWords();
    return words(word);
  };
  return {
    match(path, file) {
      const scripts = own ? [own] : scriptsBeside(path, scriptsIn(dirname(path)), others);
      const beside = matchGlue(file, scripts, find);
      if (beside?.report.fits || own || !others) return beside;
      const far = matchGlue(file, scriptsOfPackage(path, packaged(path)), find);
      // One of another folder that does not fit is of no interest.
      return far?.report.fits ? far : beside;
    },
    unpack(path, bytes) {
      if (!SCRIPT.test(path)) return null;
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
      const module = findEmbeddedModule(text);
      return module && { bytes: module, match: (_, file) => matchGlue(file, [{ path, text }], find) };
    },
  };
}

function readNamed(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ProblemInInput(whyUnread(error, 'file'), { position: { file: path } });
  }
}

function listScripts(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => SCRIPT.test(name))
      .sort();
  } catch {
    return [];
  }
}

/**
 * The scripts of a module's folder that may be its own: those with its name that name it, others that name it, and last
 * those that only have its name, which may be the same program as JavaScript.
 */
function* scriptsBeside(path: string, names: readonly string[], others: boolean): Generator<GlueScript> {
  const folder = dirname(path);
  const file = basename(path);
  const stem = file.replace(/\.wasm$/, '');
  const own = names.filter((name) => name.replace(SCRIPT, '') === stem || name.replace(SCRIPT, '') === file);
  // Bundlers and .NET put a hash into the name, of which the script does not know.
  const called = [file, file.replace(/[.-][0-9a-z]{8,20}(?=\.wasm$)/, '')];
  const unnamed: GlueScript[] = [];
  const more = others ? names.filter((other) => !own.includes(other)) : [];
  for (const name of [...own, ...more].slice(0, MOST_SCRIPTS)) {
    const isOwn = own.includes(name);
    const script = readScript(join(folder, name), isOwn ? Number.POSITIVE_INFINITY : LARGE);
    if (script && called.some((one) => script.text.includes(one))) yield script;
    else if (script && isOwn) unnamed.push(script);
  }
  yield* unnamed;
}

/** The scripts of a module's package that name it, as far as there is room for their texts. */
function* scriptsOfPackage(path: string, scripts: readonly string[]): Generator<GlueScript> {
  let left = MOST_READ;
  let shown = 0;
  for (const script of scripts) {
    const found = readScript(script, Math.min(LARGE, left));
    if (!found) continue;
    left -= found.text.length;
    if (!found.text.includes(basename(path))) continue;
    yield found;
    if (++shown === MOST_MATCHED) return;
  }
}

function readScript(path: string, most: number): GlueScript | null {
  try {
    const stats = statSync(path);
    return stats.isFile() && stats.size < most ? { path, text: readFileSync(path, 'utf8') } : null;
  } catch {
    // It is not there any more, or not to be read: then it says nothing.
    return null;
  }
}
