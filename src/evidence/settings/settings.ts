import type { FeatureUse } from '../features/used-features.ts';
import type { Glue } from '../glue/read-glue.ts';
import { findFastcomp, hasMinifiedNames } from '../origin/emscripten-signs.ts';
import { type Role, readRole } from '../origin/module-role.ts';
import type { ReadBytes } from '../wasm/read-section.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';
import { type MemorySettings, readMemory } from './memory.ts';
import { findStackSize, readSourceMapUrl } from './sections.ts';

/** With what settings a module was built, read off it and its script. Null: neither shows it. */
export interface Settings {
  readonly pthreads: boolean;
  /** How it waits for promises in the middle of a call. */
  readonly suspends: 'asyncify' | 'jspi' | 'none' | null;
  readonly embind: boolean | null;
  readonly linking: 'static' | 'main-module' | 'side-module';
  /** How exceptions of C++ pass: in instructions of the standard or before it, or through JavaScript. */
  readonly exceptions: 'wasm' | 'wasm-legacy' | 'javascript' | 'none' | null;
  readonly longjmp: 'wasm' | 'javascript' | 'none' | null;
  /** Whether an i64 crosses to JavaScript as a BigInt. False: as two numbers. */
  readonly bigint: boolean | null;
  /** Whether it was built to run without JavaScript. False: its own script loads it. */
  readonly standalone: boolean;
  readonly memory: MemorySettings | null;
  /** Bytes. */
  readonly stackSize: number | null;
  readonly sourceMap: string | null;
  /** The oldest hosts that its script accepts: `node` → `16.0.0`. */
  readonly minimum: Readonly<Record<string, string>>;
}

/** What settings are read off. */
export interface SettingsSource {
  /** The module as it is. */
  readonly file: WasmFile;
  /** The same under the names of its sources, as far as its script has them. */
  readonly named: WasmFile;
  readonly glue: Glue | null;
  readonly use: FeatureUse | null;
  readonly read: ReadBytes;
}

/** Reads the settings of a linked module. */
export function readModuleSettings({ file, named, glue, use, read }: SettingsSource): Settings {
  const names = new Names(named, hasMinifiedNames(named));
  const role = readRole(file);
  return {
    pthreads: file.memories.some(({ shared }) => shared),
    suspends: glue?.words.has('Suspending') ? 'jspi' : names.find('asyncify', /^asyncify_(?:start|stop)_unwind$/),
    embind: names.has(/^_embind_(?:register|initialize)_/),
    linking: role === 'main-module' || role === 'side-module' ? role : 'static',
    exceptions: readExceptions(names, file, use),
    longjmp: names.has(/^__c_longjmp$|^__wasm_longjmp$/)
      ? 'wasm'
      : names.find('javascript', /^_?emscripten_(?:throw_)?longjmp(?:_jmpbuf)?$|^testSetjmp$/),
    bigint: readBigInt(file, names),
    standalone: isStandalone(role),
    memory: readMemory(file),
    stackSize: findStackSize(file, read),
    sourceMap: readSourceMapUrl(file, read),
    minimum: findMinimum(glue),
  };
}

/** The names that a module imports and exports; where they were minified, that one is not there says nothing. */
class Names {
  readonly all: ReadonlySet<string>;
  readonly minified: boolean;

  constructor({ imports, exports }: WasmFile, minified: boolean) {
    this.all = new Set([...imports, ...exports].map(({ name }) => name));
    this.minified = minified;
  }

  has(wanted: RegExp): boolean | null {
    for (const name of this.all) if (wanted.test(name)) return true;
    return this.minified ? null : false;
  }

  find<T extends string>(kind: T, wanted: RegExp): T | 'none' | null {
    const found = this.has(wanted);
    return found === null ? null : found ? kind : 'none';
  }
}

function readExceptions(names: Names, file: WasmFile, use: FeatureUse | null): Settings['exceptions'] {
  if (use?.used.includes('exnref')) return 'wasm';
  if (use?.used.includes('exceptions-legacy')) return 'wasm-legacy';
  if (file.tags.length > 0) return use?.unknownAt === null ? 'wasm' : null;
  // Without what catches them, what throws only ends the program.
  return names.find('javascript', /^__cxa_find_matching_catch_\d+$|^__resumeException$/);
}

/** What crosses in two halves leaves the upper one in a temporary register. */
function readBigInt(file: WasmFile, names: Names): boolean | null {
  // Modules that load others have functions of both kinds under all names.
  if (file.dynamic) return null;
  const outside = file.imports.flatMap(({ type }) => (type.kind === 'function' ? [type.type] : []));
  const is64 = file.memories.some((memory) => memory.is64);
  const whole = outside.some((index) => {
    const type = file.types[index];
    return type?.kind === 'func' && [...type.params, ...type.results].includes('i64');
  });
  if (whole) return is64 ? null : true;
  return names.has(/^_?(?:emscripten_tempret_)?[gs]et(?:TempRet0)?$|^[gs]etTempRet0$/) || findFastcomp(file) !== null
    ? false
    : null;
}

function isStandalone(role: Role): boolean {
  return role === 'command' || role === 'reactor';
}

/** `This emscripten-generated code requires node v16.0.0`, which scripts with assertions say. */
const REQUIRES = /requires (node|Chrome|Firefox|Safari) v?(\d+(?:\.\d+)*)/;

function findMinimum(glue: Glue | null): Record<string, string> {
  const found: Record<string, string> = {};
  for (const text of glue?.texts ?? []) {
    const match = REQUIRES.exec(text);
    if (match) found[match[1]!.toLowerCase()] = match[2]!;
  }
  return found;
}
