import { byCodeUnit } from '../../model/order.ts';
import type { CaseEntry, Cell } from '../../model/results.ts';
import { TOOL_NAMES, type Tool } from '../../model/tools.ts';
import { isOwnCase } from './choices.ts';
import { cureOf } from './cures.ts';
import { ownToolchains, type ResultsIndex } from './index-results.ts';
import { breaksOf } from './survey.ts';
import { outcomeOf } from './workaround-outcome.ts';

/**
 * How a case does with one version, over everything else that it was combined with: it passes, passes with a cure wherever
 * it fails without one, fails on some combinations or on all without a cure that passes on each, or nothing was decided.
 */
export type Support = 'passes' | 'cured' | 'some' | 'fails' | 'unknown';

/** How some cells of a case come out. */
export interface SupportJudgement {
  readonly support: Support;
  /** Of what is cured, the workarounds that pass where it fails: one of them where one passes everywhere, else all that are needed. */
  readonly cures: readonly string[];
  /** One of these cures fails where the case passes without it: it is no cure to take everywhere. False: none does. */
  readonly harms: boolean;
  /** Why it fails without a cure, most frequent first. */
  readonly breaks: readonly string[];
}

/** A case on one version. */
export interface SupportField extends SupportJudgement {
  /** The toolchain's id. */
  readonly id: string;
}

/** A case along the versions of one tool, oldest first. */
export interface SupportRow {
  readonly case: CaseEntry;
  readonly tool: Tool;
  readonly fields: readonly SupportField[];
}

/** The family of a case: the folder in which its kind stands. */
export function familyOf(name: string): string {
  return name.split('/', 1)[0]!;
}

/** The families of the cases that count for a choice, by name. */
export function familiesOf(index: ResultsIndex): readonly string[] {
  const own = index.results.cases.filter(({ name }) => isOwnCase(index, name));
  return [...new Set(own.map(({ name }) => familyOf(name)))].sort(byCodeUnit);
}

/** A case along each tool that takes part in it, in tool order. Versions that the case never meets are left out. */
export function supportOf(index: ResultsIndex, entry: CaseEntry): readonly SupportRow[] {
  const cells = index.cellsOfCase.get(entry.name) ?? [];
  const ids = new Set(cells.flatMap(({ on }) => Object.values(on)));
  const tools = new Set([...ids].map((id) => index.toolOf.get(id)));
  return TOOL_NAMES.filter((tool) => tools.has(tool)).flatMap((tool) => {
    const byId = new Map<string, Cell[]>();
    for (const cell of cells) {
      for (const id of ownToolchains(cell, tool, index.toolOf)) {
        const same = byId.get(id);
        if (same) same.push(cell);
        else byId.set(id, [cell]);
      }
    }
    const own = (index.byTool.get(tool) ?? []).filter((id) => byId.has(id));
    if (own.length === 0) return [];
    return [{ case: entry, tool, fields: own.map((id) => ({ id, ...judgeCells(byId.get(id)!) })) }];
  });
}

/**
 * What a row says of the versions of its tool: they all do alike, so that it decides nothing; only one was asked, so that
 * nothing is compared; or they differ, or some of their combinations do.
 */
export function kindOfRow({ fields }: SupportRow): 'alike' | 'single' | 'differing' {
  const known = fields.filter(({ support }) => support !== 'unknown');
  if (known.length < 2) return 'single';
  const [first] = known;
  const isAlike = fields.every(
    ({ support, cures }) => support === first!.support && support !== 'some' && cures.join() === first!.cures.join(),
  );
  return isAlike ? 'alike' : 'differing';
}

/** How some cells of one case come out together. */
export function judgeCells(cells: readonly Cell[]): SupportJudgement {
  const failing = cells.filter(({ status }) => status === 'break');
  const passing = cells.filter(({ status }) => status === 'pass');
  const breaks = countedFirst(failing.flatMap((cell) => [...breaksOf(cell)]));
  const uncured = { cures: [], harms: false, breaks };
  if (failing.length === 0) return { support: passing.length > 0 ? 'passes' : 'unknown', ...uncured };
  const cured = failing.filter((cell) => cureOf(cell) !== undefined);
  if (cured.length < failing.length)
    return { support: passing.length + cured.length > 0 ? 'some' : 'fails', ...uncured };
  const harmful = (name: string) => passing.some((cell) => outcomeOf(cell, name)?.status === 'break');
  const cures = neededCures(failing, harmful);
  return { support: 'cured', cures, harms: cures.some(harmful), breaks };
}

/** A workaround that passes on all of some cells, best one that harms no other; where none does, those that pass on one of them each. */
function neededCures(failing: readonly Cell[], harmful: (name: string) => boolean): readonly string[] {
  const names = Object.keys(failing[0]!.workarounds ?? {});
  const onAll = names.filter((name) => failing.every((cell) => cell.workarounds?.[name]?.status === 'pass'));
  const best = onAll.find((name) => !harmful(name)) ?? onAll[0];
  return best === undefined ? [...new Set(failing.map((cell) => cureOf(cell)!))] : [best];
}

function countedFirst(ids: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || byCodeUnit(a[0], b[0])).map(([id]) => id);
}
