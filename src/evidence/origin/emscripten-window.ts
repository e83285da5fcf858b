import type { WasmFile } from '../wasm/wasm-file.ts';
import { findEmscriptenSigns } from './emscripten-signs.ts';
import type { LibraryNames } from './library-names.ts';
import {
  intersect,
  printReleases,
  type ReleaseSet,
  type ReleaseSpan,
  releasesWhere,
  spanOf,
  spansOf,
} from './release-set.ts';
import { collectClues, type VersionClue } from './version-clues.ts';

/** Which Emscripten releases can have written a file. */
export interface EmscriptenWindow extends ReleaseSpan {
  /** The same without the holes that the span may have: one span or more, in order. */
  readonly ranges: readonly ReleaseSpan[];
  /** What bounds the window, by name. */
  readonly witnesses: readonly string[];
  /** The same with what each says: `__syscall_openat (≥2.0.32)`. */
  readonly because: readonly string[];
  /** True where what was found fits no single release: the window is then without bounds. */
  readonly contradictory?: true;
}

/** Gathers what files of one origin, such as the members of an archive, show of the Emscripten that wrote them. */
export interface WindowSearch {
  /** Adds a file's clues, and others that belong to it. */
  add(file: WasmFile, others?: readonly VersionClue[]): void;
  /**
   * The window of releases in which everything found can be so, or null where nothing shows that Emscripten wrote any of
   * it. Weak clues that fit no release with the others are left out. Where the others contradict each other, since
   * somebody's own function has a library function's name or parts of different releases were mixed, there is no window,
   * and `because` names two that disagree.
   */
  find(): EmscriptenWindow | null;
}

/** Begins to gather. */
export function searchWindow(library: LibraryNames): WindowSearch {
  const clues = new Map<string, VersionClue>();
  let signs = 0;
  return {
    add(file, others = []) {
      signs += findEmscriptenSigns(file, library).length;
      for (const clue of [...collectClues(file, library), ...others]) addClue(clues, clue);
    },
    find: () => (signs === 0 ? null : makeWindow([...clues.values()])),
  };
}

function addClue(clues: Map<string, VersionClue>, clue: VersionClue): void {
  const known = clues.get(clue.name);
  clues.set(clue.name, known ? { ...clue, releases: intersect(known.releases, clue.releases) } : clue);
}

function makeWindow(all: readonly VersionClue[]): EmscriptenWindow {
  const strong = all.filter(({ weak }) => !weak);
  const decided = intersectAll(strong);
  if (!decided.includes(true)) return contradiction(strong);
  const withWeak = intersect(decided, intersectAll(all.filter(({ weak }) => weak)));
  const together = withWeak.includes(true);
  const window = together ? withWeak : decided;
  const clues = together ? all : strong;
  const witnesses = findWitnesses(window, clues);
  return {
    ...spanOf(window)!,
    ranges: spansOf(window),
    witnesses: witnesses.map(({ name }) => name),
    because: witnesses.map(printClue),
  };
}

function intersectAll(clues: readonly VersionClue[]): ReleaseSet {
  return clues.reduce(
    (set, { releases }) => intersect(set, releases),
    releasesWhere(() => true),
  );
}

/** Clues without a neighbour of the window, at its ends or in its holes. */
function findWitnesses(window: ReleaseSet, clues: readonly VersionClue[]): readonly VersionClue[] {
  const outside = window.flatMap((inside, place) => {
    return !inside && (window[place - 1] || window[place + 1]) ? [place] : [];
  });
  return clues.filter(({ releases }) => outside.some((place) => releases[place] === false));
}

/** Where no release fits all clues: the first two that have none in common, else all of them. */
function contradiction(clues: readonly VersionClue[]): EmscriptenWindow {
  const pair = clues.flatMap((left, place) => {
    const right = clues.slice(place + 1).find((other) => !intersect(left.releases, other.releases).includes(true));
    return right ? [left, right] : [];
  });
  const shown = pair.length > 0 ? pair.slice(0, 2) : clues;
  return {
    ...{ since: null, until: null, ranges: [] },
    witnesses: shown.map(({ name }) => name),
    because: shown.map(printClue),
    contradictory: true,
  };
}

function printClue({ name, releases, detail }: VersionClue): string {
  return `${name} (${printReleases(releases)})${detail === undefined ? '' : `: ${detail}`}`;
}
