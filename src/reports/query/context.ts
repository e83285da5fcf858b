import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import type { Break, Results } from '../../model/results.ts';
import { type BreakHistories, readBreakHistories } from './break-history.ts';
import { type ChoiceIndex, indexChoices } from './choices.ts';
import { indexResults, type ResultsIndex } from './index-results.ts';
import type { CatalogueInput } from './input.ts';
import { type BreakTitle, nameBreaks } from './name-breaks.ts';
import { type RankedBreak, rankBreaks } from './rank-breaks.ts';
import { makeSurveyor, type Surveyor } from './survey.ts';

/** What every page is made from: the input, its index, and the order of the breaks. */
export interface Context extends CatalogueInput {
  readonly index: ResultsIndex;
  readonly survey: Surveyor;
  readonly ranked: readonly RankedBreak[];
  /** What the choice of a pair decides. */
  readonly choices: ChoiceIndex;
  readonly histories: BreakHistories;
  /** Knowledge by name. */
  readonly notes: ReadonlyMap<string, KnownBreak>;
  /** What breaks are called, by id. */
  readonly titles: ReadonlyMap<string, BreakTitle>;
}

/** Prepares results alone, without anything else of a catalogue, to name what stands in them. */
export function nameResults(known: Pick<CatalogueInput, 'knowledge'>, results: Results): Context {
  const { knowledge } = known;
  return makeContext({ knowledge, results, hasTables: false, history: [], links: [] });
}

/** Prepares an input for the pages. */
export function makeContext(input: CatalogueInput): Context {
  const index = indexResults(input.results);
  const notes = new Map(input.knowledge.map((entry) => [entry.name, entry]));
  const survey = makeSurveyor(index);
  return {
    ...input,
    index,
    survey,
    ranked: rankBreaks(index, survey),
    choices: indexChoices(index),
    notes,
    titles: nameBreaks(input.results.breaks, notes),
    histories: readBreakHistories(input.history),
  };
}

/** The knowledge entry that explains a break. */
export function noteOf(context: Pick<Context, 'notes'>, { known }: Pick<Break, 'known'>): KnownBreak | undefined {
  return known === undefined ? undefined : context.notes.get(known);
}

/** The entries that explain a break: as a whole first, then in single cases. */
export function notesOf(context: Pick<Context, 'notes'>, brk: Break): readonly KnownBreak[] {
  return [...new Set([brk, ...(brk.parts ?? [])].flatMap((part) => noteOf(context, part) ?? []))];
}

/** What a break of these results is called. */
export function breakTitle({ titles }: Pick<Context, 'titles'>, { id }: Pick<Break, 'id'>): BreakTitle {
  return titles.get(id) ?? { words: id, subject: null };
}
