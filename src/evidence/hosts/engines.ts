import type { Feature } from '../features/features.ts';
import type { Host, ImportOffer } from './host.ts';
import { PREVIEW1_WHOLE, PREVIEW1_WITHOUT_ACCEPT, UNSTABLE, UNSTABLE_WITHOUT_ACCEPT } from './wasi.ts';

type Switches = Host['switches'];

function engine(
  family: string,
  version: string,
  lacks: readonly Feature[],
  imports: readonly ImportOffer[],
  switches: Switches = {},
  onRequest: Host['onRequest'] = {},
): Host {
  return { id: `${family}${version}`, family, lacks, imports, needs: [], switches, onRequest };
}

const NOWHERE_IN_V8: readonly Feature[] = ['wide-arithmetic', 'custom-page-sizes', 'stack-switching'];
const NEW_IN_NODE_22: readonly Feature[] = [
  ...([
    'relaxed-simd',
    'extended-const',
    'exnref',
    'typed-function-references',
    'gc',
    'memory64',
    'multimemory',
  ] as const),
  'table64',
  ...NOWHERE_IN_V8,
];
const NEW_IN_WASMTIME_49: readonly Feature[] = [
  ...(['exceptions', 'exnref', 'typed-function-references', 'gc', 'wide-arithmetic'] as const),
];
const NOWHERE_IN_WASMTIME: readonly Feature[] = ['exceptions-legacy', 'custom-page-sizes', 'stack-switching'];
const NEW_IN_WASMEDGE_0_17: readonly Feature[] = [
  ...(['relaxed-simd', 'tail-call', 'extended-const', 'exceptions', 'exnref', 'typed-function-references'] as const),
  ...(['gc', 'memory64', 'table64', 'multimemory'] as const),
];
const NOWHERE_IN_WASMEDGE: readonly Feature[] = [
  ...(['atomics', 'exceptions-legacy', 'wide-arithmetic', 'custom-page-sizes', 'stack-switching'] as const),
];

const LACKING_IN_WASMI: readonly Feature[] = [
  ...(['atomics', 'shared-memory', 'exceptions', 'exceptions-legacy', 'exnref'] as const),
  ...(['typed-function-references', 'gc'] as const),
  'stack-switching',
];

/** Before Node.js 18.17 a program has `node:wasi` with this option only (Node.js 18.17.0, wasi: no longer require flag). */
const WASI_FLAG = 'node --experimental-wasi-unstable-preview1 gives it';

const WASMTIME_SWITCHES: Switches = {
  'typed-function-references': '-W function-references=y',
  gc: '-W gc=y,function-references=y',
  'wide-arithmetic': '-W wide-arithmetic=y',
  'custom-page-sizes': '-W custom-page-sizes=y',
};

/**
 * Engines with what each refused, by default, of one module per feature (`probe-modules.fixture.ts`) and of one module
 * per function of WASI. All rows were measured with the real programs, and so were the switches: Node by
 * `WebAssembly.validate` and `node:wasi`, Debian's Chromium by `WebAssembly.validate`, wasmtime and Debian's WasmEdge by
 * their commands, Deno and Bun by their `node:wasi`, wasmi by its command as cargo builds it by default, browser_wasi_shim in
 * Debian's Chromium 156, and Wasmer's SDK in Node.js 24. `host-rows.real.test.ts` tries those that are installed.
 */
export const ENGINES: readonly Host[] = [
  engine(
    'node',
    '16.20.2',
    ['reference-types', 'tail-call', 'exceptions', 'exceptions-legacy', ...NEW_IN_NODE_22],
    [PREVIEW1_WITHOUT_ACCEPT, UNSTABLE_WITHOUT_ACCEPT],
    {},
    { wasi_snapshot_preview1: WASI_FLAG, wasi_unstable: WASI_FLAG },
  ),
  engine('node', '18.20.8', ['tail-call', ...NEW_IN_NODE_22], [PREVIEW1_WHOLE, UNSTABLE]),
  engine('node', '20.20.2', NEW_IN_NODE_22, [PREVIEW1_WHOLE, UNSTABLE]),
  engine('node', '22.23.3', ['table64', ...NOWHERE_IN_V8], [PREVIEW1_WHOLE, UNSTABLE]),
  engine('node', '24.21.0', NOWHERE_IN_V8, [PREVIEW1_WHOLE, UNSTABLE]),
  engine('node', '26.10.0', NOWHERE_IN_V8, [PREVIEW1_WHOLE, UNSTABLE]),
  engine('chromium', '156.0.8078.79', NOWHERE_IN_V8, []),
  engine(
    'wasmtime',
    '36.0.9',
    [...NEW_IN_WASMTIME_49, ...NOWHERE_IN_WASMTIME],
    [PREVIEW1_WHOLE, UNSTABLE],
    WASMTIME_SWITCHES,
  ),
  engine('wasmtime', '42.0.1', [...NEW_IN_WASMTIME_49, ...NOWHERE_IN_WASMTIME], [PREVIEW1_WHOLE, UNSTABLE], {
    ...WASMTIME_SWITCHES,
    exceptions: '-W exceptions=y',
    exnref: '-W exceptions=y',
  }),
  // It takes atomic instructions, but makes no memory that is shared.
  engine('wasmtime', '49.0.3', ['shared-memory', ...NOWHERE_IN_WASMTIME], [PREVIEW1_WHOLE, UNSTABLE_WITHOUT_ACCEPT], {
    'shared-memory': '-W shared-memory=y',
    'custom-page-sizes': '-W custom-page-sizes=y',
    'stack-switching': '-W stack-switching=y',
  }),
  engine('wasmedge', '0.14.1', [...NEW_IN_WASMEDGE_0_17, ...NOWHERE_IN_WASMEDGE], [PREVIEW1_WHOLE], {
    atomics: '--enable-threads',
    'relaxed-simd': '--enable-relaxed-simd',
    'tail-call': '--enable-tail-call',
    'extended-const': '--enable-extended-const',
    exceptions: '--enable-exception-handling',
    'exceptions-legacy': '--enable-exception-handling',
    exnref: '--enable-exception-handling',
    'typed-function-references': '--enable-function-reference',
    gc: '--enable-gc',
    multimemory: '--enable-multi-memory',
  }),
  engine('wasmedge', '0.17.1', ['shared-memory', ...NOWHERE_IN_WASMEDGE], [PREVIEW1_WHOLE], {
    atomics: '--enable-threads',
    'shared-memory': '--enable-threads',
  }),
  engine('deno', '2.9.6', NOWHERE_IN_V8, [PREVIEW1_WHOLE, UNSTABLE]),
  engine('bun', '1.4.5', ['memory64', 'table64', 'custom-page-sizes', 'stack-switching'], [PREVIEW1_WITHOUT_ACCEPT], {
    memory64: 'BUN_JSC_useWasmMemory64=1 in its environment',
  }),
  asProgram(engine('wasmi', '2.0.0', LACKING_IN_WASMI, [PREVIEW1_WHOLE])),
  engine('wasi-shim', '0.4.2', NOWHERE_IN_V8, [PREVIEW1_WHOLE]),
  asProgram(
    engine(
      'wasmer-sdk',
      '0.16.0',
      ['gc', 'memory64', 'table64', ...NOWHERE_IN_V8],
      [PREVIEW1_WHOLE, UNSTABLE_WITHOUT_ACCEPT],
    ),
  ),
];

/** A host that takes in nothing but programs: a library that waits to be called is refused. */
function asProgram(host: Host): Host {
  return { ...host, needs: [...host.needs, { exports: ['_start'] }] };
}
