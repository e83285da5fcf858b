import semver from 'semver';
import type { Import, WasmFile } from '../wasm/wasm-file.ts';
import { hasMinifiedNames, isOwnImport } from './emscripten-signs.ts';
import type { LibraryEntry, LibraryNames } from './library-names.ts';
import { fitsSignature } from './library-signature.ts';
import { type ReleaseSet, releasesBefore, releasesSince, releasesWhere } from './release-set.ts';

/** Something in a file, and the Emscripten releases in which it can be so. */
export interface VersionClue {
  readonly name: string;
  readonly releases: ReleaseSet;
}

/**
 * Everything in a file that bounds the release of the Emscripten that wrote it. A clue says in which releases a thing
 * exists; that something else is absent proves nothing.
 */
export function collectClues(file: WasmFile, library: LibraryNames): VersionClue[] {
  // What objects and side modules leave open may also be native in another library, as in releases before or after.
  const linked = file.kind === 'module';
  const imported = linked ? clueFromImport : sinceFromImport;
  return [
    ...file.imports.flatMap((entry) => imported(file, entry, library)),
    ...STRUCTURE.filter(({ holds }) => holds(file)).map(({ name, releases }) => ({ name, releases })),
    ...clueFromClang(file),
  ];
}

/** The releases whose library has the name with a signature that fits; none where no release's does: it is another's. */
function clueFromImport(file: WasmFile, { module, name, type }: Import, library: LibraryNames): VersionClue[] {
  const entries = module === 'env' && type.kind === 'function' ? library.get(name) : undefined;
  if (!entries || type.kind !== 'function') return [];
  const definition = file.types[type.type];
  const is64 = file.memories.some((memory) => memory.is64);
  const fitting = entries.filter(
    ({ signature }) => signature === null || (definition && fitsSignature(signature, definition, is64)),
  );
  return fitting.length === 0 ? [] : [{ name, releases: releasesWhere((place) => hasPlace(fitting, place)) }];
}

/** Since when there is a name of Emscripten's own. */
function sinceFromImport(_: WasmFile, { name }: Import, library: LibraryNames): VersionClue[] {
  const entries = isOwnImport(name, library) ? library.get(name) : undefined;
  if (!entries) return [];
  const since = Math.min(...entries.map((entry) => entry.since));
  return [{ name, releases: releasesWhere((place) => place >= since) }];
}

function hasPlace(entries: readonly LibraryEntry[], place: number): boolean {
  return entries.some(({ since, until }) => since <= place && place < until);
}

const hasImport = (file: WasmFile, module: string) => file.imports.some((entry) => entry.module === module);
const hasExport = (file: WasmFile, ...names: readonly string[]) =>
  file.exports.some(({ name }) => names.includes(name));

/** What changed in the shape of modules, each with its source. */
const STRUCTURE: readonly {
  readonly name: string;
  readonly holds: (file: WasmFile) => boolean;
  readonly releases: ReleaseSet;
}[] = [
  // ChangeLog 1.39.5
  { name: 'wasi_unstable', holds: (file) => hasImport(file, 'wasi_unstable'), releases: releasesBefore('1.39.10') },
  {
    name: 'wasi_snapshot_preview1',
    holds: (file) => hasImport(file, 'wasi_snapshot_preview1'),
    releases: releasesSince('1.39.10'),
  },
  // emscripten-core/emscripten#10275, in 1.39.7
  { name: 'module name a', holds: hasMinifiedNames, releases: releasesSince('1.39.10') },
  // ChangeLog 2.0.3
  {
    name: 'export __indirect_function_table',
    holds: (file) => hasExport(file, '__indirect_function_table'),
    releases: releasesSince('2.0.3'),
  },
  // ChangeLog 3.1.57: the functions that move the stack were renamed
  {
    name: 'export stackSave',
    holds: (file) => hasExport(file, 'stackSave', 'stackRestore', 'stackAlloc'),
    releases: releasesBefore('3.1.57'),
  },
  {
    name: 'export _emscripten_stack_restore',
    holds: (file) => hasExport(file, '_emscripten_stack_restore', '_emscripten_stack_alloc'),
    releases: releasesSince('3.1.57'),
  },
  // Measured: side modules of 2.0.27 have `dylink`, those of 3.1.6 `dylink.0`.
  { name: 'section dylink', holds: ({ dynamic }) => dynamic?.section === 'dylink', releases: releasesBefore('3.1.6') },
  {
    name: 'section dylink.0',
    holds: ({ dynamic }) => dynamic?.section === 'dylink.0',
    releases: releasesSince('2.0.28'),
  },
];

/**
 * The first release known to bring an LLVM of a major version (ChangeLog 3.1.4, 3.1.18, 3.1.31, 3.1.53). Distributions
 * pair releases with older LLVMs, which the bound allows.
 */
const FIRST_WITH_LLVM: readonly (readonly [major: number, release: string])[] = [
  [19, '3.1.53'],
  [17, '3.1.31'],
  [16, '3.1.18'],
  [15, '3.1.4'],
];

/** Since when there is the clang that compiled what is in the file; what it was linked with is not older. */
function clueFromClang(file: WasmFile): VersionClue[] {
  const versions = file.producers
    .flatMap(({ values }) => values)
    .filter(({ name }) => /(?:^| )clang$/.test(name))
    .flatMap(({ version }) => semver.coerce(version)?.major ?? []);
  const newest = Math.max(0, ...versions);
  const found = FIRST_WITH_LLVM.find(([major]) => newest >= major);
  return found ? [{ name: `clang ${newest}`, releases: releasesSince(found[1]) }] : [];
}
