import { CLASHES } from './families/clashes.ts';
import { EMBEDDER_IMPORTS } from './families/embedder-imports.ts';
import { EMSCRIPTEN_IMPORTS } from './families/emscripten-imports.ts';
import { GO_NAMES } from './families/go-names.ts';
import { HEADERS } from './families/headers.ts';
import { IDENTIFIERS } from './families/identifiers.ts';
import { LANGUAGE_IMPORTS } from './families/language-imports.ts';
import { LIBRARY_NAMES } from './families/libraries.ts';
import { SYMBOLS } from './families/symbols.ts';
import { WASI_IMPORTS } from './families/wasi-imports.ts';
import type { NameFamily } from './name-family.ts';

/** All families; of several that have a name the first whose conditions a log fulfils speaks. */
export const FAMILIES: readonly NameFamily[] = [
  ...WASI_IMPORTS,
  ...LANGUAGE_IMPORTS,
  ...EMBEDDER_IMPORTS,
  ...EMSCRIPTEN_IMPORTS,
  ...HEADERS,
  ...IDENTIFIERS,
  ...SYMBOLS,
  ...LIBRARY_NAMES,
  ...GO_NAMES,
  ...CLASHES,
];
