import { groupBy } from '../../model/group.ts';
import { memoise } from '../../model/memoise.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Cell } from '../../model/results.ts';
import { cureOf } from './cures.ts';
import type { ResultsIndex } from './index-results.ts';

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

/** Answers for pairs, each looked at once, and nothing before the first is asked for: most commands never do. */
export function indexChoices(index: ResultsIndex): ChoiceIndex {
  const passing = memoise(() =>
    groupBy(
      index.results.cells.filter(({ status }) => status === 'pass'),
      restOf,
    ),
  );
  const chooseIn = (cells: readonly Cell[]) => chooseAmong(index, cells, restOf, passing());
  const ofGo = memoise((go: string) => chooseIn(index.pairs.goAlone.get(go) ?? []));
  const ofEmsdk = memoise((emsdk: string) => chooseIn(index.pairs.emsdkAlone.get(emsdk) ?? []));
  return {
    pair: memoise(
      (go: string, emsdk: string) =>
        // A case has the same tools in all its cells, so that no case is in two of the three.
        join(chooseIn(index.pairs.both.get(go)?.get(emsdk) ?? []), ofGo(go), ofEmsdk(emsdk)),
      (go, emsdk) => `${go} ${emsdk}`,
    ),
  };

  /** A case with what plays its other roles: cells that share it differ in Go or Emscripten alone. */
  function restOf(cell: Cell): string {
    const rest = Object.keys(cell.on)
      .filter((role) => !['go', 'emsdk'].includes(index.toolOf.get(cell.on[role]!) ?? ''))
      .sort(byCodeUnit);
    return `${cell.case} ${rest.map((role) => `${role}=${cell.on[role]}`).join(' ')}`;
  }
}

/** Whether a case counts in what can be chosen. False: it puts a statement of others to the test. */
export function isOwnCase(index: ResultsIndex, name: string): boolean {
  return !(index.cases.get(name)?.tags ?? []).includes(CLAIM_TAG);
}

type Passing = ReadonlyMap<string, readonly Cell[]>;
type RestOf = (cell: Cell) => string;

function chooseAmong(index: ResultsIndex, cells: readonly Cell[], restOf: RestOf, passing: Passing): PairChoices {
  const avoidable: AvoidableCase[] = [];
  const [permanent, pass]: [string[], string[]] = [[], []];
  for (const [name, group] of groupBy(cells, (cell) => cell.case)) {
    if (!isOwnCase(index, name)) continue;
    const failing = group.filter((cell) => cell.status === 'break');
    const ways = failing.map((cell) => [cell, passing.get(restOf(cell)) ?? []] as const);
    const spared = ways.filter(([, others]) => others.length > 0);
    if (spared.length > 0) avoidable.push(describe(index, name, spared));
    else if (failing.length > 0) permanent.push(name);
    else if (group.every((cell) => cell.status === 'pass')) pass.push(name);
  }
  return { avoidable, permanent, passing: pass };
}

/** `spared` are cells, each with those that pass in its place. */
function describe(
  index: ResultsIndex,
  name: string,
  spared: readonly (readonly [Cell, readonly Cell[]])[],
): AvoidableCase {
  const found = new Map<string, { readonly role: string; readonly id: string }>();
  for (const [cell, others] of spared) {
    for (const other of others) {
      const moved = Object.keys(cell.on).filter((role) => cell.on[role] !== other.on[role]);
      const [role] = moved;
      if (moved.length === 1) found.set(`${role} ${other.on[role!]}`, { role: role!, id: other.on[role!]! });
    }
  }
  const placeOf = ({ id }: { readonly id: string }) => index.order.get(id) ?? -1;
  const newestFirst = [...found.values()].sort((a, b) => byCodeUnit(a.role, b.role) || placeOf(b) - placeOf(a));
  const cells = spared.map(([cell]) => cell);
  return { case: name, cells, cures: curesOf(cells), passesWith: newestFirst };
}

/** Workarounds that pass on all of some cells, else those by which each is cured; none where one has no cure. */
export function curesOf(cells: readonly Cell[]): readonly string[] {
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
