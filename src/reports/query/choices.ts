import { groupBy } from '../../model/group.ts';
import { memoise } from '../../model/memoise.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Cell } from '../../model/results.ts';
import { cureOf } from './cures.ts';
import { ownToolchains, partnersOf, type ResultsIndex } from './index-results.ts';

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
  /** Workarounds that pass on some of them, with on how many: where one passes on all, those that do so alone. */
  readonly cures: readonly { readonly name: string; readonly cells: number }[];
  /** On how many of them some workaround passes. */
  readonly cured: number;
  /** What some of these cells pass with, where the toolchain of one role alone is exchanged. */
  readonly passesWith: readonly WayOut[];
  /** Asked of one Go or one Emscripten only, while others were tested: none to compare pairs by. */
  readonly isAlone: boolean;
}

/** The toolchains that a role of failing cells can have instead. */
export interface WayOut {
  readonly role: string;
  /** The newest first; cells with the same partners share the list. */
  readonly ids: readonly string[];
}

/** The choices of every pair. */
export interface ChoiceIndex {
  readonly pair: (go: string, emsdk: string) => PairChoices;
}

/** Answers for pairs, each looked at once, and nothing before the first is asked for: most commands never do. */
export function indexChoices(index: ResultsIndex): ChoiceIndex {
  const passing = memoise(() => sortPassing(index, restOf));
  const isAlone = memoise((name: string) =>
    (['go', 'emsdk'] as const).some((tool) => {
      const asked = new Set(
        (index.cellsOfCase.get(name) ?? []).flatMap((cell) => ownToolchains(cell, tool, index.toolOf)),
      );
      return asked.size === 1 && (index.byTool.get(tool)?.length ?? 0) > 1;
    }),
  );
  const chooseIn = (cells: readonly Cell[]) =>
    chooseAmong(
      { index, restOf, isAlone, passing: passing() },
      // Where two versions of one tool meet, it is no choice of a pair by which they do not fit.
      cells.filter((cell) => !mixesVersions(index, cell)),
    );
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
    const pair = rolesOfPair(index, cell);
    const rest = Object.keys(cell.on)
      .filter((role) => !pair.includes(role))
      .sort(byCodeUnit);
    return `${cell.case} ${rest.map((role) => `${role}=${cell.on[role]}`).join(' ')}`;
  }
}

/** Whether a case counts in what can be chosen. False: it puts a statement of others to the test. */
export function isOwnCase(index: ResultsIndex, name: string): boolean {
  return !(index.cases.get(name)?.tags ?? []).includes(CLAIM_TAG);
}

/** What all cases of a pair are judged by. */
interface Choosing {
  readonly index: ResultsIndex;
  readonly restOf: (cell: Cell) => string;
  readonly isAlone: (name: string) => boolean;
  readonly passing: PassingCells;
}

/** Cells that pass, by what others have to share with them. */
interface PassingCells {
  /** A case with what plays the roles of neither Go nor Emscripten. */
  readonly rests: ReadonlySet<string>;
  /** By a role of Go or Emscripten, and then by `partnersOf` it: what plays the role in them, the newest first. */
  readonly counterparts: (role: string) => ReadonlyMap<string, readonly string[]>;
}

/** The roles of a cell that Go or Emscripten plays. */
function rolesOfPair(index: ResultsIndex, { on }: Cell): readonly string[] {
  return Object.keys(on).filter((role) => ['go', 'emsdk'].includes(index.toolOf.get(on[role]!) ?? ''));
}

function sortPassing(index: ResultsIndex, restOf: (cell: Cell) => string): PassingCells {
  const passing = index.results.cells.filter(({ status }) => status === 'pass');
  return {
    rests: new Set(passing.map(restOf)),
    counterparts: memoise((role) => {
      const groups = groupBy(
        passing.filter(({ on }) => Object.hasOwn(on, role)),
        (cell) => partnersOf(cell, role),
      );
      return new Map(
        [...groups].map(([key, cells]) => [
          key,
          newestFirst(
            index,
            cells.map(({ on }) => on[role]!),
          ),
        ]),
      );
    }),
  };
}

function chooseAmong(choosing: Choosing, cells: readonly Cell[]): PairChoices {
  const { index, restOf, passing } = choosing;
  const avoidable: AvoidableCase[] = [];
  const [permanent, pass]: [string[], string[]] = [[], []];
  for (const [name, group] of groupBy(cells, (cell) => cell.case)) {
    if (!isOwnCase(index, name)) continue;
    const failing = group.filter((cell) => cell.status === 'break');
    const spared = failing.filter((cell) => passing.rests.has(restOf(cell)));
    if (spared.length > 0) avoidable.push(describe(choosing, name, spared));
    else if (failing.length > 0) permanent.push(name);
    else if (group.every((cell) => cell.status === 'pass')) pass.push(name);
  }
  return { avoidable, permanent, passing: pass };
}

function describe({ index, passing, isAlone }: Choosing, name: string, spared: readonly Cell[]): AvoidableCase {
  const found = new Map<string, Set<readonly string[]>>();
  for (const cell of spared) {
    for (const role of rolesOfPair(index, cell)) {
      const ids = passing.counterparts(role).get(partnersOf(cell, role));
      if (ids) found.set(role, (found.get(role) ?? new Set()).add(ids));
    }
  }
  const passesWith = [...found]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([role, [first, ...more]]) => ({
      role,
      ids: more.length === 0 ? first! : newestFirst(index, [first!, ...more].flat()),
    }));
  return { case: name, cells: spared, ...listCures(spared), passesWith, isAlone: isAlone(name) };
}

/** Toolchains, each once. */
function newestFirst({ order }: ResultsIndex, ids: readonly string[]): readonly string[] {
  const placeOf = (id: string) => order.get(id) ?? -1;
  return [...new Set(ids)].sort((a, b) => placeOf(b) - placeOf(a));
}

/** Whether two versions of Go or of Emscripten meet in a cell. False: one of each at most. */
export function mixesVersions({ toolOf }: ResultsIndex, { on }: Cell): boolean {
  const met: { go?: string; emsdk?: string } = {};
  for (const id of Object.values(on)) {
    const tool = toolOf.get(id);
    if (tool !== 'go' && tool !== 'emsdk') continue;
    if ((met[tool] ?? id) !== id) return true;
    met[tool] = id;
  }
  return false;
}

/** Workarounds that pass on all of some cells, else those by which each is cured; none where one has no cure. */
export function curesOf(cells: readonly Cell[]): readonly string[] {
  const { cures, cured } = listCures(cells);
  return cured < cells.length ? [] : cures.map(({ name }) => name);
}

function listCures(cells: readonly Cell[]): Pick<AvoidableCase, 'cures' | 'cured'> {
  const names = [...new Set(cells.flatMap((cell) => Object.keys(cell.workarounds ?? {})))];
  const counted = names.map((name) => ({
    name,
    cells: cells.filter((cell) => cell.workarounds?.[name]?.status === 'pass').length,
  }));
  const onAll = counted.filter((cure) => cure.cells === cells.length);
  const cured = cells.filter((cell) => cureOf(cell) !== undefined).length;
  return { cures: onAll.length > 0 ? onAll : counted.filter((cure) => cure.cells > 0), cured };
}

/** Whether some cure passes on each of a case's cells that another version would spare. False: not on all of them. */
export function isCured({ cells, cured }: AvoidableCase): boolean {
  return cured === cells.length;
}

function join(...all: readonly PairChoices[]): PairChoices {
  const avoidable = all.flatMap((one) => one.avoidable);
  return {
    avoidable: avoidable.sort((a, b) => Number(isCured(a)) - Number(isCured(b)) || byCodeUnit(a.case, b.case)),
    permanent: all.flatMap((one) => one.permanent).sort(byCodeUnit),
    passing: all.flatMap((one) => one.passing).sort(byCodeUnit),
  };
}

/** How many cases fail on a pair that another version would spare, and for which no cure passed there. */
export function countUncured({ avoidable }: Pick<PairChoices, 'avoidable'>): number {
  return avoidable.filter((one) => !isCured(one)).length;
}

/** The next newer tested version of a toolchain; undefined for the newest. */
export function nextOf(index: ResultsIndex, id: string): string | undefined {
  const tool = index.toolOf.get(id);
  const ids = tool ? (index.byTool.get(tool) ?? []) : [];
  const at = ids.indexOf(id);
  return at < 0 ? undefined : ids[at + 1];
}
