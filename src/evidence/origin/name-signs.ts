import type { ExternalKind } from '../wasm/externals.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';
import { fitsSignature } from './library-signature.ts';
import type { Maker } from './makers.ts';

/** A name that one maker alone gives: in words, `import wbg.__wbindgen_throw`. */
export interface NameSign {
  readonly maker: Maker;
  readonly because: string;
}

/** Imports by module and name, of which an undefined one stands for any. */
const IMPORTS: readonly (readonly [maker: Maker, module: RegExp | undefined, name?: RegExp])[] = [
  ['webcil', /^webcil$/],
  // Kotlin/Wasm: JavaScript that the compiler wrote beside it, and what it has built in.
  ['kotlin', /^js_code$/],
  ['kotlin', /^intrinsics$/],
  ['dart', /^dart2wasm$/],
  ['ghc', /^ghc_wasm_jsffi$/],
  ['moonbit', /^(?:__moonbit_\w+|moonbit:\w+)$/],
  ['grain', /^grain(?:Runtime|Builtin|To)?$/],
  ['javy', /^javy(?:_quickjs_provider|-default-plugin|_plugin)/],
  ['swift', /^javascript_kit$/],
  ['rust', /^(?:wbg|__wbindgen_.*)$/],
  // Since 0.2.59 a bundler's module stands for the glue.
  ['rust', /^\.\/.*_bg\.js$/, /^__wb(?:g|indgen)_/],
  ['rust', undefined, /^__wbindgen_(?:throw|object_drop_ref|string_new|placeholder__)$/],
  ['dotnet', undefined, /^mono_wasm_\w+$/],
];

/** Exports by name, of any kind where none is given. */
const EXPORTS: readonly (readonly [maker: Maker, name: RegExp, kind?: ExternalKind])[] = [
  ['webcil', /^(?:webcilVersion|getWebcilPayload)$/],
  ['dart', /^\$(?:invokeMain|getMain|listAdd|invokeCallback)$/],
  ['ghc', /^hs_init(?:_ghc)?$/],
  ['grain', /^_gmain$/],
  ['grain', /^GRAIN\$/],
  ['javy', /^(?:javy_|initialize[_-]runtime$|compile[_-]src$|eval_bytecode$|com_github_javy)/],
  ['swift', /^swjs_\w+$/],
  ['assemblyscript', /^(?:__pin|__unpin|__collect|__rtti_base|__setArgumentsLength)$/],
  [
    'rust',
    /^__(?:wbindgen_(?:malloc|realloc|free|start|export_\d+|add_to_stack_pointer)|wbg_\w+_free|externref_table_alloc)$/,
  ],
  ['dotnet', /^mono_(?:wasm|aot)_\w+$/],
  ['quickjs', /^(?:JS_(?:Eval|NewContext|NewRuntime)|QTS_\w+)$/],
  ['micropython', /^mp_js_(?:init|do_exec|do_str)\w*$/],
];

/** Custom sections. */
const SECTIONS: readonly (readonly [maker: Maker, name: RegExp])[] = [
  // What Javy 5 and later look for in a plugin (bytecodealliance/javy, crates/plugin-processing).
  ['javy', /^(?:javy_source|javy|import_namespace)$/],
  ['rust', /^__wasm_bindgen_unstable$/],
  ['rust', /^\.rustc|^__rustc/],
  ['grain', /^cmi$/],
];

/** What a file's imports, exports and sections are called that only one maker calls so; the first of each maker. */
export function findNameSigns(file: WasmFile): readonly NameSign[] {
  const signs = new Map<Maker, string>();
  const add = (maker: Maker, because: string) => {
    if (!signs.has(maker)) signs.set(maker, because);
  };
  for (const { module, name } of file.imports) {
    for (const [maker, from, wanted] of IMPORTS) {
      if (signs.has(maker) || !(from?.test(module) ?? true) || !(wanted?.test(name) ?? true)) continue;
      add(maker, `import ${module}.${name}`);
    }
  }
  for (const { name, kind } of file.exports) {
    for (const [maker, wanted, only] of EXPORTS) {
      if (!signs.has(maker) && wanted.test(name) && (only ?? kind) === kind) add(maker, `export ${name}`);
    }
  }
  for (const { custom, name } of file.sections) {
    for (const [maker, wanted] of SECTIONS) if (custom && wanted.test(name)) add(maker, `section ${name}`);
  }
  if (!signs.has('assemblyscript') && importsAbort(file)) {
    add('assemblyscript', 'import env.abort (i32, i32, i32, i32)');
  }
  return [...signs].map(([maker, because]) => ({ maker, because }));
}

/** AssemblyScript's `abort` takes message, file, line and column (AssemblyScript, std/assembly/builtins.ts). */
function importsAbort({ imports, types }: WasmFile): boolean {
  return imports.some(({ module, name, type }) => {
    const definition = type.kind === 'function' ? types[type.type] : undefined;
    return (
      module === 'env' && name === 'abort' && definition !== undefined && fitsSignature('viiii', definition, false)
    );
  });
}
