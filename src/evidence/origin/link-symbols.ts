import data from './link-symbols.json' with { type: 'json' };

/**
 * Which library of Emscripten's defines a symbol and what links it, as `.config/link-symbols.mjs` reads it from installed
 * Emscriptens: the symbol indexes of their archives, the definitions of their JavaScript library, and of ports that are not
 * built there the declarations in their public headers.
 */
export interface LinkLibrary {
  /** `libc.a`, `libwebsocket.js`, `zlib`. */
  readonly name: string;
  readonly kind: 'archive' | 'script' | 'port';
  /** What links it, as one writes it on emcc's command line; empty where each link has it. */
  readonly flag: string;
  /** Whether emcc adds it to a link by itself. False: it has to be asked for. */
  readonly byDefault: boolean;
  /** The toolchains that it was read from, and whether from the public headers of a port. */
  readonly from: string;
}

/** The libraries that define a symbol, the one first that a link is most likely to want; none where no library does. */
export type LibrariesOf = (symbol: string) => readonly LinkLibrary[];

/** How many names are searched for in the data as it is, before an index is made of it: most logs ask for a few. */
const MOST_SEARCHED = 64;

/** A library and the names that it defines, between blanks. */
interface Defining {
  readonly library: LinkLibrary;
  readonly names: string;
}

/**
 * Makes a look-up. The first names are searched for in the data's text, which takes microseconds each; an index of all
 * takes some milliseconds to make.
 */
export function readLinkSymbols(): LibrariesOf {
  let libraries: readonly Defining[] | undefined;
  let index: ReadonlyMap<string, readonly LinkLibrary[]> | undefined;
  const found = new Map<string, readonly LinkLibrary[]>();
  return (symbol) => {
    libraries ??= readLibraries();
    if (found.size >= MOST_SEARCHED) index ??= indexSymbols(libraries);
    const known = (index ?? found).get(symbol);
    if (known || index) return known ?? [];
    const defining = searchSymbol(libraries, symbol);
    found.set(symbol, defining);
    return defining;
  };
}

function readLibraries(): readonly Defining[] {
  const lists = data.libraries as readonly (LinkLibrary & { symbols: readonly string[] })[];
  return lists.map(({ symbols, ...library }) => ({ library, names: ` ${symbols.join(' ')} ` }));
}

function searchSymbol(libraries: readonly Defining[], symbol: string): readonly LinkLibrary[] {
  if (symbol === '' || symbol.includes(' ')) return [];
  return libraries.filter(({ names }) => names.includes(` ${symbol} `)).map(({ library }) => library);
}

function indexSymbols(libraries: readonly Defining[]): ReadonlyMap<string, readonly LinkLibrary[]> {
  const index = new Map<string, LinkLibrary[]>();
  for (const { library, names } of libraries)
    for (const symbol of names.trim().split(' ')) {
      const known = index.get(symbol);
      if (known) known.push(library);
      else index.set(symbol, [library]);
    }
  return index;
}
