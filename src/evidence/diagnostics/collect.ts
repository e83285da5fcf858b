import type { Diagnostic } from '../../model/diagnostic.ts';
import { type Draft, MESSAGE_CAP } from './draft.ts';

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
}

/** Keeps diagnostics in bounded memory. */
export interface Collector {
  keep(made: Draft): void;
  readonly kept: readonly Draft[];
  readonly omitted: number;
}

/** An empty collector. */
export function createCollector(): Collector {
  const kept: Draft[] = [];
  const firsts = new Map<string, Draft>();
  let repeats = 0;
  let omitted = 0;
  return {
    kept,
    get omitted() {
      return omitted;
    },
    keep(made) {
      const key = keyOf(made);
      const known = firsts.get(key);
      if (known === undefined) {
        if (firsts.size >= DISTINCT_KEPT) omitted++;
        else {
          const copy = detach(made);
          firsts.set(detachText(key), copy);
          kept.push(copy);
        }
      } else if (repeats < REPEATS_KEPT) {
        repeats++;
        kept.push(detach(made));
      } else known.count = (known.count ?? 1) + 1;
    },
  };
}

function keyOf({ reporter, severity, code, file, line, message }: Draft): string {
  return `${severity}\t${code}\t${reporter}\t${file ?? ''}\t${line ?? ''}\t${message.slice(0, KEY_CAP)}`;
}

const KEY_CAP = 512;

/**
 * Cuts a diagnostic's text loose from the chunk it was sliced out of: else ten thousand messages would hold the whole
 * log. The object stays the same, since a later line may still correct it.
 */
function detach(made: Draft): Draft {
  const fields = made as unknown as Record<string, unknown>;
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') fields[name] = detachText(value.slice(0, MESSAGE_CAP));
    else if (Array.isArray(value)) fields[name] = value.map((item: string) => detachText(item.slice(0, MESSAGE_CAP)));
  }
  return made;
}

function detachText(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
