import { EMSCRIPTEN, TINYGO, WASI } from '../conditions.ts';
import { type KnownLibrary, LIBRARIES } from '../libraries.ts';
import type { Named, NameFamily, NameRole } from '../name-family.ts';

/** What of a library's entry a role is held to. */
const FIELDS: readonly (readonly [NameRole, 'headers' | 'symbols' | 'packages'])[] = [
  ['header', 'headers'],
  ['symbol', 'symbols'],
  ['identifier', 'symbols'],
  ['package', 'packages'],
];

/** The library that a name shows; null where it is none that is known. */
export function libraryOf({ role, name }: Named): KnownLibrary | null {
  const at = FIELDS.find(([of]) => of === role)?.[1];
  return (at && LIBRARIES.find((library) => library[at]?.test(name))) ?? null;
}

const build = (library: KnownLibrary) => `${library.note ? `${library.note} ` : ''}`;

export const LIBRARY_NAMES: readonly NameFamily[] = [
  {
    id: 'library',
    roles: ['header', 'symbol', 'package'],
    names: (named) => libraryOf(named) !== null,
    title: 'A library is missing that has to be built for WebAssembly',
    is: (named) => {
      const what = { header: 'is a header', symbol: 'is a name' }[named.role as string] ?? 'is the name';
      return `${what} of ${libraryOf(named)!.title}, which is no part of the C library`;
    },
    cases: [
      {
        needs: [EMSCRIPTEN],
        here: (named) => {
          const { port } = libraryOf(named)!;
          return port
            ? 'Emscripten builds and links it only where it is asked for, and what is installed on the machine does not count.'
            : 'Emscripten has no port of it, and the build that is installed on the machine (by apt or brew) does not fit WebAssembly.';
        },
        cure: (named) => {
          const library = libraryOf(named)!;
          const own = `build ${library.title} with emcc (emconfigure or emcmake) and name its folders (-I, -L and -l, CMAKE_PREFIX_PATH or CMAKE_FIND_ROOT_PATH), or switch the part off that needs it.`;
          return `${build(library)}${library.port ? `Give ${library.port} when compiling and linking; or ${own}` : `${own.charAt(0).toUpperCase()}${own.slice(1)}`}`;
        },
      },
      {
        needs: [WASI],
        here: 'wasi-sdk brings no such library, and the build that is installed on the machine does not fit WebAssembly.',
        cure: (named) =>
          `${build(libraryOf(named)!).replace(/[^.]*(?:emcc|emconfigure|Emscripten)[^.]*\. ?/g, '')}Build ${libraryOf(named)!.title} with wasi-sdk’s clang and name its folders (-I, -L and -l), or switch the part off that needs it.`,
      },
      {
        needs: ['line:wasm'],
        unless: [TINYGO],
        certainty: 'possible',
        here: 'The build that is installed on the machine does not fit a WebAssembly target.',
        cure: (named) =>
          `Build ${libraryOf(named)!.title} with the same compiler for WebAssembly and name its folders, or switch the part off that needs it.`,
      },
    ],
  },
];
