import type { WasmFile } from '../wasm/wasm-file.ts';
import { findEmbedder } from './embedders.ts';
import type { Maker } from './makers.ts';

/** How a file is put to use. */
export const ROLES = {
  command: 'a command: `_start` runs it once',
  reactor: 'a reactor: `_initialize`, then its exports are called',
  javascript: 'bound to JavaScript: its own loader must give it what it imports',
  embedded: 'for an embedder: the program that loads it must give it what it imports',
  'main-module': 'a main module: its own loader gives it what it imports, and loads side modules into it',
  'side-module': 'a side module: another module loads it and gives it memory and symbols',
  'component-core': 'the core of a component',
  library: 'a library: exports to call, nothing else to start',
  object: 'an object to link',
} as const satisfies Record<string, string>;

/** One of `ROLES`. */
export type Role = keyof typeof ROLES;

/** Exports that move the stack, by their names before and since Emscripten 3.1.57. */
const STACK = /^(?:stackRestore|_emscripten_stack_restore|emscripten_stack_init|emscripten_stack_set_limits)$/;

/** Modules that only a loader in JavaScript provides. */
const LOADER_MODULE = /^(?:env|a|go|gojs|wbg|__wbindgen_.*|GOT\.(?:mem|func))$/;

/** Modules of JavaScript that makers write beside it, or stand for it: then no other program has what they have. */
const SCRIPT =
  /\.[cm]?js$|^(?:js_code|intrinsics|dart2wasm|wasm:js-string|ghc_wasm_jsffi|javascript_kit|a|go|gojs|wbg|__wbindgen_.*)$/;

/** Finds out how a file is meant to be used. */
export function readRole(file: WasmFile): Role {
  if (file.kind === 'object') return 'object';
  // Only the main one brings the stack that all of them use.
  if (file.dynamic) return file.exports.some(({ name }) => STACK.test(name)) ? 'main-module' : 'side-module';
  if (file.sections.some(({ custom, name }) => custom && name.startsWith('component-type'))) return 'component-core';
  if (file.imports.some(isFromLoader)) return 'javascript';
  const exports = (wanted: string) => file.exports.some(({ kind, name }) => kind === 'function' && name === wanted);
  if (exports('_start')) return 'command';
  return exports('_initialize') ? 'reactor' : 'library';
}

/** What a standalone module of Emscripten still asks any host for, whichever it is. */
const STANDALONE = new Set(['emscripten_notify_memory_growth']);

function isFromLoader({ module, name }: { readonly module: string; readonly name: string }): boolean {
  return (LOADER_MODULE.test(module) || SCRIPT.test(module)) && !STANDALONE.has(name);
}

/** Makers whose modules come with JavaScript of their own where they import more than WASI. */
const WITH_SCRIPT: ReadonlySet<Maker> = new Set([
  'emscripten',
  'go',
  'kotlin',
  'dart',
  'dotnet',
  'webcil',
  'assemblyscript',
]);

/**
 * Finds out who gives a file what it imports beyond WASI, where its role leaves that open: the JavaScript that its maker
 * wrote, or an embedder, by name where that is known.
 */
export function refineRole(role: Role, file: WasmFile, maker: Maker | null): { role: Role; embedder: string | null } {
  if (role !== 'javascript' && role !== 'command' && role !== 'reactor' && role !== 'library') {
    return { role, embedder: null };
  }
  const embedder = findEmbedder(file);
  if (embedder !== null) return { role: 'embedded', embedder };
  const outside = file.imports.filter(
    ({ module, name }) => !/^wasi_(?:unstable|snapshot_preview1)$/.test(module) && !STANDALONE.has(name),
  );
  if (outside.length === 0) return { role, embedder: null };
  const scripted = (maker !== null && WITH_SCRIPT.has(maker)) || outside.some(isOfScript);
  return { role: scripted ? 'javascript' : 'embedded', embedder: null };
}

/** Node-API is given to modules by JavaScript alone (emnapi). */
function isOfScript({ module, name }: { readonly module: string; readonly name: string }): boolean {
  return SCRIPT.test(module) || /^(?:napi_|_?emnapi_|runtime\.|syscall\/js\.|__wb(?:g|indgen)_)/.test(name);
}
