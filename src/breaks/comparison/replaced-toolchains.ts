import { parseSpec, type VersionSpec } from '../../matrix/specs.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { groupBy } from '../../model/group.ts';
import { type CellName, compareToolchains, parseToolchain, printCell } from '../../model/ids.ts';
import type { Cell, Results, ToolchainEntry } from '../../model/results.ts';
import { hasVerdict } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';
import { lineOf } from '../../model/versions.ts';

/** A column of the matrix on which another toolchain stands than before, e.g. since there is a newer `latest`. */
export interface ReplacedToolchain {
  readonly tool: Tool;
  /** The entry of `matrix.yaml` that asks for both. */
  readonly asked: string;
  /** Toolchain ids. */
  readonly from: string;
  readonly to: string;
}

type Known = Pick<Results, 'toolchains' | 'cells'>;

/**
 * The toolchains that are there for the first time, or had cells that were never decided, and stand where another one
 * stood, since the same entry asks for them. Where entries disagree on which, the newest.
 */
export function findReplacedToolchains(before: Known, now: readonly ToolchainEntry[]): readonly ReplacedToolchain[] {
  const undecided = new Set(before.cells.flatMap(({ status, on }) => (status === 'infra' ? Object.values(on) : [])));
  const known = new Set(before.toolchains.flatMap(({ id }) => (undecided.has(id) ? [] : [id])));
  const came = now.filter(({ id }) => !known.has(id));
  if (came.length === 0) return [];
  const stood = groupBy(before.toolchains.flatMap(placesOf), ({ key }) => key);
  return came.flatMap((toolchain) => {
    const moves = placesOf(toolchain).flatMap(({ key, asked }) =>
      (stood.get(key) ?? []).map(
        ({ id }): ReplacedToolchain => ({ tool: toolchain.tool, asked, from: id, to: toolchain.id }),
      ),
    );
    return moves
      .filter(({ from, to }) => from !== to)
      .sort((a, b) => compareToolchains(b.from, a.from))
      .slice(0, 1);
  });
}

function placesOf({ id, tool, version, asked }: ToolchainEntry) {
  return asked.flatMap((text) => {
    const place = placeOf(tool, readSpec(tool, text), version);
    return place === null ? [] : [{ id, asked: text, key: JSON.stringify([tool, text, place]) }];
  });
}

/** Which of an entry's columns a version stands on; null where every release has a column of its own. */
function placeOf(tool: Tool, spec: VersionSpec | null, version: string): string | null {
  if (spec === null) return null;
  // A range is the newest of each line, but for Emscripten, of which it is every release.
  if (spec.kind === 'range') return tool === 'emsdk' ? null : lineOf(tool, version);
  return '';
}

/** Results may be a stranger's: what is no version there asks for nothing. */
function readSpec(tool: Tool, text: string): VersionSpec | null {
  try {
    return parseSpec(tool, text);
  } catch (error) {
    if (error instanceof ProblemInInput) return null;
    throw error;
  }
}

type Cells = ReadonlyMap<string, Cell>;

/** Older cells under the names of those that stand in their place now. */
export interface Aligned {
  readonly before: Cells;
  /** Name of an older cell → name of the one that is compared with it. */
  readonly successors: ReadonlyMap<string, string>;
}

/**
 * Finds for each cell on a toolchain that moved the one that is the same but for that. A cell that had a verdict is held
 * against itself. An older cell that has a successor is not missed.
 */
export function alignReplaced(
  before: Cells,
  now: Cells,
  moves: readonly ReplacedToolchain[],
  nameOf: (cell: CellName) => string,
): Aligned {
  const places = new Map(moves.map(({ from, to }) => [to, from]));
  const successors = new Map<string, string>();
  if (places.size === 0) return { before, successors };
  const aligned = new Map(before);
  for (const [name, cell] of now) {
    if (hasVerdict(before.get(name)) || !Object.values(cell.on).some((id) => places.has(id))) continue;
    const on = Object.fromEntries(Object.entries(cell.on).map(([role, id]) => [role, places.get(id) ?? id]));
    const former = nameOf({ case: cell.case, on });
    const old = before.get(former);
    if (!old) continue;
    aligned.set(name, old);
    successors.set(former, name);
    if (!now.has(former)) aligned.delete(former);
  }
  return { before: aligned, successors };
}

/**
 * Names of the older cells with a verdict whose successor on a column that moved the newer run could not decide. Of a
 * toolchain that could not be had nothing is known but its name: it may stand where any of its tool stood that went.
 */
export function findStandIns(before: Cells, now: Cells, older: Known, newer: Known): ReadonlySet<string> {
  const undecided = [...now.values()].filter(({ status }) => status === 'infra');
  if (undecided.length === 0) return new Set();
  const named = new Set([...older.toolchains, ...newer.toolchains].map(({ id }) => id));
  const stays = new Set(newer.toolchains.map(({ id }) => id));
  const moves = findReplacedToolchains(older, newer.toolchains);
  const formerly = (id: string): readonly string[] => {
    if (!named.has(id)) {
      const tool = parseToolchain(id)?.tool;
      return older.toolchains.flatMap((other) => (other.tool === tool && !stays.has(other.id) ? [other.id] : []));
    }
    return moves.flatMap(({ from, to }) => (to === id ? [from] : []));
  };
  const places = new Map(
    [...new Set(undecided.flatMap(({ on }) => Object.values(on)))].map((id) => [id, [...formerly(id), id]] as const),
  );
  const found = undecided.flatMap((cell) => {
    const formers = Object.entries(cell.on).reduce<Record<string, string>[]>(
      (all, [role, id]) => all.flatMap((on) => places.get(id)!.map((former) => ({ ...on, [role]: former }))),
      [{}],
    );
    return formers.map((on) => printCell({ case: cell.case, on }));
  });
  return new Set(found.filter((name) => !now.has(name) && hasVerdict(before.get(name))));
}
