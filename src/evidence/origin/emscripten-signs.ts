import type { WasmFile } from '../wasm/wasm-file.ts';
import type { LibraryNames } from './library-names.ts';
import { toolsInProducers } from './producer-tools.ts';

/** Names that only Emscripten's own libraries ask their JavaScript side for. */
const OWN_IMPORT = /^(?:__syscall|__sys_|_?emscripten_|_embind_|_emval_|invoke_[vijfdp]+$|_\w+_js$)/;

/** Exports that only Emscripten asks its linker for, by what they are for: stack, temporary register, calls by type. */
const OWN_EXPORT =
  /^(?:stackSave|stackRestore|stackAlloc|_?emscripten_(?:stack|tempret|proxy|thread|main)_\w+|dynCall_[vijfdp]+|__em_js__.*|__(?:start|stop)_em_(?:asm|js|lib_deps)|_emscripten_\w+)$/;

/** What the compiler before LLVM's own backend imports: constants of asm.js, its helpers, places in memory. */
const FASTCOMP: readonly (readonly [module: string, name: RegExp])[] = [
  ['global', /^(?:NaN|Infinity)$/],
  ['asm2wasm', /^(?:f64-(?:rem|to-int)|i(?:32s|32u|64s|64u)-(?:div|rem))$/],
  ['env', /^(?:STACKTOP|STACK_MAX|DYNAMICTOP_PTR|tempDoublePtr|tableBase|memoryBase|abortStackOverflow)$/],
];

/** Signs of others that also export a table, or come with a libc of their own. */
const OTHERS = /^(?:napi_|emnapi_|_emnapi_|thread-spawn$)/;

/**
 * Whether a name looks like one of Emscripten's own interface between its libraries and JavaScript. False: it may be a
 * program's.
 */
export function isOwnName(name: string): boolean {
  return OWN_IMPORT.test(name);
}

/**
 * What in a file shows that Emscripten made it, in words; empty where nothing does. An object shows it by symbols that it
 * leaves to JavaScript, a module by its imports, exports and sections.
 */
export function findEmscriptenSigns(file: WasmFile, library: LibraryNames): string[] {
  // Whatever it links has a memory, its own or its script's: a module without one was written by hand to look so.
  if (file.kind === 'module' && file.memories.length === 0) return [];
  const section = file.sections.find(({ custom, name }) => custom && name === 'emscripten_metadata');
  const imported = file.imports.find(
    ({ module, name }) => module === 'env' && isOwnName(name) && (library.has(name) || name.startsWith('invoke_')),
  );
  const exported = file.exports.find(({ name }) => OWN_EXPORT.test(name)) ?? findTrap(file);
  const fastcomp = findFastcomp(file);
  return [
    ...(section ? ['section emscripten_metadata'] : []),
    ...(imported ? [`import env.${imported.name}`] : []),
    ...(exported ? [`export ${exported.name}`] : []),
    ...(fastcomp === null ? [] : [`import ${fastcomp}`]),
    ...(hasMinifiedNames(file) ? [`names of one or two letters from a module \`${file.imports[0]?.module}\``] : []),
    ...(isSideModule(file) ? ['a shared library without a C library of its own'] : []),
    ...(exportsTable(file) ? ['export __indirect_function_table'] : []),
  ];
}

/** Programs with exceptions in wasm export what `abort()` ends them with (emscripten-core/emscripten#16910, in 3.1.11). */
function findTrap({ exports }: WasmFile) {
  return exports.find(({ kind, name }) => kind === 'function' && name === '__trap');
}

/** An import of the compiler that Emscripten had before LLVM's own backend, as `module.name`; null where there is none. */
export function findFastcomp({ imports, dynamic }: WasmFile): string | null {
  // Side modules of both compilers are known by their section.
  if (dynamic?.section === 'dylink.0') return null;
  const found = imports.find(({ module, name }) => {
    return FASTCOMP.some(([from, wanted]) => from === module && wanted.test(name));
  });
  return found ? `${found.module}.${found.name}` : null;
}

/** Others have the table exported too, but with `producers`, which Emscripten leaves out, and without constructors to call. */
function exportsTable({ exports, imports, producers }: WasmFile): boolean {
  const has = (wanted: string) => exports.some(({ name }) => name === wanted);
  if (!has('__indirect_function_table') || !has('__wasm_call_ctors') || producers.length > 0) return false;
  return ![...imports, ...exports].some(({ name }) => OTHERS.test(name));
}

/** wasi-sdk's shared libraries name its `libc.so` among what they need, or import from WASI. */
function isSideModule({ dynamic, imports, producers }: WasmFile): boolean {
  if (!dynamic || dynamic.needed.some((name) => /^lib(?:c|wasi-.*)\.so/.test(name))) return false;
  if (imports.some(({ module }) => module.startsWith('wasi') || module.includes(':'))) return false;
  const based = imports.some(({ module, name }) => module === 'env' && /^(?:__memory_base|memory)$/.test(name));
  return based && toolsInProducers(producers).every(({ name }) => /(?:^| )clang$|^rustc$/.test(name));
}

/** Names of one or two letters, and those of what is no function, which fastcomp left as they were. */
const SHORT = /^(?:[A-Za-z_$][\w$]?|memory|table|__(?:memory|table)_base)$/;

/**
 * Whether names were replaced by the shortest ones: all imports come from one module `a` (Emscripten since 1.39.7 at
 * -O2 and above, `MINIFY_WASM_IMPORTED_MODULES`), or from `env` under names of one or two letters, of which `a` is the
 * first. False: they are as the sources have them.
 */
export function hasMinifiedNames({ imports }: WasmFile): boolean {
  const [first] = imports;
  if (!first || (first.module !== 'a' && first.module !== 'env')) return false;
  const functions = imports.filter(({ module, type }) => type.kind === 'function' || module === 'a');
  // Globals are numbered with them, and may come first.
  if (!imports.some(({ name }) => name === 'a') || (first.module === 'env' && functions.length < 2)) return false;
  return imports.every(({ module, name }) => {
    return (module === first.module && SHORT.test(name)) || (module === 'global' && /^(?:NaN|Infinity)$/.test(name));
  });
}
