import { memoise } from '../../../model/memoise.ts';
import { EMSCRIPTEN, TINYGO, WASI } from '../conditions.ts';
import { type KnownLibrary, LIBRARIES } from '../libraries.ts';
import type { Named, NameFamily, NameRole, NameSources } from '../name-family.ts';

/** What of a library's entry a role is held to. */
const FIELDS: readonly (readonly [NameRole, 'headers' | 'symbols' | 'packages'])[] = [
  ['header', 'headers'],
  ['symbol', 'symbols'],
  ['identifier', 'symbols'],
  ['package', 'packages'],
];

/** One pattern of all libraries for each field: most names are of none, and compiling one pattern takes less than a hundred. */
const anyOf = memoise((at: 'headers' | 'symbols' | 'packages') => {
  const sources = LIBRARIES.flatMap((library) => library[at]?.source ?? []);
  return new RegExp(sources.join('|'), at === 'packages' ? 'i' : '');
});

/** The library that a name shows, by its form or as one of a port's symbols; null where it is none that is known. */
export function libraryOf({ role, name }: Named, { librariesOf }: NameSources): KnownLibrary | null {
  const at = FIELDS.find(([of]) => of === role)?.[1];
  const shown = at && anyOf(at).test(name) ? LIBRARIES.find((library) => library[at]?.test(name)) : undefined;
  if (shown || role !== 'symbol') return shown ?? null;
  const ports = librariesOf(name).filter(({ kind }) => kind === 'port');
  return LIBRARIES.find(({ port }) => ports.some((one) => port?.startsWith(`--use-port=${one.name}`))) ?? null;
}

const build = (library: KnownLibrary) => `${library.note ? `${library.note} ` : ''}`;

export const LIBRARY_NAMES: readonly NameFamily[] = [
  {
    id: 'library',
    said: (explanation, named, sources) =>
      explanation.toLowerCase().includes(libraryOf(named, sources)!.title.toLowerCase()),
    roles: ['header', 'symbol', 'package'],
    names: (named, sources) => libraryOf(named, sources) !== null,
    title: 'A library is missing that has to be built for WebAssembly',
    is: (named, sources) => {
      const what = { header: 'is a header', symbol: 'is a name' }[named.role as string] ?? 'is the name';
      return `${what} of ${libraryOf(named, sources)!.title}, which is no part of the C library`;
    },
    cases: [
      {
        needs: [EMSCRIPTEN],
        here: (named, sources) => {
          const { port } = libraryOf(named, sources)!;
          return port
            ? 'Emscripten builds and links it only where it is asked for, and what is installed on the machine does not count.'
            : 'Emscripten has no port of it, and the build that is installed on the machine (by apt or brew) does not fit WebAssembly.';
        },
        cure: (named, sources) => {
          const library = libraryOf(named, sources)!;
          const own = `build ${library.title} with emcc (emconfigure or emcmake) and name its folders (-I, -L and -l, CMAKE_PREFIX_PATH or CMAKE_FIND_ROOT_PATH), or switch the part off that needs it.`;
          return `${build(library)}${library.port ? `Give ${library.port} when compiling and linking; or ${own}` : `${own.charAt(0).toUpperCase()}${own.slice(1)}`}`;
        },
      },
      {
        needs: [WASI],
        here: 'wasi-sdk brings no such library, and the build that is installed on the machine does not fit WebAssembly.',
        cure: (named, sources) =>
          `${build(libraryOf(named, sources)!).replace(/[^.]*(?:emcc|emconfigure|Emscripten)[^.]*\. ?/g, '')}Build ${libraryOf(named, sources)!.title} with wasi-sdk’s clang and name its folders (-I, -L and -l), or switch the part off that needs it.`,
      },
      {
        needs: ['line:wasm'],
        unless: [TINYGO],
        certainty: 'possible',
        here: 'The build that is installed on the machine does not fit a WebAssembly target.',
        cure: (named, sources) =>
          `Build ${libraryOf(named, sources)!.title} with the same compiler for WebAssembly and name its folders, or switch the part off that needs it.`,
      },
    ],
  },
  {
    id: 'library-of-systems',
    said: /librar|libc/i,
    roles: ['package'],
    names:
      /^(?:pthread|dl|rt|m|c|gcc(?:_s|_eh)?|stdc\+\+|c\+\+|c\+\+abi|unwind|util|resolv|crypt|nsl|anl|atomic|execinfo|socket|ws2_32|kernel32|user32|advapi32|bcrypt|ntdll|userenv|shell32|ole32|log|android|Threads|objc|System|iconv)$/,
    title: 'A library of the machine’s system is asked for in a link for WebAssembly',
    is: 'is a library of an operating system or of its C toolchain',
    cases: [
      {
        needs: [WASI],
        certainty: 'possible',
        here: 'wasi-libc has what it needs in libc.a (with empty libm.a, librt.a, libpthread.a and the like in newer ones), and nothing of any other system.',
        cure: 'Link by the clang of wasi-sdk with its sysroot, and leave the -l out of the flags for wasm.',
      },
      {
        needs: ['line:wasm'],
        unless: [EMSCRIPTEN],
        certainty: 'possible',
        here: 'A bare WebAssembly target has none of them.',
        cure: 'Leave the -l out of the build for wasm (for Rust #[link] and cargo:rustc-link-lib by target), or link with a C library for wasm (wasi-sdk, wasm32-wasip1).',
      },
    ],
  },
];
