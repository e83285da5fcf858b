import { isUnshown } from '../../breaks/knowledge/context-fit.ts';
import { distinguishes } from '../../breaks/knowledge/find-known.ts';
import type { Reason, ReasonSubject } from '../../breaks/logs/gather-reasons.ts';
import { findMeanings, type NameMeaning } from '../../breaks/names/find-meanings.ts';
import { type LogContext, NO_CONTEXT } from '../../evidence/context/context.ts';
import type { LibrariesOf } from '../../evidence/origin/link-symbols.ts';
import type { Certainty } from '../../model/certainty.ts';
import type { Kind } from '../../model/codes.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Documented } from './documented.ts';
import { actorWords, kindInfoOf } from './kind-words.ts';
import { adviseByProviders, findLinkProviders, type LinkProvider } from './link-providers.ts';
import type { ListedBreak } from './listed-break.ts';

/** The most breaks of the catalogue that one explanation refers to. */
const MOST_MEASURED = 3;

/** A break of the catalogue, and whether the log names this very break. */
export type MeasuredBreak = ListedBreak & { readonly same: boolean };

/** What a reader is shown of one reason. Plain text. */
export interface Explanation {
  readonly kind: Kind;
  readonly title: string;
  readonly certainty: Certainty;
  /** What the messages themselves advise. */
  readonly stated: readonly string[];
  /** What would show whether it is so; null where nothing needs to. */
  readonly check: string | null;
  /** Why it happens. */
  readonly explanation: string;
  /** Usual causes of the kind; none where this very break is known. */
  readonly causes: readonly string[];
  /** Advice; what was run here stands in `measured`. */
  readonly cures: readonly string[];
  /** Who can act; empty where a cause is known and says nothing of it: the kind's answer need not be the cause's. */
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
  /** Which libraries of Emscripten's define the names that a link misses, as far as that is known. */
  readonly provided: readonly LinkProvider[];
  /** What the names mean that it is about, as far as that is known and not said already. */
  readonly names: readonly NameMeaning[];
  /** Whether title, explanation and cure are those of a name. False: of an entry, a library, or the kind. */
  readonly isLedByName: boolean;
}

/** The most meanings of names that one explanation has. */
const MOST_MEANINGS = 3;

/** Which releases of Emscripten offer a name in their JavaScript library; null where that is not known. */
export type AvailabilityOf = (name: string) => string | null;

/** Kinds whose subject is a name that somebody has to offer. */
const OF_MISSING_NAMES: readonly Kind[] = ['undefined-symbol', 'undefined-stub-dependency', 'import-missing'];

/** Kinds about names that a link or a host knows, so that names of Emscripten's libraries are worth a look. */
const OF_NAMES: readonly Kind[] = [...OF_MISSING_NAMES, 'missing-function-abort', 'function-signature-mismatch'];

/** The most names of one reason whose offers are printed. */
const MOST_OFFERS = 8;

/** Whether it is worth while to look up names of Emscripten's libraries. False: no reason is about a name that may be one. */
export function asksForNames(reasons: readonly Reason[]): boolean {
  return reasons.some(({ kind }) => OF_NAMES.includes(kind));
}

/** What helps to explain, as far as there is any. */
export interface Aids {
  readonly availabilityOf?: AvailabilityOf | undefined;
  readonly librariesOf?: LibrariesOf | undefined;
  /** What the log shows beside its messages: advice for a toolchain that it does not use is left out. */
  readonly context?: LogContext;
}

/** Explains reasons from the kinds' table, the knowledge, and the breaks that the catalogue lists. */
export function explainReasons(
  reasons: readonly Reason[],
  listed: readonly ListedBreak[],
  { availabilityOf = () => null, librariesOf = () => [], context = NO_CONTEXT }: Aids = {},
): readonly Explanation[] {
  const measured = findMeasured(listed);
  const fits = (advice: string) => !isUnshown(advice, context);
  return reasons.map((reason) => {
    const { kind, note, certainty, stated, subjects } = reason;
    const info = kindInfoOf(kind);
    const provided = fits('emcc') ? findLinkProviders(reason, librariesOf, context) : [];
    const isEmscripten = context.fact('tool:emscripten') !== undefined;
    const advice = note === null ? adviseByProviders(provided, subjects.length, isEmscripten) : null;
    // An entry that spells out a name of a library knows better than that a library is missing.
    const isSpelledOut = (name: string) => note?.match.subject?.includes(name) ?? false;
    const said = note ? `${note.title} ${note.explanation} ${note.cure}` : (advice?.explanation ?? '');
    const meanings = findMeanings(
      subjects.flatMap(({ diagnostics }) => diagnostics),
      context,
      { availabilityOf, librariesOf },
      said,
    ).filter(({ family, names }) => !(family === 'library' && names.some(isSpelledOut)));
    // What a name means says more than what is true of its kind, and than a guess.
    const isGuess = note === null ? advice === null : certainty === 'possible' && note.certainty === 'possible';
    const lead = isGuess ? meanings.find((one) => note === null || one.certainty === 'likely') : undefined;
    const whole = {
      kind,
      certainty: lead?.certainty ?? advice?.certainty ?? certainty,
      stated,
      check: certainty === 'certain' ? null : (note?.check ?? info.check ?? null),
      subjects,
      actor: note ? (note.actor ? actorWords(note.actor) : '') : info.actor,
      known: note?.name ?? null,
      documented: note?.documented ?? {},
      refs: note?.refs ?? [],
      measured: measured(reason),
      // What is known of the very name says more, and in other versions.
      provided,
      offered: note === null && OF_MISSING_NAMES.includes(kind) ? findAvailable(subjects, availabilityOf) : [],
      names: meanings.filter((one) => one !== lead).slice(0, MOST_MEANINGS),
      isLedByName: lead !== undefined,
    };
    if (lead)
      return {
        ...whole,
        title: lead.title,
        explanation: lead.says,
        causes: [],
        cures: [lead.cure, ...(note ? [note.cure] : [])],
      };
    if (advice) {
      const { title, explanation, cure } = advice;
      return { ...whole, title, explanation, causes: [], cures: [cure] };
    }
    return note
      ? { ...whole, title: note.title, explanation: note.explanation, causes: [], cures: [note.cure] }
      : {
          ...whole,
          title: info.title,
          explanation: info.meaning,
          causes: info.causes.filter(fits),
          cures: info.cures.filter(fits),
        };
  });
}

function findAvailable(subjects: readonly ReasonSubject[], availabilityOf: AvailabilityOf) {
  const offers = subjects.flatMap(({ name }) => {
    // An import is called `env.name`.
    const bare = name?.replace(/^env\./, '') ?? '';
    const releases = availabilityOf(bare);
    return releases === null ? [] : [{ name: bare, releases }];
  });
  return offers.slice(0, MOST_OFFERS);
}

/**
 * Looks up the catalogue's breaks that have a reason's explanation, the same break first. A name alone connects nothing: a
 * stranger's `main.go` or `add` is not the file or function that a case of the catalogue called so. Only who asks for a break
 * by its id means the catalogue's.
 */
function findMeasured(listed: readonly ListedBreak[]): (reason: Reason) => readonly MeasuredBreak[] {
  const byId = new Map(listed.map((brk) => [brk.id, brk]));
  return ({ kind, note, subjects }) => {
    const ids = new Set(subjects.flatMap(({ id }) => id ?? []));
    const asked = subjects.flatMap(({ id, diagnostics }) => (diagnostics.length === 0 && byId.get(id ?? '')) || []);
    const alike = note && distinguishes(note, kind) ? listed.filter(({ known }) => known.includes(note.name)) : [];
    const sameFirst = [...alike.filter(({ id }) => ids.has(id)), ...alike];
    return [...new Set([...asked, ...sameFirst])]
      .slice(0, MOST_MEASURED)
      .map((brk) => ({ ...brk, same: ids.has(brk.id) }));
  };
}

/** The lines of a log that a message stands on: its first, and the further one that names what it is about. */
export function linesOf({ logLine, subjectBelow }: Diagnostic): readonly number[] {
  return subjectBelow === undefined ? [logLine] : [logLine, logLine + subjectBelow];
}
