import { mostProbes } from '../../breaks/bisect/search.ts';
import { readRange } from '../../engine/bisect/bisect-range.ts';
import { type OpenedBisect, openBisect, searchBoundary } from '../../engine/bisect/search-boundary.ts';
import { resolveVersions } from '../../engine/bisect/try-version.ts';
import { openRun } from '../../engine/run/open-run.ts';
import { TOOLS } from '../../model/tools.ts';
import { compareVersions } from '../../model/versions.ts';
import { printBisected, sentences } from '../../reports/terminal/bisect-text.ts';
import { describeDownloads } from '../../toolchains/ensure.ts';
import { codeOf, EXIT, type ExitCode } from '../io/exit-codes.ts';
import { untilInterrupted } from '../io/interrupt.ts';
import { notice, paintFor, print, printJson } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';
import { quietProgress } from '../progress/quiet.ts';
import { declareStepOptions, type StepArguments, settingsOf } from '../run/options.ts';

interface Options extends StepArguments {
  case: string;
  go?: string[] | undefined;
  emsdk?: string[] | undefined;
  host?: string[] | undefined;
  cases?: string | undefined;
  matrix?: string | undefined;
  'dry-run': boolean;
  json: boolean;
}

/** `emrift bisect CASE`. */
export const bisect: Verb<Options> = {
  options: (parser) => {
    const list = { type: 'string', array: true, requiresArg: true } as const;
    const named = parser
      .positional('case', { type: 'string', demandOption: true, describe: 'The case: go/c-shared-wasip1' })
      .option('go', { ...list, describe: 'OLDER..NEWER to search along Go, else the version to keep' })
      .option('emsdk', { ...list, describe: 'OLDER..NEWER to search along Emscripten, else the version to keep' })
      .option('host', { ...list, describe: 'node=OLDER..NEWER, or node=20 to keep it' })
      .option('cases', { type: 'string', requiresArg: true, describe: 'Folder with cases of your own' })
      .option('matrix', { type: 'string', requiresArg: true, describe: 'Another matrix.yaml' });
    return declareStepOptions(named)
      .option('dry-run', { type: 'boolean', default: false, describe: 'Print what would be tried, and do nothing' })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' });
  },
  handle(options) {
    const { range, others } = readRange(options);
    return untilInterrupted(async (signal) => {
      const settings = settingsOf({ ...options, refresh: false }, signal);
      const run = await openRun({ ...settings, showProgress: () => quietProgress(notice) });
      const opened = await openBisect(run, { case: options.case, range, others });
      return options['dry-run'] ? await sayPlan(opened, options.json) : await search(opened, options.json);
    });
  },
};

/** So many releases are named one by one. */
const FEW = 10;

async function sayPlan({ bisect, versions }: OpenedBisect, json: boolean): Promise<ExitCode> {
  const { downloads } = await resolveVersions(bisect, [versions[0]!, versions.at(-1)!]);
  const most = mostProbes(versions.length);
  if (json) printJson({ case: bisect.probe.name, tool: bisect.tool, versions, mostProbes: most, downloads });
  else {
    const { title } = TOOLS[bisect.tool];
    print(`${bisect.probe.name} along ${versions.length} releases of ${title}, at most ${most} of them will be tried`);
    if (versions.length <= FEW)
      print(`no reachable source offers one between these, so that the answer can be no finer: ${versions.join(', ')}`);
    print(`for the two ends: ${describeDownloads(downloads) ?? 'nothing to download'}`);
  }
  return EXIT.ok;
}

async function search(opened: OpenedBisect, json: boolean): Promise<ExitCode> {
  const found = await searchBoundary(opened);
  if (json) printJson({ ...found, sentences: sentences(found) });
  else print(printBisected(found, (a, b) => compareVersions(found.tool, a, b), paintFor(process.stdout)));
  return codeOf(false, found.inconclusive.length > 0);
}
