import type { ProducerField } from '../wasm/provenance-sections.ts';
import type { Maker } from './makers.ts';

/** A tool that a file names as one of its makers, as it spells it. */
export interface NamedTool {
  readonly name: string;
  readonly version: string;
}

/**
 * What tools call themselves in `processed-by` (tool-conventions, ProducersSection.md, "Known list"; TinyGo and GHC by
 * their own). Compilers that build their own clang are known by where its version says that it comes from.
 */
const NAMES: readonly (readonly [pattern: RegExp, maker: Maker, version?: RegExp])[] = [
  [/^Go cmd\/compile$/, 'go'],
  [/^TinyGo$/i, 'tinygo'],
  // The LLVM that its releases before 0.28 name alone (tinygo-org/tinygo, `make llvm-source`).
  [/(?:^| )clang$/, 'tinygo', /github\.com\/(?:tinygo-org|espressif)\/llvm-project/],
  [/^kotlin/i, 'kotlin'],
  [/^dart/i, 'dart'],
  [/^ghc$/i, 'ghc'],
  [/(?:^| )clang$/, 'ghc', /gitlab\.haskell\.org\/ghc\//],
  [/^(?:moonc|moonbit)/i, 'moonbit'],
  [/^grain/i, 'grain'],
  [/^javy/i, 'javy'],
  [/^(?:AssemblyScript|asc)$/i, 'assemblyscript'],
  [/^swift/i, 'swift'],
  [/(?:^| )clang$/, 'swift', /github\.com\/swiftlang\/|github\.com\/apple\/llvm-project/],
  [/^zig$/i, 'zig'],
  [/(?:^| )clang$/, 'zig', /ziglang\/zig-bootstrap/],
  [/^rustc$/, 'rust'],
  [/^(?:wasm-bindgen|wit-bindgen-rust)$/, 'rust'],
  [/(?:^| )clang$/, 'clang'],
];

/** The makers that the `producers` section names, those of one language before those of any, each with its own words. */
export function makersInProducers(producers: readonly ProducerField[]): { maker: Maker; tool: NamedTool }[] {
  const tools = toolsInProducers(producers);
  const found = NAMES.flatMap(([pattern, maker, from]) =>
    tools
      .filter(({ name, version }) => pattern.test(name) && (from === undefined || from.test(version)))
      .map((tool) => ({ maker, tool })),
  );
  // One tool stands for one maker, one maker by its first tool.
  return found.filter(({ maker, tool }, place) => {
    const before = found.slice(0, place);
    return !before.some((other) => other.maker === maker || other.tool === tool);
  });
}

/** Every tool that the `producers` section lists. */
export function toolsInProducers(producers: readonly ProducerField[]): NamedTool[] {
  return producers.filter(({ field }) => field === 'processed-by').flatMap(({ values }) => values);
}

/** The languages that the `producers` section names: `Go`, `C99`, `Rust`. */
export function languagesInProducers(producers: readonly ProducerField[]): string[] {
  return producers.filter(({ field }) => field === 'language').flatMap(({ values }) => values.map(({ name }) => name));
}
