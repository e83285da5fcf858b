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
