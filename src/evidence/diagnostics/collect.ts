import type { DiagnosticCode } from '../../model/codes.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { flattenTabs } from './clean-line.ts';
import { type Draft, MESSAGE_CAP } from './draft.ts';
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
  /** Takes a diagnostic; `key` is the same for the same message, whatever its place in the log. */
  keep(made: Draft, key: string): void;
  readonly kept: readonly Draft[];
  readonly omitted: number;
}

/** An empty collector. */
export function createCollector(): Collector {
  const kept: Draft[] = [];
  const firsts = new Map<DiagnosticCode, Map<string, Draft>>();
  let distinct = 0;
  let repeats = 0;
  let omitted = 0;
  return {
    kept,
    get omitted() {
      return omitted;
    },
    keep(made, whole) {
      const key = shorten(whole);
      let ofCode = firsts.get(made.code);
      if (!ofCode) {
        ofCode = new Map();
        firsts.set(made.code, ofCode);
      }
      const known = ofCode.get(key);
      if (known === undefined) {
        if (distinct >= DISTINCT_KEPT) omitted++;
        else {
          distinct++;
          ofCode.set(detachText(key), detach(made));
          kept.push(made);
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
  const fields = made as unknown as Record<string, unknown>;
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') fields[name] = tidyField(value);
    else if (Array.isArray(value)) fields[name] = value.map(tidyField);
  }
  return made;
}

function tidyField(text: string): string {
  return detachText(flattenTabs(text.slice(0, MESSAGE_CAP)));
}

function detachText(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
