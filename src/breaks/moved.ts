import { parseSpec, type VersionSpec } from '../matrix/specs.ts';
import { ProblemInInput } from '../model/errors.ts';
import { compareToolchains, type Printer } from '../model/ids.ts';
import type { Cell, ToolchainEntry } from '../model/results.ts';
import type { Tool } from '../model/tools.ts';
import { lineOf } from '../model/versions.ts';

/** A column of the matrix on which another toolchain stands than before, e.g. since there is a newer `latest`. */
export interface Move {
  readonly tool: Tool;
  /** The entry of `matrix.yaml` that asks for both. */
  readonly asked: string;
  /** Toolchain ids. */
  readonly from: string;
  readonly to: string;
}

/**
 * The toolchains that are there for the first time and stand where another one stood, since the same entry asks for them.
 * Where entries disagree on which, the newest.
 */
export function findMoves(before: readonly ToolchainEntry[], now: readonly ToolchainEntry[]): readonly Move[] {
  const known = new Set(before.map(({ id }) => id));
  const came = now.filter(({ id }) => !known.has(id));
  if (came.length === 0) return [];
  const stood = new Map<string, string>();
  for (const { id, entry } of before.flatMap(placesOf)) {
    const other = stood.get(entry.key);
    if (other === undefined || compareToolchains(other, id) < 0) stood.set(entry.key, id);
  }
  return came.flatMap((toolchain) => {
    const moves = placesOf(toolchain).flatMap(({ entry }): Move[] => {
      const from = stood.get(entry.key);
      return from === undefined ? [] : [{ tool: toolchain.tool, asked: entry.asked, from, to: toolchain.id }];
    });
    return moves.sort((a, b) => compareToolchains(b.from, a.from)).slice(0, 1);
  });
}

function placesOf({ id, tool, version, asked }: ToolchainEntry) {
  return asked.flatMap((text) => {
    const place = placeOf(tool, readSpec(tool, text), version);
    return place === null ? [] : [{ id, entry: { asked: text, key: JSON.stringify([tool, text, place]) } }];
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
  /** Name of an older cell → name of the one that is held against it. */
  readonly successors: ReadonlyMap<string, string>;
}

/**
 * Finds for each cell on a toolchain that moved the one that is the same but for that. A cell that was there is held
 * against itself. An older cell that has a successor is not missed.
 */
export function alignMoved(before: Cells, now: Cells, moves: readonly Move[], print: Printer): Aligned {
  const places = new Map(moves.map(({ from, to }) => [to, from]));
  const successors = new Map<string, string>();
  if (places.size === 0) return { before, successors };
  const aligned = new Map(before);
  for (const [name, cell] of now) {
    if (before.has(name) || !Object.values(cell.on).some((id) => places.has(id))) continue;
    const on = Object.fromEntries(Object.entries(cell.on).map(([role, id]) => [role, places.get(id) ?? id]));
    const former = `${cell.case}@${print(on)}`;
    const old = before.get(former);
    if (!old) continue;
    aligned.set(name, old);
    successors.set(former, name);
    if (!now.has(former)) aligned.delete(former);
  }
  return { before: aligned, successors };
}
