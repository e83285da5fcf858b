import type { KindInfo } from '../breaks/kinds/kind-info.ts';
import type { KnownBreak } from '../breaks/knowledge.ts';
import { CODES, FINDINGS, isCode, type Kind } from '../model/codes.ts';
import type { Break } from '../model/results.ts';
import { indexResults, type ResultsIndex } from './index-results.ts';
import type { CatalogueInput } from './input.ts';
import { type RankedBreak, rankBreaks } from './rank-breaks.ts';
import { makeSurveyor, type Surveyor } from './survey.ts';
import { asSentence } from './words.ts';

/** What every page is made from: the input, its index, and the order of the breaks. */
export interface Context extends CatalogueInput {
  readonly index: ResultsIndex;
  readonly survey: Surveyor;
  readonly ranked: readonly RankedBreak[];
  /** Knowledge by name. */
  readonly notes: ReadonlyMap<string, KnownBreak>;
}

/** What is said of a kind; `actor` as words for a sentence, empty where nothing is known. */
export type KindWords = Omit<KindInfo, 'actor'> & { readonly actor: string };

const ACTORS: Readonly<Record<KindInfo['actor'], string>> = {
  Go: 'the Go project',
  Emscripten: 'the Emscripten project',
  LLVM: 'the LLVM project',
  'the host': 'whoever makes the host that runs the module',
  'your build': 'you, in the commands or sources of your build',
  'the machine': 'whoever keeps the machine',
};

/** Prepares an input for the pages. */
export function makeContext(input: CatalogueInput): Context {
  const index = indexResults(input.results);
  const notes = new Map(input.knowledge.map((entry) => [entry.name, entry]));
  const survey = makeSurveyor(index);
  let ranked: readonly RankedBreak[] | undefined;
  return {
    ...input,
    index,
    survey,
    notes,
    // Who asks for one break only need not wait for the order of all.
    get ranked() {
      ranked ??= rankBreaks(index, survey);
      return ranked;
    },
  };
}

/** What is to be said of a kind; of one that the tables do not have, its name. */
export function kindInfoOf(context: Pick<Context, 'kinds'>, kind: Kind): KindWords {
  const info = Object.hasOwn(context.kinds, kind) ? context.kinds[kind] : undefined;
  if (info) return { ...info, actor: ACTORS[info.actor] };
  const title = asSentence(kind.replaceAll('-', ' ')).slice(0, -1);
  return { title, meaning: asSentence(wrongOf(kind)), causes: [], cures: [], actor: '', silence: '' };
}

/** The knowledge entry that explains a break. */
export function noteOf(context: Pick<Context, 'notes'>, { known }: Pick<Break, 'known'>): KnownBreak | undefined {
  return known === undefined ? undefined : context.notes.get(known);
}

/** The entries that explain a break: as a whole first, then in single cases. */
export function notesOf(context: Pick<Context, 'notes'>, brk: Break): readonly KnownBreak[] {
  return [...new Set([brk, ...(brk.parts ?? [])].flatMap((part) => noteOf(context, part) ?? []))];
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
