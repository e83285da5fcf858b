import { byCodeUnit } from '../../model/order.ts';
import type { Cell } from '../../model/results.ts';
import { cureOf } from './cures.ts';
import type { ResultsIndex } from './index-results.ts';
import { breaksOf } from './survey.ts';
import { countToolchains } from './where.ts';

/** The cells that a user of one Go and one Emscripten meets, by what they depend on. */
export interface PairCells {
  /** On both tools. */
  readonly both: readonly Cell[];
  /** On this Go, with no Emscripten in it. */
  readonly goAlone: readonly Cell[];
  /** On this Emscripten, with no Go in it. */
  readonly emsdkAlone: readonly Cell[];
}

/** The cells of one pair: those on both tools and those on either alone. */
export function cellsOfPair(index: ResultsIndex, go: string, emsdk: string): PairCells {
  return {
    both: index.pairs.both.get(go)?.get(emsdk) ?? [],
    goAlone: index.pairs.goAlone.get(go) ?? [],
    emsdkAlone: index.pairs.emsdkAlone.get(emsdk) ?? [],
  };
}

/** Cells of one case that came out alike: the same status, breaks, cure and reason. */
export interface Outcome {
  readonly case: string;
  readonly status: Cell['status'];
  readonly breaks: readonly string[];
  readonly cure: string | undefined;
  readonly reason: string | undefined;
  readonly cells: readonly Cell[];
  /** How many toolchains each role has in all gathered cells of the case. */
  readonly possible: ReadonlyMap<string, number>;
}

/** Gathers cells by case and outcome. Cases that break somewhere come first, and all outcomes of a case together. */
export function gatherOutcomes(cells: readonly Cell[]): readonly Outcome[] {
  const cases = new Map<string, Cell[]>();
  for (const cell of cells) {
    const group = cases.get(cell.case);
    if (group) group.push(cell);
    else cases.set(cell.case, [cell]);
  }
  const gathered = [...cases].map(([name, group]) => {
    const outcomes = gatherOfCase(group).sort((a, b) => STATUS_ORDER[a.status] - STATUS_ORDER[b.status]);
    return { name, outcomes, worst: STATUS_ORDER[outcomes[0]!.status] };
  });
  gathered.sort((a, b) => a.worst - b.worst || byCodeUnit(a.name, b.name));
  return gathered.flatMap(({ outcomes }) => outcomes);
}

function gatherOfCase(cells: readonly Cell[]): Outcome[] {
  const possible = countToolchains(cells);
  const outcomes = new Map<string, Outcome & { cells: Cell[] }>();
  for (const cell of cells) {
    const breaks = [...breaksOf(cell)];
    const cure = cureOf(cell);
    const key = cell.status === 'pass' ? 'pass' : JSON.stringify([cell.status, breaks, cure, cell.reason]);
    const same = outcomes.get(key);
    const { case: name, status, reason } = cell;
    if (same) same.cells.push(cell);
    else outcomes.set(key, { case: name, status, breaks, cure, reason, cells: [cell], possible });
  }
  return [...outcomes.values()];
}

const STATUS_ORDER: Readonly<Record<Cell['status'], number>> = { break: 0, infra: 1, skip: 2, pass: 3 };
