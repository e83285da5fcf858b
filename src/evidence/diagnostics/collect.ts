import type { DiagnosticCode } from '../../model/codes.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { flattenTabs } from './clean-line.ts';
import { copy } from './copy.ts';
import { type Draft, MESSAGE_CAP } from './draft.ts';
import { fingerprintText } from './fingerprint.ts';
import type { Suspect } from './suspects.ts';

/** How many distinct diagnostics of one log are kept; the rest is counted. */
export const DISTINCT_KEPT = 10_000;

/** How many repeats of messages already seen are kept as diagnostics of their own before they are only counted. */
const REPEATS_KEPT = 200;

/** What a log held. */
export interface ParsedLog {
  /** In log order. */
  readonly diagnostics: readonly Diagnostic[];
  /** Distinct diagnostics beyond those kept. */
  readonly omitted: number;
  readonly lines: number;
  /** Lines beside the diagnostics that look like errors, those that weigh most first. */
  readonly suspects: readonly Suspect[];
}

/** Keeps diagnostics in bounded memory. */
export interface Collector {
  /**
   * Takes a diagnostic; `key` is the same for the same message, whatever its place in the log. `print` is its fingerprint,
   * where it is known.
   */
  keep(made: Draft, key: string, print?: number): void;
  readonly kept: readonly Draft[];
  readonly omitted: number;
}

/** An empty collector. */
export function createCollector(): Collector {
  const kept: Draft[] = [];
  const firsts = new Map<DiagnosticCode, Map<string, Draft>>();
  // Some message of each fingerprint: most lines are told apart by that, which costs a third of looking them up as texts.
  const byPrint = new Map<number, { readonly code: DiagnosticCode; readonly key: string; readonly made: Draft }>();
  const marks = new Uint8Array(1 << 16);
  const firstOf = (code: DiagnosticCode, key: string, print: number | undefined) => {
    if (print !== undefined) {
      // A log of many messages looks up most of them in vain.
      const alike = marks[print & 0xffff] === 0 ? undefined : byPrint.get(print);
      if (!alike) return undefined;
      if (alike.code === code && alike.key === key) return alike.made;
    }
    return firsts.get(code)?.get(key);
  };
  const keepFirst = (made: Draft, key: string, print: number) => {
    const own = copy(key);
    const ofCode = firsts.get(made.code);
    if (ofCode) ofCode.set(own, made);
    else firsts.set(made.code, new Map([[own, made]]));
    marks[print & 0xffff] = 1;
    if (!byPrint.has(print)) byPrint.set(print, { code: made.code, key: own, made });
    kept.push(detach(made));
  };
  let distinct = 0;
  let repeats = 0;
  let omitted = 0;
  return {
    kept,
    get omitted() {
      return omitted;
    },
    keep(made, whole, printed) {
      const key = shorten(whole);
      const print = key === whole ? printed : undefined;
      const known = firstOf(made.code, key, print);
      if (known === undefined) {
        if (distinct >= DISTINCT_KEPT) omitted++;
        else {
          distinct++;
          keepFirst(made, key, print ?? fingerprintText(key));
        }
      } else if (repeats < REPEATS_KEPT) {
        repeats++;
        kept.push(detach(made));
      } else known.count = (known.count ?? 1) + 1;
    },
  };
}

/** A long message is known by its two ends. */
function shorten(key: string): string {
  return key.length <= KEY_CAP ? key : key.slice(0, KEY_CAP / 2) + key.slice(-KEY_CAP / 2);
}

const KEY_CAP = 1024;

/**
 * Cuts a diagnostic's text loose from the chunk it was sliced out of: else ten thousand messages would hold the whole
 * log. The object stays the same, since a later line may still correct it.
 */
function detach(made: Draft): Draft {
  const fields: Record<string, unknown> = { ...made };
  for (const name in fields) {
    const value = fields[name];
    if (typeof value === 'string') fields[name] = tidyField(value);
    else if (Array.isArray(value)) fields[name] = value.map(tidyField);
  }
  return Object.assign(made, copy(fields));
}

function tidyField(text: string): string {
  return flattenTabs(text.slice(0, MESSAGE_CAP));
}
