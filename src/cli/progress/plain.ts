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

/**
 * Progress as lines, for logs and pipes: each toolchain, each preparation, what is not as before, now and then the count.
 * `expected` says how steps came out before; of a case of which it knows nothing the first result gets a line.
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
        if (took !== null) notice(`${since()} ${event.id} is there: ${took}`);
      }
      for (const { key, now } of tally.news.slice(known)) {
        notice(`${since()} not as before: ${key} ${now === 'failed' ? 'fails' : 'passes'}`);
      }
      if (event.kind === 'acquired' && 'unavailable' in event.acquired)
        notice(`${since()} ${event.id} is unavailable: ${event.acquired.unavailable}`);
      if (event.kind === 'warming') notice(`${since()} preparing ${event.label}`);
      if (event.kind !== 'step') return;
      if (
        event.how === 'executed' &&
        event.state.kind === 'read' &&
        !printed.has(event.instance.case.name) &&
        (expected?.(event.instance) ?? null) === null
      ) {
        printed.add(event.instance.case.name);
        notice(`${since()} first result: ${event.instance.key} ${event.state.evidence.outcome}`);
      }
      if (performance.now() - last < STEPS_INTERVAL) return;
      last = performance.now();
      notice(`${since()} ${describeSteps(tally, options)}`);
    },
    note: (line) => notice(`${since()} ${line}`),
    end: async () => {},
  };
}
