import type { ProducerField } from '../wasm/provenance-sections.ts';

/** Makers of wasm that can be told apart. */
export const MAKERS = {
  go: 'Go',
  tinygo: 'TinyGo',
  emscripten: 'Emscripten',
  rust: 'Rust',
  assemblyscript: 'AssemblyScript',
  zig: 'Zig',
  swift: 'Swift',
  'wasi-sdk': 'clang with a WASI libc',
  clang: 'clang',
} as const satisfies Record<string, string>;

/** One of `MAKERS`. */
export type Maker = keyof typeof MAKERS;

/** A tool that a file names as one of its makers, as it spells it. */
export interface NamedTool {
  readonly name: string;
  readonly version: string;
}

/** What tools call themselves in `processed-by` (tool-conventions, ProducersSection.md, "Known list"; TinyGo by its own). */
const NAMES: readonly (readonly [pattern: RegExp, maker: Maker])[] = [
  [/^Go cmd\/compile$/, 'go'],
  [/^TinyGo$/i, 'tinygo'],
  [/^rustc$/, 'rust'],
  [/^(?:AssemblyScript|asc)$/i, 'assemblyscript'],
  [/^zig$/i, 'zig'],
  [/^swift/i, 'swift'],
  [/(?:^| )clang$/, 'clang'],
];

/** The makers that the `producers` section names, strongest first, each with its own words. */
export function makersInProducers(producers: readonly ProducerField[]): { maker: Maker; tool: NamedTool }[] {
  const tools = producers.filter(({ field }) => field === 'processed-by').flatMap(({ values }) => values);
  return NAMES.flatMap(([pattern, maker]) =>
    tools.filter(({ name }) => pattern.test(name)).map((tool) => ({ maker, tool })),
  );
}

/** The languages that the `producers` section names: `Go`, `C99`, `Rust`. */
export function languagesInProducers(producers: readonly ProducerField[]): string[] {
  return producers.filter(({ field }) => field === 'language').flatMap(({ values }) => values.map(({ name }) => name));
}
