import type { WasmFile } from '../wasm/wasm-file.ts';
import { findEmscriptenSigns } from './emscripten-signs.ts';
import type { LibraryNames } from './library-names.ts';
import { intersect, printReleases, type ReleaseSpan, releasesWhere, spanOf } from './release-set.ts';
import { collectClues, type VersionClue } from './version-clues.ts';

/** Which Emscripten releases can have written a file. */
export interface EmscriptenWindow extends ReleaseSpan {
  /** What bounds the window, by name. */
  readonly witnesses: readonly string[];
  /** The same with what each says: `__syscall_openat (≥2.0.32)`. */
  readonly because: readonly string[];
  /** True where what was found fits no single release: the window is then without bounds. */
  readonly contradictory?: true;
}

/** Gathers what files of one origin, such as the members of an archive, tell of the Emscripten that wrote them. */
export interface WindowSearch {
  /** Adds a file's clues. */
  add(file: WasmFile): void;
  /**
   * The window of releases in which everything found can be so, or null where nothing shows that Emscripten wrote any of
   * it. Where clues contradict each other, since somebody's own function has a library function's name or parts of
   * different releases were mixed, there is no window, and `because` names two that disagree.
   */
  find(): EmscriptenWindow | null;
}

/** Begins to gather. */
export function searchWindow(library: LibraryNames): WindowSearch {
  const clues = new Map<string, VersionClue>();
  let signs = 0;
  return {
    add(file) {
      signs += findEmscriptenSigns(file, library).length;
      for (const clue of collectClues(file, library)) addClue(clues, clue);
    },
    find: () => (signs === 0 ? null : makeWindow([...clues.values()])),
  };
}

/** The window of one file. */
export function findEmscriptenWindow(file: WasmFile, library: LibraryNames): EmscriptenWindow | null {
  const search = searchWindow(library);
  search.add(file);
  return search.find();
}

function addClue(clues: Map<string, VersionClue>, clue: VersionClue): void {
  const known = clues.get(clue.name);
  clues.set(clue.name, known ? { ...clue, releases: intersect(known.releases, clue.releases) } : clue);
}

function makeWindow(clues: readonly VersionClue[]): EmscriptenWindow {
  const everything = releasesWhere(() => true);
  const window = clues.reduce((set, { releases }) => intersect(set, releases), everything);
  const span = spanOf(window);
  if (!span) return contradiction(clues);
  const before = window.indexOf(true) - 1;
  const behind = window.lastIndexOf(true) + 1;
  const witnesses = clues.filter(({ releases }) => releases[before] === false || releases[behind] === false);
  return { ...span, witnesses: witnesses.map(({ name }) => name), because: witnesses.map(printClue) };
}

/** Where no release fits all clues: the first two that have none in common, else all of them. */
function contradiction(clues: readonly VersionClue[]): EmscriptenWindow {
  const pair = clues.flatMap((left, place) => {
    const right = clues.slice(place + 1).find((other) => !intersect(left.releases, other.releases).includes(true));
    return right ? [left, right] : [];
  });
  const told = pair.length > 0 ? pair.slice(0, 2) : clues;
  return {
    since: null,
    until: null,
    witnesses: told.map(({ name }) => name),
    because: told.map(printClue),
    contradictory: true,
  };
}

function printClue({ name, releases }: VersionClue): string {
  return `${name} (${printReleases(releases)})`;
}
