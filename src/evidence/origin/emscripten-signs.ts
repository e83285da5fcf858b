import type { WasmFile } from '../wasm/wasm-file.ts';
import type { LibraryNames } from './library-names.ts';

/** Names that only Emscripten's own libraries ask their JavaScript side for. */
const OWN_IMPORT = /^(?:__syscall|__sys_|_?emscripten_|_embind_|_emval_|invoke_[vijfdp]+$|_\w+_js$)/;

/** Exports that only Emscripten asks its linker for, by what they are for: stack, temporary register, calls by type. */
const OWN_EXPORT =
  /^(?:stackSave|stackRestore|stackAlloc|_?emscripten_(?:stack|tempret|proxy|thread|main)_\w+|dynCall_[vijfdp]+|__em_js__.*|__(?:start|stop)_em_(?:asm|js|lib_deps)|__errno_location|_emscripten_\w+)$/;

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
  const section = file.sections.find(({ custom, name }) => custom && name === 'emscripten_metadata');
  const imported = file.imports.find(
    ({ module, name }) => module === 'env' && isOwnName(name) && (library.has(name) || name.startsWith('invoke_')),
  );
  const exported = file.exports.find(({ name }) => OWN_EXPORT.test(name));
  const table = file.exports.find(({ name, kind }) => kind === 'table' && name === '__indirect_function_table');
  return [
    ...(section ? ['section emscripten_metadata'] : []),
    ...(imported ? [`import env.${imported.name}`] : []),
    ...(exported ? [`export ${exported.name}`] : []),
    ...(hasMinifiedNames(file) ? ['names of one or two letters from a module `a`'] : []),
    // Others can be told to export it, but they keep the `producers` that Emscripten leaves out.
    ...(table && file.producers.length === 0 ? ['export __indirect_function_table'] : []),
  ];
}

/**
 * * Whether names were replaced by the shortest ones: all imports come from one module `a` (Emscripten since 1.39.7 at
 * -O2 and above, `MINIFY_WASM_IMPORTED_MODULES`), or from `env` under names of one or two letters. False: they are as
 * the sources have them.
 */
export function hasMinifiedNames({ imports }: WasmFile): boolean {
  if (imports.length === 0) return false;
  const short = imports.every(({ name }) => /^[A-Za-z_$][\w$]?$/.test(name));
  const [first] = imports;
  return (
    short && (first?.module === 'a' || first?.module === 'env') && imports.every((one) => one.module === first.module)
  );
}
