import type { WasmFile } from '../wasm/wasm-file.ts';

/** How a file is put to use. */
export const ROLES = {
  command: 'a command: `_start` runs it once',
  reactor: 'a reactor: `_initialize`, then its exports are called',
  javascript: 'bound to JavaScript: its own loader must give it what it imports',
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
  return LOADER_MODULE.test(module) && !STANDALONE.has(name);
}
