import type { ExpectedOutcomes } from '../../engine/expected-outcomes.ts';
import {
  count,
  describeFetched,
  describeSteps,
  describeToolchain,
  type Progress,
  type RunSize,
  STEPS_INTERVAL,
  startTally,
} from '../../engine/progress.ts';
import { describeUnavailable } from '../../model/toolchain.ts';
import type { RunEvent } from '../../run/options.ts';

/**
 * Progress as lines, for logs and pipes: each toolchain, each preparation, what is not as before, now and then the count.
 * `expected` says how steps came out before; the very first result gets a line, and that of each case of which it knows nothing.
 */
export function plainProgress(
  options: RunSize & { readonly notice: (line: string) => void; readonly expected?: ExpectedOutcomes | undefined },
): Progress {
  const { notice, expected, sizes } = options;
  const begun = new Map<string, number>();
  const tally = startTally(options.toolchains, options.steps);
  const started = performance.now();
  const printed = new Set<string>();
  let last = started;
  const since = () => `[${String(Math.round((performance.now() - started) / 1000)).padStart(4)} s]`;
  /** The very first result, for somebody waits for it, and that of each case of which nothing is known; null for all others. */
  const describeFirst = ({ how, instance, state }: RunEvent & { kind: 'step' }): string | null => {
    if (how !== 'executed' || state.kind !== 'read' || printed.has(instance.case.name)) return null;
    const before = expected?.(instance) ?? null;
    if (before !== null && printed.size > 0) return null;
    printed.add(instance.case.name);
    const { outcome } = state.evidence;
    return `first result: ${instance.key} ${outcome}${before === outcome ? ', as before' : ''}`;
  };
  return {
    event(event) {
      const known = tally.news.length;
      count(tally, event, expected);
      if (event.kind === 'acquiring') {
        begun.set(event.id, performance.now());
        notice(`${since()} installing ${describeToolchain(event.id, sizes)}`);
      }
      if (event.kind === 'acquired' && !('unavailable' in event.acquired)) {
        const took = describeFetched(event.id, performance.now() - (begun.get(event.id) ?? performance.now()), sizes);
        if (took !== null) notice(`${since()} ${event.id} is there ${took}`);
      }
      for (const { key, now } of tally.news.slice(known)) {
        notice(`${since()} not as before: ${key} ${now === 'failed' ? 'fails' : 'passes'}`);
      }
      if (event.kind === 'acquired' && 'unavailable' in event.acquired)
        notice(`${since()} ${describeUnavailable(event.id, event.acquired.unavailable)}`);
      if (event.kind === 'warming') notice(`${since()} preparing ${event.label}`);
      if (event.kind !== 'step') return;
      const line = describeFirst(event);
      if (line !== null) notice(`${since()} ${line}`);
      if (performance.now() - last < STEPS_INTERVAL) return;
      last = performance.now();
      notice(`${since()} ${describeSteps(tally, options)}`);
    },
    note: (line) => notice(`${since()} ${line}`),
    end: async () => {},
  };
}
