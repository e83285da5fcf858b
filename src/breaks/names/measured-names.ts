import goNames from './data/go-names.json' with { type: 'json' };
import headers from './data/sysroot-headers.json' with { type: 'json' };
import intrinsics from './data/x86-intrinsics.json' with { type: 'json' };

/**
 * Names as `.config/name-data.mjs` reads them from installed toolchains: under `first..last` of the measured versions that
 * have them.
 */
interface Measured {
  readonly measured: readonly string[];
  readonly names: Readonly<Record<string, readonly string[]>>;
}

/** From which to which measured version a name is there. */
export interface NameSpan {
  readonly first: string;
  readonly last: string;
  /** Whether the oldest and the newest version measured have it. */
  readonly sinceOldest: boolean;
  readonly untilNewest: boolean;
  readonly measured: readonly string[];
}

/** Which Emscriptens have a header among those that a compile finds; null where none measured has it. */
export const headerInEmscripten = (header: string): NameSpan | null => spanOf(headers.emscripten, header);

/** Whether wasi-libc has a header. False: the one measured does not. */
export const isInWasiLibc = (header: string): boolean => spanOf(headers['wasi-libc'], header) !== null;

/** Which of Emscripten’s headers translates an x86 intrinsic, and in which releases; null where none measured does. */
export function intrinsicInEmscripten(name: string): (NameSpan & { readonly header: string }) | null {
  for (const header of HEADERS) {
    const span = spanOf(intrinsics, `${header}:${name}`);
    if (span) return { ...span, header };
  }
  return null;
}

/** Which releases of Go export a name of the standard library; null for what the oldest measured has already, and for any other. */
export const newInGo = (name: string): NameSpan | null => spanOf(goNames, name);

const HEADERS = [
  'xmmintrin.h',
  'emmintrin.h',
  'pmmintrin.h',
  'tmmintrin.h',
  'smmintrin.h',
  'nmmintrin.h',
  'avxintrin.h',
  'avx2intrin.h',
  'fmaintrin.h',
  'immintrin.h',
];

function spanOf(data: Measured, name: string): NameSpan | null {
  for (const [span, lines] of Object.entries(data.names)) {
    if (!lines.some((line) => ` ${line} `.includes(` ${name} `))) continue;
    const [first = '', last = ''] = span.split('..');
    const { measured } = data;
    return { first, last, sinceOldest: first === measured[0], untilNewest: last === measured.at(-1), measured };
  }
  return null;
}
