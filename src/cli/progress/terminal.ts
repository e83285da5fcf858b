import { type DefaultRenderer, Listr, type ListrTaskWrapper, type SimpleRenderer } from 'listr2';
import { count, describeSteps, type Progress, type RunSize, startTally } from '../../engine/progress.ts';
import { cleanLine } from '../../reports/text/clean.ts';

type Wrapper = ListrTaskWrapper<object, typeof DefaultRenderer, typeof SimpleRenderer>;

/**
 * Progress as three lines that are drawn over: toolchains, their libraries, steps. Few tasks, for listr2's renderer gets
 * slow with hundreds (measured with 9.0: 200 tasks take over a minute).
 */
export function terminalProgress(options: RunSize): Progress {
  const tally = startTally(options.toolchains, options.steps);
  const lines: Partial<Record<'toolchains' | 'libraries' | 'steps', Wrapper>> = {};
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const line = (key: keyof typeof lines, title: string) => ({
    title,
    task: (_: object, task: Wrapper) => {
      lines[key] = task;
      return finished;
    },
  });
  const listr = new Listr([line('toolchains', 'Toolchains'), line('libraries', 'Libraries'), line('steps', 'Steps')], {
    concurrent: true,
    registerSignalListeners: false,
    rendererOptions: { collapseErrors: false },
  });
  const running = listr.run({}).catch(() => {});
  let drawn = 0;
  const draw = () => {
    drawn = performance.now();
    if (lines.toolchains)
      lines.toolchains.title = `Toolchains ${tally.acquired} of ${tally.toolchains}${list(tally.acquiring)}`;
    if (lines.libraries) lines.libraries.title = `Libraries${list(tally.warming)}`;
    if (lines.steps) lines.steps.title = describeSteps(tally, options).replace(/^s/, 'S');
  };
  return {
    event(event) {
      count(tally, event);
      // A cached run has thousands of events within milliseconds.
      if (performance.now() - drawn > 100) draw();
    },
    note: () => {},
    async end() {
      draw();
      finish();
      await running;
    },
  };
}

function list(names: ReadonlySet<string>): string {
  return names.size === 0 ? '' : `: ${cleanLine([...names].join(', '))}`;
}
