import { join, resolve } from 'node:path';
import { compareCandidate } from '../../breaks/comparison/candidate.ts';
import { FAIL_ON, type FailOn } from '../../breaks/comparison/compare.ts';
import { KIND_INFO } from '../../breaks/kinds/index.ts';
import type { Case } from '../../cases/case.ts';
import { describeCase } from '../../cases/describe.ts';
import { selectCases } from '../../cases/select.ts';
import { writeCandidate } from '../../catalogue/candidate-files.ts';
import { readCatalogueInput, writePages } from '../../catalogue/catalogue-files.ts';
import { draftCatalogue } from '../../catalogue/draft.ts';
import { loadKnowledge } from '../../catalogue/load-knowledge.ts';
import { openOut } from '../../catalogue/open-out.ts';
import { readResults } from '../../catalogue/results-file.ts';
import { loadCases } from '../../engine/project/load-cases.ts';
import { findProject, type Project } from '../../engine/project/project.ts';
import { chooseEntry, executePlan } from '../../engine/run/execute.ts';
import {
  type MatrixFiles,
  openSession,
  readMatrixFiles,
  resultsFolder,
  type Session,
} from '../../engine/run/session.ts';
import { askSources, type Choice, chooseCandidate, chooseNamed } from '../../engine/smoke/choose.ts';
import { axesFor, planSmoke } from '../../engine/smoke/plan.ts';
import { selectAxes } from '../../matrix/axes.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { candidatePath, renderCandidatePage } from '../../reports/markdown/candidate-page.ts';
import { describeCandidate, printCandidate } from '../../reports/terminal/candidate-text.ts';
import { openActionCache } from '../../run/action-cache.ts';
import { openRecall } from '../../run/evidence-cache.ts';
import { type Blobs, digestFile, openBlobs } from '../../run/storage/blobs.ts';
import { shortPath } from '../../system/short-path.ts';
import { describeDownloads, requireSpace } from '../../toolchains/ensure.ts';
import { countDownloads, planToolchains } from '../../toolchains/plan.ts';
import { EXIT, type ExitCode, strongest } from '../io/exit-codes.ts';
import { abortOnSignals, Interrupted } from '../io/interrupt.ts';
import { paintFor, print, printJson, tell } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';
import { plainProgress } from '../progress/plain.ts';
import { terminalProgress } from '../progress/terminal.ts';
import { jobsOf } from '../run/options.ts';
import { tellCandidate } from '../smoke/smoke-text.ts';

interface Options {
  go?: string | undefined;
  emsdk?: string | undefined;
  candidate: boolean;
  against?: string | undefined;
  case?: string[] | undefined;
  matrix?: string | undefined;
  out?: string | undefined;
  jobs?: number | undefined;
  fresh: boolean;
  sandbox: boolean;
  json: boolean;
  'fail-on': FailOn;
}

/** The tools of which candidates are tried. */
const TOOLS_WITH_CANDIDATES = ['go', 'emsdk'] as const;

/** `emrift smoke`. */
export const smoke: Verb<Options> = {
  options: (parser) =>
    parser
      .option('go', { type: 'string', requiresArg: true, describe: 'The version of Go to try' })
      .option('emsdk', { type: 'string', requiresArg: true, describe: 'The version of Emscripten to try' })
      .option('candidate', { type: 'boolean', default: false, describe: 'Try the newest candidates that are offered' })
      .option('against', {
        type: 'string',
        requiresArg: true,
        describe: 'Hold it against this version, not the one before',
      })
      .option('case', { type: 'string', array: true, requiresArg: true, describe: 'Cases (default: tag:smoke)' })
      .option('matrix', { type: 'string', requiresArg: true, describe: 'Another matrix.yaml' })
      .option('out', { type: 'string', requiresArg: true, describe: 'Folder of the catalogue' })
      .option('jobs', { type: 'number', requiresArg: true, describe: 'Steps at a time (default: one per processor)' })
      .option('fresh', { type: 'boolean', default: false, describe: 'Execute every step, whatever earlier runs left' })
      .option('sandbox', { type: 'boolean', default: true, describe: 'Isolate steps; --no-sandbox goes on without' })
      .option('fail-on', { choices: FAIL_ON, default: 'new' as FailOn, describe: 'What makes the exit code 1' })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' })
      // A version such as 1.20 is no number.
      .string(['go', 'emsdk', 'against']),
  handle,
};

async function handle(options: Options): Promise<ExitCode> {
  const named = TOOLS_WITH_CANDIDATES.filter((tool) => options[tool] !== undefined);
  if (named.length + Number(options.candidate) !== 1) {
    throw new ProblemInInput('say what to try: one of --go VERSION, --emsdk VERSION and --candidate');
  }
  if (options.candidate && options.against !== undefined) {
    throw new ProblemInInput('goes with --go or --emsdk', { position: { file: '--against' } });
  }
  const signal = abortOnSignals();
  const project = findProject();
  const files = readMatrixFiles(options.matrix ?? project.matrix);
  const out = options.out === undefined ? project.out : resolve(options.out);
  const session = await openSession({ signal, refresh: options.candidate, note: tell });
  const { axes } = selectAxes(files.matrix, 'default', {});
  const note = tellOnce();
  const offersOf = askSources(axes, session.sources, note);
  try {
    const blobs = openBlobs(session.store.dir);
    const cases = selectCases(
      loadCases(project.cases, (content) => blobs.put(content)),
      options.case ?? ['tag:smoke'],
    );
    const found = options.candidate
      ? await Promise.all(TOOLS_WITH_CANDIDATES.map((tool) => chooseCandidate(tool, offersOf)))
      : [await chooseNamed(named[0]!, options[named[0]!]!, options.against, offersOf)];
    const choices = found.filter((choice): choice is Choice => typeof choice !== 'string');
    const none = found.filter((choice): choice is string => typeof choice === 'string');
    for (const line of choices.length === 0 && !options.json ? [] : none) tell(line);
    if (choices.length === 0 && !options.json) print(none.join('\n'));
    if (choices.length > 0) openOut(out);
    const tried = [];
    for (const choice of choices) {
      tried.push(await tryChoice(choice, { options, out, project, files, session, blobs, cases, signal, note }));
    }
    if (options.json) printJson({ none, candidates: tried.map(({ told }) => told) });
    return strongest(tried.map(({ code }) => code));
  } catch (error) {
    if (!signal.aborted && !(error instanceof Interrupted)) throw error;
    tell('interrupted; what was found so far is kept, the same command goes on from there');
    return EXIT.interrupted;
  }
}

/** What every candidate of one command is tried with. */
interface Means {
  readonly options: Options;
  /** The folder of the catalogue. */
  readonly out: string;
  readonly project: Project;
  readonly files: MatrixFiles;
  readonly session: Session;
  readonly blobs: Blobs;
  readonly cases: readonly Case[];
  readonly signal: AbortSignal;
  readonly note: (line: string) => void;
}

async function tryChoice(choice: Choice, means: Means) {
  const { options, out, project, files, session, blobs, cases, signal, note } = means;
  const axes = axesFor(selectAxes(files.matrix, 'default', {}).axes, choice, cases);
  const toolchains = await planToolchains(axes, files.lock, session.store, session.sources);
  for (const line of toolchains.lines) note(line);
  const planned = planSmoke(toolchains.columns, cases, choice);
  const { columns, plan } = planned;
  const missing = countDownloads(columns, session.store.platform);
  const downloads = describeDownloads(missing);
  if (downloads) tell(downloads);
  await requireSpace(session.store, missing);
  const jobs = jobsOf(options);
  const size = { toolchains: columns.length, steps: plan.instances.size, jobs };
  const progress = process.stderr.isTTY ? terminalProgress(size) : plainProgress({ ...size, tell });
  const kept = resultsFolder(session.store.dir, options.sandbox);
  const executed = await executePlan({
    session,
    plan,
    cases: cases.map(describeCase),
    columns,
    lock: toolchains.lock,
    blobs,
    cache: openActionCache(kept, blobs),
    recall: openRecall(kept, digestFile(process.argv[1]!)),
    entry: await chooseEntry(options.sandbox),
    jobs,
    fresh: options.fresh,
    version: project.version,
    progress,
    signal,
  }).finally(() => progress.end());
  for (const [id, reason] of executed.unavailable) tell(`${id}: ${reason}`);
  const knowledge = loadKnowledge(project.knowledge);
  const run = await tellCandidate(executed, { choice, smoke: planned, cases, knowledge, note: tell });
  const draft = draftCatalogue(out);
  writeCandidate(draft, run);
  const known = { kinds: KIND_INFO, knowledge };
  const results = readResults(join(out, 'results.json'));
  if (results) writePages(draft, readCatalogueInput(draft, results, knowledge));
  else draft.write(candidatePath(run), renderCandidatePage(run, known));
  draft.publish();
  const compared = compareCandidate(run);
  const page = `${shortPath(out)}/${candidatePath(run)}`;
  if (!options.json) print(printCandidate(run, compared, known, page, paintFor(process.stdout)));
  const isUndecided = run.results.cells.some(({ status }) => status === 'infra');
  const codes = [
    compared.comparison.fails[options['fail-on']] ? EXIT.broken : EXIT.ok,
    isUndecided ? EXIT.infrastructure : EXIT.ok,
  ];
  return { told: describeCandidate(run, compared, known, page), code: strongest(codes) };
}

/** Tells each line once: several steps of one command ask the same sources. */
function tellOnce(): (line: string) => void {
  const told = new Set<string>();
  return (line) => {
    if (!told.has(line)) tell(line);
    told.add(line);
  };
}
