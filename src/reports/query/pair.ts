import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import type { Tool } from '../../model/tools.ts';
import { inRange } from '../../model/versions.ts';
import { breakPath, pairPath } from '../text/names.ts';
import { titleOfBreak } from './break-title.ts';
import type { PairChoices } from './choices.ts';
import { type Context, makeContext } from './context.ts';
import type { CatalogueInput } from './input.ts';
import { type AxisAnswer, findOnAxis } from './pair-axis.ts';
import { cellsOfPair, gatherOutcomes, type Outcome, type PairCells } from './pair-cells.ts';
import { shortRange } from './range-words.ts';
import { breaksOf } from './survey.ts';
import { type Tally, tallyCells } from './tally.ts';

/** What the catalogue knows of one pair; prints as it is with `--json`. */
export interface PairAnswer {
  readonly asked: { readonly go: string; readonly emsdk: string };
  readonly go: AxisAnswer;
  readonly emsdk: AxisAnswer;
  /** Whether the asked pair itself was tested, cells on both tools included. False: the nearest pair answers. */
  readonly tested: boolean;
  /** The pair that everything below speaks of: the asked one, else the nearest tested. */
  readonly pair: { readonly go: string; readonly emsdk: string; readonly page: string; readonly cells: Tally };
  readonly breaks: readonly PairBreak[];
  /** Cases that pass on that pair with every host. */
  readonly works: readonly string[];
  /** Breaks that some version spares and the tested neighbours of an untested version do not share: either may hold for it. */
  readonly differs: readonly Difference[];
  /** Documented breaks whose range holds for exactly one of the asked and the nearest pair. */
  readonly documented: readonly DocumentedDifference[];
}

/** A break on a pair. */
export interface PairBreak {
  readonly id: string;
  readonly title: string;
  readonly when: string;
  /** Another tested Go or Emscripten, all else the same, would spare some of its cells here. False: none would. */
  readonly avoidable: boolean;
  readonly cases: readonly string[];
  /** Workarounds that pass on this pair, with their titles. */
  readonly cures: readonly { readonly name: string; readonly title: string }[];
  readonly page: string;
}

/** A break that is on one side of an untested version and not on the other. */
export interface Difference {
  readonly id: string;
  readonly title: string;
  readonly breaksWith: string;
  readonly notWith: string;
  readonly page: string;
}

/** A documented break that lies between the asked and the nearest pair. */
export interface DocumentedDifference {
  readonly name: string;
  readonly title: string;
  readonly documented: Readonly<Partial<Record<Tool, string>>>;
  /** Which of the two pairs the references say breaks. */
  readonly breaks: 'asked' | 'nearest';
  readonly cure: string;
  readonly refs: readonly string[];
}

/** Looks a pair up, offline. Throws ProblemInInput where a version cannot be read. */
export function lookUpPair(input: CatalogueInput, asked: { readonly go: string; readonly emsdk: string }): PairAnswer {
  const context = makeContext(input);
  const go = findOnAxis(context.index, 'go', asked.go);
  const emsdk = findOnAxis(context.index, 'emsdk', asked.emsdk);
  const cells = cellsOfPair(context.index, go.nearest, emsdk.nearest);
  const all = allOf(cells);
  const outcomes = gatherOutcomes(all);
  const notPassing = new Set(outcomes.filter((outcome) => outcome.status !== 'pass').map((outcome) => outcome.case));
  return {
    asked,
    go,
    emsdk,
    tested: go.tested && emsdk.tested && cells.both.length > 0,
    pair: { go: go.nearest, emsdk: emsdk.nearest, page: pairPath(go.nearest, emsdk.nearest), cells: tallyCells(all) },
    breaks: collectBreaks(context, outcomes, context.choices.pair(go.nearest, emsdk.nearest)),
    works: [...new Set(outcomes.map((outcome) => outcome.case))].filter((name) => !notPassing.has(name)).sort(),
    differs: [
      ...compareNeighbours(context, go, (id) => cellsOfPair(context.index, id, emsdk.nearest)),
      ...compareNeighbours(context, emsdk, (id) => cellsOfPair(context.index, go.nearest, id)),
    ],
    documented: input.knowledge.flatMap((entry) => compareDocumented(entry, [go, emsdk])),
  };
}

function collectBreaks(context: Context, outcomes: readonly Outcome[], choices: PairChoices): readonly PairBreak[] {
  const spared = new Set(choices.avoidable.flatMap(({ cells }) => cells.flatMap((cell) => [...breaksOf(cell)])));
  const found = context.ranked.flatMap(({ brk }) => {
    const seen = outcomes.filter((outcome) => outcome.breaks.includes(brk.id));
    if (seen.length === 0) return [];
    return [
      {
        id: brk.id,
        title: titleOfBreak(context, brk.id),
        when: shortRange(brk),
        avoidable: spared.has(brk.id),
        cases: [...new Set(seen.map((outcome) => outcome.case))],
        cures: curesOf(context, seen),
        page: breakPath(brk.id),
      },
    ];
  });
  // Sorting is stable: within both halves the order of all breaks stays.
  return found.sort((a, b) => Number(b.avoidable) - Number(a.avoidable));
}

function curesOf({ index }: Context, seen: readonly Outcome[]): PairBreak['cures'] {
  const found = new Map<string, string>();
  for (const { case: name, cure } of seen) {
    const title = index.cases.get(name)?.workarounds.find((one) => one.name === cure)?.title;
    if (cure !== undefined) found.set(cure, title ?? cure);
  }
  return [...found].map(([name, title]) => ({ name, title }));
}

function compareNeighbours(
  context: Context,
  { older, newer }: AxisAnswer,
  cellsWith: (id: string) => PairCells,
): readonly Difference[] {
  if (older === null || newer === null) return [];
  const [before, after] = [older, newer].map(
    (id) => new Set(allOf(cellsWith(id)).flatMap((cell) => cell.breaks.map((found) => found.id))),
  );
  return context.ranked.flatMap(({ brk: { id }, neverPassed, ofClaims }) => {
    if (neverPassed || ofClaims) return [];
    if (before!.has(id) === after!.has(id)) return [];
    const [breaksWith, notWith] = before!.has(id) ? [older, newer] : [newer, older];
    return [{ id, title: titleOfBreak(context, id), breaksWith, notWith, page: breakPath(id) }];
  });
}

function compareDocumented(entry: KnownBreak, axes: readonly AxisAnswer[]): readonly DocumentedDifference[] {
  const ranges = axes.flatMap((axis) => {
    const range = Object.hasOwn(entry.documented, axis.tool) ? entry.documented[axis.tool] : undefined;
    return range === undefined ? [] : [{ axis, range }];
  });
  if (ranges.length === 0) return [];
  const asked = ranges.every(({ axis, range }) => inRange(axis.tool, axis.version, range));
  const nearest = ranges.every(({ axis, range }) => inRange(axis.tool, axis.nearestVersion, range));
  if (asked === nearest) return [];
  const { name, title, documented, cure, refs } = entry;
  return [{ name, title, documented, breaks: asked ? 'asked' : 'nearest', cure, refs }];
}

function allOf({ both, goAlone, emsdkAlone }: PairCells) {
  return [...both, ...goAlone, ...emsdkAlone];
}
