/** Makers of wasm that can be distinguished, and runtimes of languages that come inside a module. */
export const MAKERS = {
  go: 'Go',
  tinygo: 'TinyGo',
  webcil: 'a .NET assembly in Webcil',
  kotlin: 'Kotlin',
  dart: 'Dart',
  ghc: 'GHC',
  moonbit: 'MoonBit',
  grain: 'Grain',
  javy: 'Javy (QuickJS)',
  assemblyscript: 'AssemblyScript',
  swift: 'Swift',
  zig: 'Zig',
  emscripten: 'Emscripten',
  rust: 'Rust',
  'wasi-sdk': 'clang with a WASI libc',
  clang: 'clang',
  dotnet: 'the .NET runtime',
  quickjs: 'QuickJS',
  micropython: 'MicroPython',
} as const satisfies Record<string, string>;

/** One of `MAKERS`. */
export type Maker = keyof typeof MAKERS;

/** A maker that a file shows, and by what. */
export interface Finding {
  readonly tool: Maker;
  /** As the file states it; null where it states none. */
  readonly version: string | null;
  /** What the tool built for: `js` and `wasip1` of Go and TinyGo, `wasi` … */
  readonly target: string | null;
  /** What it was found by, in words. */
  readonly because: readonly string[];
}
