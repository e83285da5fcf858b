import { type DefaultRenderer, Listr, type ListrTaskWrapper, type SimpleRenderer } from 'listr2';
import type { ExpectedOutcomes } from '../../engine/expected-outcomes.ts';
import {
  count,
  describeFetched,
  describeNews,
  describeSteps,
  describeToolchain,
  type Progress,
  type RunSize,
  startTally,
} from '../../engine/progress.ts';
import { cleanLine } from '../../reports/text/clean.ts';

type Wrapper = ListrTaskWrapper<object, typeof DefaultRenderer, typeof SimpleRenderer>;

/**
 * Progress as four lines that are drawn over: toolchains, their libraries, steps, and what is not as before. Few tasks, for listr2's renderer gets
 * slow with hundreds (measured with 9.0: 200 tasks take over a minute).
 */
export function terminalProgress(options: RunSize & { readonly expected?: ExpectedOutcomes | undefined }): Progress {
  const { expected, sizes } = options;
  const begun = new Map<string, number>();
  let fetched = '';
  const tally = startTally(options.toolchains, options.steps);
  const lines: Partial<Record<'toolchains' | 'libraries' | 'steps' | 'news', Wrapper>> = {};
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
  const all = [line('toolchains', 'Toolchains'), line('libraries', 'Libraries'), line('steps', 'Steps')];
  const listr = new Listr(expected ? [...all, line('news', 'Nothing new so far')] : all, {
    concurrent: true,
    registerSignalListeners: false,
    rendererOptions: { collapseErrors: false },
  });
  const running = listr.run({}).catch(() => {});
  let drawn = 0;
  const draw = () => {
    drawn = performance.now();
    if (lines.toolchains)
      lines.toolchains.title = `Toolchains ${tally.acquired} of ${tally.toolchains}${list([...tally.acquiring].map((id) => describeToolchain(id, sizes))) || fetched}`;
    if (lines.libraries) lines.libraries.title = `Libraries${list([...tally.warming])}`;
    if (lines.steps) lines.steps.title = describeSteps(tally, options).replace(/^s/, 'S');
    if (lines.news) lines.news.title = cleanLine(describeNews(tally)) || 'Nothing new so far';
  };
  return {
    event(event) {
      count(tally, event, expected);
      if (event.kind === 'acquiring') begun.set(event.id, performance.now());
      if (event.kind === 'acquired') {
        const took = describeFetched(event.id, performance.now() - (begun.get(event.id) ?? performance.now()), sizes);
        if (took !== null) fetched = `: ${cleanLine(event.id)} ${took}`;
      }
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

function list(names: readonly string[]): string {
  return names.length === 0 ? '' : `: ${cleanLine(names.join(', '))}`;
}
