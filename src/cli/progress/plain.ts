import { count, describeSteps, type Progress, type RunSize, startTally } from '../../engine/progress.ts';

/** The least time between two lines about how many steps are done, in milliseconds. */
const INTERVAL = 10_000;

/** Progress as lines, for logs and pipes: each toolchain, each preparation, the first failure of each case, now and then the count. */
export function plainProgress(options: RunSize & { readonly notice: (line: string) => void }): Progress {
  const { notice } = options;
  const tally = startTally(options.toolchains, options.steps);
  const started = performance.now();
  const printed = new Set<string>();
  let last = started;
  const since = () => `[${String(Math.round((performance.now() - started) / 1000)).padStart(4)} s]`;
  return {
    event(event) {
      count(tally, event);
      if (event.kind === 'acquiring') notice(`${since()} installing ${event.id}`);
      if (event.kind === 'acquired' && 'unavailable' in event.acquired)
        notice(`${since()} ${event.id} is unavailable: ${event.acquired.unavailable}`);
      if (event.kind === 'warming') notice(`${since()} preparing ${event.label}`);
      if (event.kind !== 'step') return;
      if (event.how === 'executed' && event.state.kind === 'read' && !printed.has(event.instance.case.name)) {
        printed.add(event.instance.case.name);
        notice(`${since()} first result: ${event.instance.key} ${event.state.evidence.outcome}`);
      }
      if (performance.now() - last < INTERVAL) return;
      last = performance.now();
      notice(`${since()} ${describeSteps(tally, options)}`);
    },
    note: (line) => notice(`${since()} ${line}`),
    end: async () => {},
  };
}
