import type { Tool } from '../model/tools.ts';

/** Programs by the tool whose role they are; `em*` are recognised by their beginning. */
const PROGRAMS: Readonly<Record<string, Tool>> = {
  go: 'go',
  gofmt: 'go',
  tinygo: 'tinygo',
  node: 'node',
  'wasm-ld': 'emsdk',
  wasmtime: 'wasmtime',
  wasmedge: 'wasmedge',
  wazero: 'wazero',
  browse: 'chromium',
  chromium: 'chromium',
  deno: 'deno',
  bun: 'bun',
  wasmi: 'wasmi',
};

/**
 * The role that a step uses where it does not say: by the first word of its command (behind `!` and variable
 * assignments), with `emcc`, `em++`, `emar` … meaning `emsdk`. Null where the word is no known tool's program.
 */
export function defaultRole(run: string): Tool | null {
  const words = run.trim().split(/\s+/);
  const word = words.find((candidate) => candidate !== '!' && !/^[A-Za-z_]\w*=/.test(candidate)) ?? '';
  const program = word.slice(word.lastIndexOf('/') + 1).replace(/\.py$/, '');
  if (Object.hasOwn(PROGRAMS, program)) return PROGRAMS[program]!;
  return /^em(cc|\+\+|ar|ranlib|nm|cmake|configure|make|size|strip|builder|run|dump|symbolizer)$/.test(program)
    ? 'emsdk'
    : null;
}
