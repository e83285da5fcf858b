/**
 * Extensions of WebAssembly 1.0 that a module can need, by the names of LLVM's `target_features` (tool-conventions,
 * Linking.md) where it has one. `title` is what the specification or proposal calls it.
 */
export const FEATURES = {
  'mutable-globals': { title: 'imported and exported mutable globals' },
  'sign-ext': { title: 'sign extension instructions' },
  'nontrapping-fptoint': { title: 'non-trapping conversions of floats to integers' },
  'bulk-memory': { title: 'bulk memory operations' },
  'reference-types': { title: 'reference types' },
  multivalue: { title: 'multiple values' },
  simd128: { title: 'fixed-width SIMD' },
  'relaxed-simd': { title: 'relaxed SIMD' },
  atomics: { title: 'atomic instructions' },
  // Of the same proposal, and again engines have one without the other: wasmtime 49 has no memories, WasmEdge 0.14 no instructions.
  'shared-memory': { title: 'shared memories' },
  'tail-call': { title: 'tail calls' },
  'extended-const': { title: 'extended constant expressions' },
  exceptions: { title: 'exception tags' },
  'exceptions-legacy': { title: 'legacy exceptions (`try`, `catch`)' },
  exnref: { title: 'exceptions (`try_table`, `exnref`)' },
  'typed-function-references': { title: 'typed function references' },
  gc: { title: 'garbage collection' },
  memory64: { title: '64 bit memories' },
  // The same proposal, but engines had one without the other: Node.js 22 makes memories, and refuses tables (measured).
  table64: { title: '64 bit tables' },
  multimemory: { title: 'several memories' },
  'wide-arithmetic': { title: '128 bit arithmetic' },
  'custom-page-sizes': { title: 'custom page sizes' },
  'stack-switching': { title: 'stack switching' },
} as const satisfies Record<string, { title: string }>;

/** One of `FEATURES`. */
export type Feature = keyof typeof FEATURES;

/** All features, oldest first. */
export const FEATURE_NAMES = Object.keys(FEATURES) as readonly Feature[];

/** Features that hosts have apart, and that go by the name of another everywhere else. */
const PARTS: Readonly<Partial<Record<Feature, Feature>>> = { 'shared-memory': 'atomics', table64: 'memory64' };

/** Features by the names that tools have for them, each once, in order. */
export function foldFeatures(features: readonly Feature[]): readonly Feature[] {
  const folded = new Set(features.map((feature) => PARTS[feature] ?? feature));
  return FEATURE_NAMES.filter((name) => folded.has(name));
}
