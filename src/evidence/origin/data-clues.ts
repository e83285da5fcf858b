import { Buffer } from 'node:buffer';
import { type ReadBytes, readSection } from '../wasm/read-section.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';
import { type ReleaseSet, releasesBefore, releasesSince } from './release-set.ts';
import type { VersionClue } from './version-clues.ts';

/** The most bytes of data that are searched. */
const MOST = 1 << 23;

/** Something that lies in a module's data, and the releases whose libraries put it there. */
interface DataSign {
  readonly name: string;
  /** Texts with the zero byte that ends each: what is not there by chance, since it is followed by the right one. */
  readonly holds: string;
  /** What would be there too, had the library been a newer one. */
  readonly without?: string;
  readonly releases: ReleaseSet;
}

/**
 * Texts of the C and C++ libraries that are linked into modules, which no minifier touches. Read at all tags from 1.38.0 to
 * 6.0.8 (emscripten-core/emscripten): musl's list of messages, of which neighbours are looked for
 * (`system/lib/libc/musl/src/errno/__strerror.h`), the names that embind registers all at once
 * (`system/lib/embind/bind.cpp`), and what a C++ program ends with (`system/lib/libcxxabi/src`).
 */
const SIGNS: readonly DataSign[] = [
  {
    name: 'messages of musl before 1.2.2',
    holds: 'Wrong medium type\0No error information\0',
    releases: releasesBefore('3.0.0'),
  },
  {
    name: 'messages of musl since 1.2.2',
    holds: 'Wrong medium type\0Multihop attempted\0',
    releases: releasesSince('3.0.0'),
  },
  {
    name: 'messages of musl since 1.2.3',
    holds: 'Multihop attempted\0Required key not available\0',
    releases: releasesSince('3.1.28'),
  },
  {
    name: 'messages of musl as musl has them',
    holds: 'File exists\0Value too large for data type\0',
    releases: releasesBefore('4.0.14'),
  },
  {
    name: 'messages of musl in LLVM’s words',
    holds: 'File exists\0Value too large for defined data type\0',
    releases: releasesSince('4.0.14'),
  },
  {
    name: 'messages of musl before 1.2.6',
    holds: 'Stale file handle\0Remote I/O error\0',
    releases: releasesBefore('6.0.0'),
  },
  {
    name: 'messages of musl since 1.2.6',
    holds: 'Stale file handle\0Data consistency error\0',
    releases: releasesSince('6.0.0'),
  },
  {
    name: 'embind’s views without 64 bits',
    holds: 'emscripten::memory_view<int8_t>\0',
    without: 'emscripten::memory_view<int64_t>\0',
    releases: releasesBefore('3.1.35'),
  },
  {
    name: 'embind’s views of 64 bits',
    holds: 'emscripten::memory_view<int64_t>\0',
    releases: releasesSince('3.1.35'),
  },
  {
    name: 'embind’s name of std::basic_string<unsigned char>',
    holds: 'std::basic_string<unsigned char>\0',
    releases: releasesBefore('3.1.74'),
  },
  {
    name: 'name of libc++abi before LLVM 12',
    holds: 'libc++abi.dylib: \0',
    releases: releasesBefore('2.0.23'),
  },
  {
    name: 'message of libc++abi before LLVM 15',
    holds: 'terminating with %s exception of type %s\0',
    releases: releasesBefore('3.1.25'),
  },
  {
    name: 'message of libc++abi since LLVM 15',
    holds: 'terminating due to %s exception of type %s\0',
    releases: releasesSince('3.1.25'),
  },
  {
    name: 'message of libc++abi since LLVM 18',
    holds: 'catching a class without an object?\0',
    releases: releasesSince('3.1.57'),
  },
];

/**
 * What in the data of a module of Emscripten bounds the release that linked it. Weak: a program may have been linked with a
 * musl of its own. At most `MOST` bytes are searched.
 */
export function collectDataClues(file: WasmFile, read: ReadBytes): VersionClue[] {
  const part = readSection(file, read, { name: 'data', custom: false }, MOST);
  if (!part) return [];
  const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  const has = (text: string) => bytes.includes(text, 0, 'latin1');
  return SIGNS.filter(({ holds, without }) => has(holds) && !(without !== undefined && has(without))).map(
    ({ name, releases }) => ({ name, releases, weak: true }),
  );
}
