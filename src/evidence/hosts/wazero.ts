import type { Feature } from '../features/features.ts';
import type { Host, ImportOffer } from './host.ts';
import { PREVIEW1_WHOLE } from './wasi.ts';

/** What a wazero refuses by default: it has the core features of WebAssembly 2.0 (`api.CoreFeaturesV2`), no more. */
const LACKS: readonly Feature[] = [
  ...([
    'relaxed-simd',
    'atomics',
    'shared-memory',
    'tail-call',
    'extended-const',
    'exceptions',
    'exceptions-legacy',
    'exnref',
  ] as const),
  ...([
    'typed-function-references',
    'gc',
    'memory64',
    'table64',
    'multimemory',
    'wide-arithmetic',
    'custom-page-sizes',
  ] as const),
  'stack-switching',
];

const GROWTH = 'emscripten_notify_memory_growth';
/** Of wazero 1.0.0: calls with up to four integers. */
const FEW_CALLS = ['i', 'ii', 'iii', 'iiii', 'iiiii', 'v', 'vi', 'vii', 'viii', 'viiii'].map(
  (type) => `invoke_${type}`,
);
const BEFORE_1_5: ImportOffer = { module: 'env', names: [GROWTH, ...FEW_CALLS] };
const SINCE_1_5: ImportOffer = { module: 'env', names: [GROWTH, '_emscripten_throw_longjmp', 'invoke_*'] };

/** What `invoke_*` calls back: Emscripten renamed it in 3.1.57, wazero followed in 1.8.0 (wazero#2290). */
const OLD_STACK = [{ when: 'invoke_*', exports: ['stackSave', 'stackRestore', 'setThrew'] }];
const NEW_STACK = [
  { when: 'invoke_*', exports: ['emscripten_stack_get_current', '_emscripten_stack_restore', 'setThrew'] },
];

/** The command `wazero run` has WASI alone; functions of Emscripten are in a package that a Go program asks for. */
const EMSCRIPTEN = 'a Go program gives it by `imports/emscripten`, `wazero run` does not';

const threads = {
  atomics: 'experimental.CoreFeaturesThreads',
  'shared-memory': 'experimental.CoreFeaturesThreads',
} as const;
const calls = { ...threads, 'tail-call': 'experimental.CoreFeaturesTailCall' } as const;
const latest = {
  ...calls,
  'extended-const': 'experimental.CoreFeaturesExtendedConst',
  exceptions: 'experimental.CoreFeaturesExceptionHandling',
  exnref: 'experimental.CoreFeaturesExceptionHandling',
  'typed-function-references': 'experimental.CoreFeaturesTypedFunctionReferences',
} as const;

/**
 * A Go program with wazero, its WASI and its Emscripten module (`imports/emscripten`, by `InstantiateForModule` where
 * there is one). Features, experimental features and functions were measured in a program built with each version; which
 * exports `invoke_*` calls is from wazero's source.
 */
export const WAZEROS: readonly Host[] = [
  wazero('1.0.0', BEFORE_1_5, [], {}),
  wazero('1.6.0', SINCE_1_5, OLD_STACK, {}),
  wazero('1.7.3', SINCE_1_5, OLD_STACK, threads),
  wazero('1.8.2', SINCE_1_5, NEW_STACK, threads),
  wazero('1.10.1', SINCE_1_5, NEW_STACK, calls),
  wazero('1.12.0', SINCE_1_5, NEW_STACK, latest),
];

function wazero(version: string, env: ImportOffer, needs: Host['needs'], switches: Host['switches']): Host {
  const [family, imports, onRequest] = ['wazero', [PREVIEW1_WHOLE, env], { env: EMSCRIPTEN }];
  return { id: `wazero${version}`, family, lacks: LACKS, imports, needs, switches, onRequest };
}
