import type { Import } from '../wasm/externals.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';
import { findFastcomp, hasMinifiedNames, isOwnName } from './emscripten-signs.ts';
import { type LibraryEntry, type LibraryNames, RELEASES } from './library-names.ts';
import { fitsSignature } from './library-signature.ts';
import { readRole } from './module-role.ts';
import { type ReleaseSet, releasesBefore, releasesSince, releasesWhere } from './release-set.ts';

/** Something in a file, and the Emscripten releases in which it can be so. */
export interface VersionClue {
  readonly name: string;
  readonly releases: ReleaseSet;
  /** Whether others than Emscripten may have given the name: it gives way where clues disagree. False: it decides. */
  readonly weak: boolean;
  /** What in it says so, in words. */
  readonly detail?: string;
}

/**
 * Everything in a file that bounds the release of the Emscripten that wrote it. A clue says in which releases a thing
 * exists; that something else is absent proves nothing.
 */
export function collectClues(file: WasmFile, library: LibraryNames): VersionClue[] {
  return [
    ...cluesFromImports(file, library),
    ...STRUCTURE.filter(({ holds }) => holds(file)).map(({ name, releases }) => ({ name, releases, weak: false })),
    ...clueFromClang(file),
  ];
}

/** One clue per name and history, however often a hostile file repeats its imports. */
function cluesFromImports(file: WasmFile, library: LibraryNames): VersionClue[] {
  // The compiler before LLVM's own backend gave other names to what it shares with its JavaScript.
  if (findFastcomp(file) !== null) return [];
  const is64 = file.memories.some((memory) => memory.is64);
  // What objects and side modules leave open may also be native in another library, as in releases before or after.
  const role = readRole(file);
  const entriesOf = role === 'object' || role === 'side-module' ? entriesSinceFirst : entriesThatFit;
  const clues = new Map<string, VersionClue>();
  for (const entry of file.imports) {
    const known = entry.type.kind === 'function' && entry.module === 'env' ? library.get(entry.name) : undefined;
    if (!known || OF_PORTS.test(entry.name)) continue;
    const weak = !isOwnName(entry.name);
    const fitting = entriesOf(file, entry, known, is64);
    // Signatures of what is not Emscripten's own were generated and not used: some are wrong.
    const entries = weak && fitting.length > 0 ? known : fitting;
    if (entries.length === 0) continue;
    const key = [entry.name, ...entries.map(({ since, until }) => `${since}-${until}`)].join(' ');
    if (clues.has(key)) continue;
    clues.set(key, { name: entry.name, releases: releasesWhere((place) => hasPlace(entries, place)), weak });
  }
  return [...clues.values()];
}

/** Names that ports give, whose history is their own: WebGPU, GLFW. */
const OF_PORTS = /^(?:wgpu|emwgpu|emscripten_webgpu_|glfw)/;

/** The history of a name with a signature that fits; nothing where none does: then it is somebody else's function. */
function entriesThatFit(file: WasmFile, { type }: Import, entries: readonly LibraryEntry[], is64: boolean) {
  const definition = type.kind === 'function' ? file.types[type.type] : undefined;
  return entries.filter(
    ({ signature }) => signature === null || (definition && fitsSignature(signature, definition, is64)),
  );
}

/**
 * Since when there is a name, where it is Emscripten's own. Of system calls only when their names came: those that the
 * library has not are defined in C by stubs, so that a later entry says nothing about an object.
 */
function entriesSinceFirst(_: WasmFile, { name }: Import, entries: readonly LibraryEntry[]): readonly LibraryEntry[] {
  if (!isOwnName(name) || NATIVE_BEFORE.has(name)) return [];
  const since = Math.min(...entries.map((entry) => entry.since));
  const bound = name.startsWith('__syscall_') ? Math.min(since, RELEASES.indexOf('2.0.32')) : since;
  return [{ since: bound, until: RELEASES.length, signature: null }];
}

/** Names that a C library defined before the JavaScript library had them (measured in 2.0.12, 3.1.6, 3.1.69 and 6.0.5). */
const NATIVE_BEFORE = new Set([
  'emscripten_fetch_free',
  'emscripten_webgl_get_proc_address',
  'emscripten_webgl1_get_proc_address',
  'emscripten_webgl2_get_proc_address',
]);

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
  { name: 'wasi_unstable', holds: (file) => hasImport(file, 'wasi_unstable'), releases: releasesBefore('1.39.5') },
  {
    name: 'wasi_snapshot_preview1',
    holds: (file) => hasImport(file, 'wasi_snapshot_preview1'),
    releases: releasesSince('1.39.5'),
  },
  // emscripten-core/emscripten#10275, in 1.39.7
  {
    name: 'module name a',
    holds: (file) => hasMinifiedNames(file) && hasImport(file, 'a'),
    releases: releasesSince('1.39.7'),
  },
  // ChangeLog 2.0.0: the compiler before LLVM's own backend is no more
  {
    name: 'imports of fastcomp',
    holds: (file) => findFastcomp(file) !== null,
    releases: releasesBefore('2.0.0'),
  },
  // ChangeLog 2.0.3
  {
    name: 'export __indirect_function_table',
    holds: (file) => hasExport(file, '__indirect_function_table'),
    releases: releasesSince('2.0.3'),
  },
  // emscripten-core/emscripten#16910
  { name: 'export __trap', holds: (file) => hasExport(file, '__trap'), releases: releasesSince('3.1.11') },
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
  // Pyodide 0.20 with 2.0.27 loads `dylink` alone; Pyodide 0.21 with 3.1.14 has `dylink.0`.
  { name: 'section dylink', holds: ({ dynamic }) => dynamic?.section === 'dylink', releases: releasesBefore('3.1.14') },
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
    // No more digits than a number can have: the text is a stranger's.
    .map(({ version }) => Number(/(?<!\d)\d{1,15}(?!\d)/.exec(version)?.[0] ?? 0));
  const newest = Math.max(0, ...versions);
  const found = FIRST_WITH_LLVM.find(([major]) => newest >= major);
  return found ? [{ name: `clang ${newest}`, releases: releasesSince(found[1]), weak: false }] : [];
}
