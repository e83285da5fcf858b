import type { Reason, ReasonSubject } from '../breaks/gather-reasons.ts';
import { KIND_INFO } from '../breaks/kinds/index.ts';
import type { Kind } from '../model/codes.ts';
import type { Break } from '../model/results.ts';
import { breakTitle, type Context, kindInfoOf } from './context.ts';
import { reportCures } from './cures.ts';
import type { Documented } from './documented.ts';
import { type DocumentedVerdict, judgeDocumented } from './documented-verdict.ts';
import { breakPath } from './names.ts';
import { shortRange } from './range-words.ts';
import { standsOf } from './stands.ts';

/** The most breaks of the catalogue that one explanation refers to. */
const MOST_MEASURED = 3;

/** What a reader is told of one reason. Plain text. */
export interface Explanation {
  readonly kind: Kind;
  readonly title: string;
  /** Why it happens. */
  readonly explanation: string;
  /** Usual causes of the kind; none where this very break is known. */
  readonly causes: readonly string[];
  /** Advice; what was run here stands in `measured`. */
  readonly cures: readonly string[];
  /** Who can act. */
  readonly actor: string;
  readonly subjects: readonly ReasonSubject[];
  /** The knowledge entry, by name; null where only the kind is known. */
  readonly known: string | null;
  /** Versions in which references say that it happens. */
  readonly documented: Documented;
  readonly refs: readonly string[];
  readonly measured: readonly MeasuredBreak[];
  /** Which Emscriptens offer the names that are missing in their JavaScript library, as far as that is known. */
  readonly offered: readonly { readonly name: string; readonly releases: string }[];
}

/** Which releases of Emscripten offer a name in their JavaScript library; null where that is not known. */
export type OfferOf = (name: string) => string | null;

/** Kinds whose subject is a name that somebody has to offer. */
const OF_MISSING_NAMES: readonly Kind[] = ['undefined-symbol', 'undefined-stub-dependency', 'import-missing'];

/** The most names of one reason whose offers are told. */
const MOST_OFFERS = 8;

/** Whether it is worth while to look up offers of names. */
export function asksForNames(reasons: readonly Reason[]): boolean {
  return reasons.some(({ kind }) => OF_MISSING_NAMES.includes(kind));
}

/** A break of the catalogue that is this one, or one that has the same explanation. */
export interface MeasuredBreak {
  readonly id: string;
  readonly title: string;
  /** Whether the log names this very break. */
  readonly same: boolean;
  /** Where it breaks among the tested versions: `Emscripten since 6.0.5`. */
  readonly range: string;
  /** How many cells have it. */
  readonly cells: number;
  /** Workarounds that were run and pass, with the number of cells on which. */
  readonly cures: readonly { readonly title: string; readonly cells: number }[];
  /** How references and measurement stand to each other, where there are any. */
  readonly documented: DocumentedVerdict | null;
  /** Its page below the catalogue's folder. */
  readonly page: string;
}

/** Explains reasons from the kinds' table, the knowledge, and the catalogue where there is one. */
export function explainReasons(
  reasons: readonly Reason[],
  context: Context | null,
  offerOf: OfferOf = () => null,
): readonly Explanation[] {
  const measured = context ? findMeasured(context) : () => [];
  return reasons.map((reason) => {
    const { kind, note, subjects } = reason;
    const info = kindInfoOf({ kinds: KIND_INFO }, kind);
    const whole = {
      kind,
      subjects,
      actor: info.actor,
      known: note?.name ?? null,
      documented: note?.documented ?? {},
      refs: note?.refs ?? [],
      measured: measured(reason),
      offered: OF_MISSING_NAMES.includes(kind) ? findOffers(subjects, offerOf) : [],
    };
    return note
      ? { ...whole, title: note.title, explanation: note.explanation, causes: [], cures: [note.cure] }
      : { ...whole, title: info.title, explanation: info.meaning, causes: info.causes, cures: info.cures };
  });
}

function findOffers(subjects: readonly ReasonSubject[], offerOf: OfferOf) {
  const offers = subjects.flatMap(({ name }) => {
    // An import is called `env.name`.
    const bare = name?.replace(/^env\./, '') ?? '';
    const releases = offerOf(bare);
    return releases === null ? [] : [{ name: bare, releases }];
  });
  return offers.slice(0, MOST_OFFERS);
}

function findMeasured(context: Context): (reason: Reason) => readonly MeasuredBreak[] {
  const byNote = new Map<string, Break[]>();
  for (const brk of context.results.breaks) {
    for (const name of new Set([brk.known, ...(brk.parts ?? []).map((part) => part.known)])) {
      if (name !== undefined) byNote.set(name, [...(byNote.get(name) ?? []), brk]);
    }
  }
  return ({ note, subjects }) => {
    const same = subjects.flatMap(({ id }) => (id === null ? [] : (context.index.breaks.get(id) ?? [])));
    const alike = note ? (byNote.get(note.name) ?? []) : [];
    return [...new Set([...same, ...alike])]
      .slice(0, MOST_MEASURED)
      .map((brk) => describeBreak(context, brk, same.includes(brk)));
  };
}

function describeBreak(context: Context, brk: Break, same: boolean): MeasuredBreak {
  const cells = context.index.cellsOfBreak.get(brk.id) ?? [];
  const { words, subject } = breakTitle(context, brk);
  const judged = standsOf(brk).flatMap((stand) => judgeDocumented(context, stand, cells) ?? []);
  return {
    id: brk.id,
    title: subject === null ? words : `${words}: ${subject}`,
    same,
    range: shortRange(brk),
    cells: cells.length,
    cures: reportCures(context.index, context.survey, brk)
      .filter(({ helps }) => helps.length > 0)
      .map(({ workaround, helps }) => ({ title: workaround.title, cells: helps.length })),
    documented: judged.find(({ verdict }) => verdict === 'disagrees') ?? judged[0] ?? null,
    page: breakPath(brk.id),
  };
}
