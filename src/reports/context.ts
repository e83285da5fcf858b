import type { KnownBreak } from '../breaks/knowledge.ts';
import { CODES, FINDINGS, isCode, type Kind } from '../model/codes.ts';
import type { Break } from '../model/results.ts';
import { indexResults, type ResultsIndex } from './index-results.ts';
import type { CatalogueInput, KindInfo } from './input.ts';
import { type RankedBreak, rankBreaks } from './rank-breaks.ts';
import { asSentence } from './words.ts';

/** What every page is made from: the input, its index, and the order of the breaks. */
export interface Context extends CatalogueInput {
  readonly index: ResultsIndex;
  readonly ranked: readonly RankedBreak[];
  /** Knowledge by name. */
  readonly notes: ReadonlyMap<string, KnownBreak>;
}

/** Prepares an input for the pages. */
export function makeContext(input: CatalogueInput): Context {
  const index = indexResults(input.results);
  const notes = new Map(input.knowledge.map((entry) => [entry.name, entry]));
  return { ...input, index, ranked: rankBreaks(index), notes };
}

/** What is to be said of a kind; of one that the tables do not have, its name. */
export function kindInfoOf(context: Pick<Context, 'kinds'>, kind: Kind): KindInfo {
  const info = Object.hasOwn(context.kinds, kind) ? context.kinds[kind] : undefined;
  return (
    info ?? {
      title: asSentence(kind.replaceAll('-', ' ')).slice(0, -1),
      meaning: asSentence(wrongOf(kind)),
      causes: [],
      cures: [],
      actor: '',
      silence: '',
    }
  );
}

/** The knowledge entry that explains a break. */
export function noteOf(context: Pick<Context, 'notes'>, brk: Break): KnownBreak | undefined {
  return brk.known === undefined ? undefined : context.notes.get(brk.known);
}

/** What a break is called: the knowledge's title, else the kind's with the subject. Plain text parts. */
export function breakTitle(
  context: Pick<Context, 'kinds' | 'notes'>,
  brk: Break,
): { readonly words: string; readonly subject: string | null } {
  const { title } = kindInfoOf(context, brk.kind);
  const note = noteOf(context, brk);
  return note ? { words: note.title, subject: null } : { words: title, subject: brk.subject };
}

function wrongOf(kind: Kind): string {
  if (isCode(kind)) return CODES[kind].wrong;
  return Object.hasOwn(FINDINGS, kind) ? FINDINGS[kind].wrong : '';
}
