import type { Kind } from '../../model/codes.ts';
import { EMSCRIPTEN } from './emscripten.ts';
import { FOUND_BY_RUN } from './findings.ts';
import { GO } from './go.ts';
import { GO_WASM } from './go-wasm.ts';
import { HOSTS } from './hosts.ts';
import { INPUTS } from './inputs.ts';
import type { KindInfo } from './kind-info.ts';
import { MEMORY } from './memory.ts';
import { OBJECTS } from './objects.ts';
import { OPTIONS } from './options.ts';
import { RUNNING } from './running.ts';
import { SYMBOLS } from './symbols.ts';
import { TOOLS_THEMSELVES } from './tools.ts';

/** The kinds by what they are about, for whoever looks for one. */
export const KIND_GROUPS: readonly (readonly [title: string, kinds: Readonly<Record<string, KindInfo>>])[] = [
  ['Symbols and types at the link', SYMBOLS],
  ['Inputs of a link', INPUTS],
  ['Objects, archives and relocations', OBJECTS],
  ['Memory, threads and features at the link', MEMORY],
  ['Options of tools', OPTIONS],
  ['Emscripten: settings, files, its compiler of JavaScript', EMSCRIPTEN],
  ['Compilers, Binaryen and other tools', TOOLS_THEMSELVES],
  ['Go: targets, modules, build modes', GO],
  ['Go for wasm: imports, exports, wasm_exec.js', GO_WASM],
  ['Hosts, browsers and the modules that they load', HOSTS],
  ['While a program runs', RUNNING],
  ['What a run itself finds', FOUND_BY_RUN],
];

/** What is to be said of each kind of break. A new kind does not compile until it has its page. */
export const KIND_INFO: Readonly<Record<Kind, KindInfo>> = {
  ...SYMBOLS,
  ...INPUTS,
  ...OBJECTS,
  ...MEMORY,
  ...OPTIONS,
  ...EMSCRIPTEN,
  ...TOOLS_THEMSELVES,
  ...GO,
  ...GO_WASM,
  ...HOSTS,
  ...RUNNING,
  ...FOUND_BY_RUN,
};
