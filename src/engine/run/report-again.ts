import type { Plan } from '../../cases/plan-cells.ts';
import type { RunOptions } from '../../run/options.ts';
import { count, describeSteps, STEPS_INTERVAL, startTally } from '../progress.ts';

/** Tells now and then how far a part of a plan is that is executed once more, and how long the rest takes. */
export function reportAgain(
  { instances }: Plan,
  { jobs, note }: { readonly jobs: number; readonly note: (line: string) => void },
  now: () => number = () => performance.now(),
): RunOptions['report'] {
  const tally = startTally(0, instances.length);
  let last = now();
  return (event) => {
    // How a step came out is not news here: the cells are compared once all of them are through.
    count(tally, event, () =>
      event.kind === 'step' && event.state.kind === 'read' ? event.state.evidence.outcome : null,
    );
    if (event.kind !== 'step' || now() - last < STEPS_INTERVAL) return;
    last = now();
    note(`once more: ${describeSteps({ ...tally, broke: 0 }, { jobs })}`);
  };
}
