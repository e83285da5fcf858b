import { questionBetween, sideOf } from '../../breaks/bisect/outcome.ts';
import { boundaryOf, mostProbes, nextProbe, probesAfter, type Side } from '../../breaks/bisect/search.ts';
import { selectCases } from '../../cases/select.ts';
import { loadKnowledge } from '../../catalogue/load-knowledge.ts';
import { holdOthers } from '../../engine/bisect/axes.ts';
import { movingRole, readCourse, versionsAlong } from '../../engine/bisect/course.ts';
import { type Bench, fetchAhead, type Probed, probeVersion, settleVersions } from '../../engine/bisect/probe.ts';
import { loadCases } from '../../engine/project/load-cases.ts';
import { findProject } from '../../engine/project/project.ts';
import { chooseEntry } from '../../engine/run/execute.ts';
import { openSession, readMatrixFiles, resultsFolder } from '../../engine/run/session.ts';
import { askSources } from '../../engine/smoke/choose.ts';
import { selectAxes } from '../../matrix/axes.ts';
import { InfrastructureError, ProblemInInput } from '../../model/errors.ts';
import { TOOLS } from '../../model/tools.ts';
import { compareVersions } from '../../model/versions.ts';
import { type Bisected, printBisected, sentences } from '../../reports/terminal/bisect-text.ts';
import { openActionCache } from '../../run/action-cache.ts';
import { openRecall } from '../../run/evidence-cache.ts';
import { digestFile, openBlobs } from '../../run/storage/blobs.ts';
import { describeDownloads, requireSpace } from '../../toolchains/ensure.ts';
import { EXIT, type ExitCode } from '../io/exit-codes.ts';
import { abortOnSignals, Interrupted } from '../io/interrupt.ts';
import { paintFor, print, printJson, tell } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';
import { quietProgress } from '../progress/quiet.ts';
import { jobsOf } from '../run/options.ts';

interface Options {
  case: string;
  go?: string[] | undefined;
  emsdk?: string[] | undefined;
  host?: string[] | undefined;
  cases?: string | undefined;
  matrix?: string | undefined;
  jobs?: number | undefined;
  fresh: boolean;
  sandbox: boolean;
  'dry-run': boolean;
  json: boolean;
}

/** `emrift bisect CASE`. */
export const bisect: Verb<Options> = {
  options: (parser) => {
    const list = { type: 'string', array: true, requiresArg: true } as const;
    return parser
      .positional('case', { type: 'string', demandOption: true, describe: 'The case: go/c-shared-wasip1' })
      .option('go', { ...list, describe: 'OLDER..NEWER to search along Go, else the one that stays' })
      .option('emsdk', { ...list, describe: 'OLDER..NEWER to search along Emscripten, else the one that stays' })
      .option('host', { ...list, describe: 'node=OLDER..NEWER, or node=20 to stay' })
      .option('cases', { type: 'string', requiresArg: true, describe: 'Folder with cases of your own' })
      .option('matrix', { type: 'string', requiresArg: true, describe: 'Another matrix.yaml' })
      .option('jobs', { type: 'number', requiresArg: true, describe: 'Steps at a time (default: one per processor)' })
      .option('fresh', { type: 'boolean', default: false, describe: 'Execute every step, whatever earlier runs left' })
      .option('sandbox', { type: 'boolean', default: true, describe: 'Isolate steps; --no-sandbox goes on without' })
      .option('dry-run', { type: 'boolean', default: false, describe: 'Say what would be tried, and do nothing' })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' });
  },
  handle,
};

async function handle(options: Options): Promise<ExitCode> {
  const { course, others } = readCourse(options);
  const jobs = jobsOf(options);
  const signal = abortOnSignals();
  const project = findProject();
  const { matrix, lock } = readMatrixFiles(options.matrix ?? project.matrix);
  const session = await openSession({ signal, note: tell });
  try {
    const blobs = openBlobs(session.store.dir);
    const all = loadCases(options.cases ?? project.cases, (content) => blobs.put(content));
    const [probe, ...more] = selectCases(all, [options.case]);
    if (!probe || more.length > 0) {
      throw new ProblemInInput(`${options.case} stands for ${more.length + 1} cases, and one can be followed`);
    }
    const role = movingRole(probe, course);
    const { axes } = selectAxes(matrix, 'default', others);
    const offered = await askSources(axes, session.sources, tell)(course.tool);
    const versions = versionsAlong(course, offered);
    // An end may be a release that no source lists; it has neighbours all the same.
    const sorted = [...new Set([...offered, ...versions])].sort((a, b) => compareVersions(course.tool, a, b));
    const kept = resultsFolder(session.store.dir, options.sandbox);
    const bench: Bench = {
      probe,
      role,
      tool: course.tool,
      offered: sorted,
      axes: holdOthers(axes, probe, course.tool),
      session,
      lock,
      knowledge: loadKnowledge(project.knowledge),
      means: {
        blobs,
        cache: openActionCache(kept, blobs),
        recall: openRecall(kept, digestFile(process.argv[1]!)),
        entry: await chooseEntry(options.sandbox),
        jobs,
        fresh: options.fresh,
        version: project.version,
        progress: quietProgress(tell),
        signal,
      },
    };
    if (options['dry-run']) return await sayPlan(bench, versions, options.json);
    const found = await search(bench, versions);
    if (options.json) printJson({ ...found, sentences: sentences(found) });
    else print(printBisected(found, (a, b) => compareVersions(course.tool, a, b), paintFor(process.stdout)));
    return found.untold.length > 0 ? EXIT.infrastructure : EXIT.ok;
  } catch (error) {
    if (!signal.aborted && !(error instanceof Interrupted)) throw error;
    tell('interrupted; what was tried so far is kept, the same command goes on from there');
    return EXIT.interrupted;
  }
}

async function sayPlan(bench: Bench, versions: readonly string[], json: boolean): Promise<ExitCode> {
  const { downloads } = await settleVersions(bench, [versions[0]!, versions.at(-1)!]);
  const most = mostProbes(versions.length);
  if (json) printJson({ case: bench.probe.name, tool: bench.tool, versions, mostProbes: most, downloads });
  else {
    const { title } = TOOLS[bench.tool];
    print(`${bench.probe.name} along ${versions.length} releases of ${title}, at most ${most} of them are tried`);
    print(`for the two ends: ${describeDownloads(downloads) ?? 'nothing to download'}`);
  }
  return EXIT.ok;
}

async function search(bench: Bench, versions: readonly string[]): Promise<Bisected> {
  const { tool, probe, session } = bench;
  const { title } = TOOLS[tool];
  const count = versions.length;
  const most = mostProbes(count);
  const tried: Probed[] = [];
  const tryVersion = async (at: number, ahead: readonly number[]): Promise<Probed> => {
    const version = versions[at]!;
    const settled = await settleVersions(
      bench,
      [at, ...ahead].map((index) => versions[index]!),
    );
    await requireSpace(session.store, settled.downloads);
    tell(`trying ${title} ${version} (${tried.length + 1} of ${most === count ? most : `about ${most}`})`);
    const fetching = fetchAhead(
      bench,
      ahead.map((index) => versions[index]!),
      settled,
    );
    // Its failure is told when the version is tried; until then it must not count as unhandled.
    fetching.catch(() => {});
    const probed = await probeVersion(bench, version, settled);
    tried.push(probed);
    return probed;
  };
  const older = await tryVersion(0, [count - 1]);
  const newer = await tryVersion(count - 1, count > 2 ? [Math.floor(count / 2)] : []);
  const ends = { older: older.outcome, newer: newer.outcome };
  const question = questionBetween(ends);
  if (question === null) throw alike(probe.name, title, older, newer);
  const known = new Map<number, Side>([
    [0, 'older'],
    [count - 1, 'newer'],
  ]);
  for (let at = nextProbe(count, known); at !== null; at = nextProbe(count, known)) {
    const { outcome } = await tryVersion(at, probesAfter(count, known, at));
    known.set(at, sideOf(outcome, ends, question));
  }
  const { last, first, untold } = boundaryOf(count, known);
  const triedAt = (at: number) => tried.find(({ version }) => version === versions[at])!;
  return {
    case: probe.name,
    tool,
    versions: count,
    tried,
    last: triedAt(last),
    first: triedAt(first),
    untold: untold.map((at) => versions[at]!),
  };
}

/** There is nothing to find between two ends that came out alike, or of which one could not be told. */
function alike(name: string, title: string, older: Probed, newer: Probed): Error {
  for (const { version, outcome } of [older, newer]) {
    if (outcome.kind === 'unknown') {
      return new InfrastructureError(`${name} could not be told on ${title} ${version}: ${outcome.reason}`);
    }
  }
  const both = older.outcome.kind === 'works' ? 'works with both' : 'breaks for the same reason with both';
  return new ProblemInInput(`${name} ${both} ends, ${title} ${older.version} and ${newer.version}`, {
    hint: 'take ends further apart',
  });
}
