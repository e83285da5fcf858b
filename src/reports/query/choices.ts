import { byCodeUnit } from '../../model/order.ts';
import type { Cell } from '../../model/results.ts';
import { cureOf } from './cures.ts';
import type { ResultsIndex } from './index-results.ts';
import { cellsOfPair } from './pair-cells.ts';

/** The tag of cases that exist for statements of others: they count on the page of claims alone. */
export const CLAIM_TAG = 'claim';

/** What the choice of a Go and an Emscripten decides, by case. */
export interface PairChoices {
  /** Cases that fail on the pair and pass, everything else the same, with another Go or Emscripten: uncured ones first. */
  readonly avoidable: readonly AvoidableCase[];
  /** Cases that fail on the pair and, on the same hosts, with every tested Go and Emscripten. */
  readonly permanent: readonly string[];
  /** Cases that pass on the pair with every host. */
  readonly passing: readonly string[];
}

/** A case that another version would spare. */
export interface AvoidableCase {
  readonly case: string;
  /** Its cells on the pair that fail and that another version would spare. */
  readonly cells: readonly Cell[];
  /** Workarounds that pass on all of them; empty where none does. */
  readonly cures: readonly string[];
  /** What some of these cells pass with, where the toolchain of one role alone is exchanged; newest first. */
  readonly passesWith: readonly { readonly role: string; readonly id: string }[];
}

/** The choices of every pair. */
export interface ChoiceIndex {
  readonly pair: (go: string, emsdk: string) => PairChoices;
}

/** Prepares the answer for each pair; every cell is looked at a bounded number of times however many pairs there are. */
export function indexChoices(index: ResultsIndex): ChoiceIndex {
  const passing = new Map<string, Cell[]>();
  for (const cell of index.results.cells) {
    if (cell.status !== 'pass') continue;
    const key = restOf(index, cell);
    const group = passing.get(key);
    if (group) group.push(cell);
    else passing.set(key, [cell]);
  }
  const alone = new Map<string, PairChoices>();
  const once = (key: string, cells: readonly Cell[]) => {
    const known = alone.get(key) ?? chooseAmong(index, cells, passing);
    alone.set(key, known);
    return known;
  };
  return {
    pair: (go, emsdk) => {
      const { both, goAlone, emsdkAlone } = cellsOfPair(index, go, emsdk);
      // A case has the same tools in all its cells, so that no case is in two of the three.
      return join(chooseAmong(index, both, passing), once(go, goAlone), once(emsdk, emsdkAlone));
    },
  };
}

/** Whether a case counts in what can be chosen. False: it puts a statement of others to the test. */
export function isOwnCase(index: ResultsIndex, name: string): boolean {
  return !(index.cases.get(name)?.tags ?? []).includes(CLAIM_TAG);
}

function chooseAmong(index: ResultsIndex, cells: readonly Cell[], passing: ReadonlyMap<string, readonly Cell[]>) {
  const cases = new Map<string, Cell[]>();
  for (const cell of cells) {
    if (!isOwnCase(index, cell.case)) continue;
    const group = cases.get(cell.case);
    if (group) group.push(cell);
    else cases.set(cell.case, [cell]);
  }
  const avoidable: AvoidableCase[] = [];
  const [permanent, pass]: [string[], string[]] = [[], []];
  for (const [name, group] of cases) {
    const failing = group.filter((cell) => cell.status === 'break');
    const spared = failing.filter((cell) => passing.has(restOf(index, cell)));
    if (spared.length > 0) avoidable.push(describe(index, name, spared, passing));
    else if (failing.length > 0) permanent.push(name);
    else if (group.every((cell) => cell.status === 'pass')) pass.push(name);
  }
  return { avoidable, permanent, passing: pass };
}

function describe(
  index: ResultsIndex,
  name: string,
  cells: readonly Cell[],
  passing: ReadonlyMap<string, readonly Cell[]>,
): AvoidableCase {
  const found = new Map<string, { readonly role: string; readonly id: string }>();
  for (const cell of cells) {
    for (const other of passing.get(restOf(index, cell)) ?? []) {
      const moved = Object.keys(cell.on).filter((role) => cell.on[role] !== other.on[role]);
      const [role] = moved;
      if (moved.length === 1) found.set(`${role} ${other.on[role!]}`, { role: role!, id: other.on[role!]! });
    }
  }
  const placeOf = ({ id }: { readonly id: string }) => index.order.get(id) ?? -1;
  const newestFirst = [...found.values()].sort((a, b) => byCodeUnit(a.role, b.role) || placeOf(b) - placeOf(a));
  return { case: name, cells, cures: curesOf(cells), passesWith: newestFirst };
}

function curesOf(cells: readonly Cell[]): readonly string[] {
  if (cells.some((cell) => cureOf(cell) === undefined)) return [];
  const names = [...new Set(cells.flatMap((cell) => Object.keys(cell.workarounds ?? {})))];
  const onAll = names.filter((name) => cells.every((cell) => cell.workarounds?.[name]?.status === 'pass'));
  // Different cells may need different workarounds: then those by which each is cured.
  return onAll.length > 0 ? onAll : [...new Set(cells.map((cell) => cureOf(cell)!))];
}

function join(...all: readonly PairChoices[]): PairChoices {
  const avoidable = all.flatMap((one) => one.avoidable);
  return {
    avoidable: avoidable.sort(
      (a, b) => Number(a.cures.length > 0) - Number(b.cures.length > 0) || byCodeUnit(a.case, b.case),
    ),
    permanent: all.flatMap((one) => one.permanent).sort(byCodeUnit),
    passing: all.flatMap((one) => one.passing).sort(byCodeUnit),
  };
}

/** A case with what plays its other roles: cells that share it differ in Go or Emscripten alone. */
function restOf(index: ResultsIndex, cell: Cell): string {
  const rest = Object.keys(cell.on)
    .filter((role) => !['go', 'emsdk'].includes(index.toolOf.get(cell.on[role]!) ?? ''))
    .sort(byCodeUnit);
  return `${cell.case} ${rest.map((role) => `${role}=${cell.on[role]}`).join(' ')}`;
}

/** How many cases fail on a pair that another version would spare, and for which no cure passed there. */
export function countUncured(choices: PairChoices): number {
  return choices.avoidable.filter(({ cures }) => cures.length === 0).length;
}

/** The next newer tested version of a toolchain; undefined for the newest. */
export function nextOf(index: ResultsIndex, id: string): string | undefined {
  const tool = index.toolOf.get(id);
  const ids = tool ? (index.byTool.get(tool) ?? []) : [];
  const at = ids.indexOf(id);
  return at < 0 ? undefined : ids[at + 1];
}
