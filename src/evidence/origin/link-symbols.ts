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

/** Makes a look-up; its index is made when a name is first asked for. */
export function readLinkSymbols(): LibrariesOf {
  let index: ReadonlyMap<string, readonly LinkLibrary[]> | undefined;
  return (symbol) => {
    index ??= indexSymbols();
    return index.get(symbol) ?? [];
  };
}

function indexSymbols(): ReadonlyMap<string, readonly LinkLibrary[]> {
  const index = new Map<string, LinkLibrary[]>();
  for (const { symbols, ...library } of data.libraries as readonly (LinkLibrary & { symbols: readonly string[] })[])
    for (const symbol of symbols.flatMap((line) => line.split(' '))) {
      const known = index.get(symbol);
      if (known) known.push(library);
      else index.set(symbol, [library]);
    }
  return index;
}
