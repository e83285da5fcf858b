import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Case } from '../../cases/case.ts';
import { digestShipped } from '../../catalogue/load-knowledge.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { openActionCache } from '../../run/action-cache.ts';
import { openEvidenceCache } from '../../run/evidence-cache.ts';
import { NO_COSTS } from '../../run/known-costs.ts';
import { type Blobs, digestFile, openBlobs } from '../../run/storage/blobs.ts';
import { type MemoStore, openMemoStore } from '../../run/storage/memo-store.ts';
import { sizesToFetch } from '../../toolchains/plan-toolchains.ts';
import type { Progress, RunSize } from '../progress.ts';
import { findProject, type Project } from '../project/project.ts';
import { loadCasesOnce } from '../project/remember-cases.ts';
import { openTimeLeft } from '../time-left.ts';
import { chooseEntry, type Executed, executePlan } from './execute.ts';
import type { Executable, Execution } from './execution.ts';
import { openRemote } from './open-remote.ts';
import { type RemoteOptions, readRemote } from './remote-settings.ts';
import { type MatrixFiles, openSession, readMatrixFiles, resultsFolder, type Session } from './session.ts';

/** The bundle that this stands in, not the small file that starts it and is the same for every build. */
const OWN_FILE = fileURLToPath(import.meta.url);

/** What a command that executes cases is given, whatever it executes them for. */
export interface RunSettings {
  /** Another `matrix.yaml` and another folder of cases than the project's. */
  readonly matrix?: string | undefined;
  readonly cases?: string | undefined;
  readonly jobs: number;
  /** Whether results of earlier runs are passed over; false: what was executed once is not executed again. */
  readonly fresh: boolean;
  /** Whether steps are isolated; false: they are the user. */
  readonly sandbox: boolean;
  /** Whether sources are asked anew which versions they offer; false: what they said lately will do. */
  readonly refresh: boolean;
  /** Other machines that are used. */
  readonly remote?: RemoteOptions | undefined;
  readonly signal: AbortSignal;
  /** Takes a line for people. */
  readonly note: (line: string) => void;
  readonly showProgress: (size: RunSize) => Progress;
}

/** What such a command works with. */
export interface RunContext {
  readonly settings: RunSettings;
  readonly project: Project;
  readonly files: MatrixFiles;
  readonly session: Session;
  readonly blobs: Blobs;
  /** The folder of the cases, and every case in it. */
  readonly casesRoot: string;
  readonly cases: readonly Case[];
  /** What the running program is: evidence that another one read is read anew. */
  readonly program: string;
  /** What it found out lately, by what it found it from. */
  readonly memos: MemoStore;
}

/** What executes the steps of one command, in one plan or several. */
export interface ExecutionContext extends Omit<Execution, keyof Executable | 'progress' | 'known'> {
  readonly showProgress: RunSettings['showProgress'];
}

/** Opens the store and reads matrix, lock and cases. Throws `ProblemInInput` for a mistake in any of them. */
export async function openRun(settings: RunSettings): Promise<RunContext> {
  const project = findProject();
  const files = readMatrixFiles(settings.matrix ?? project.matrix);
  const session = await openSession(settings);
  const blobs = openBlobs(session.store.dir);
  const casesRoot = settings.cases ?? project.cases;
  const program = digestFile(OWN_FILE);
  const memos = openMemoStore(session.store.dir, [program, digestShipped(project.knowledge)].join(' '));
  const cases = loadCasesOnce(casesRoot, blobs, memos);
  return { settings, project, files, session, blobs, casesRoot, cases, program, memos };
}

/** Opens what executes steps. Throws `ProblemInInput` where steps are to be isolated and cannot be. */
export async function openExecution({
  settings,
  project,
  files,
  session,
  blobs,
  program,
}: RunContext): Promise<ExecutionContext> {
  const { jobs, fresh, sandbox, signal, showProgress, note } = settings;
  const wanted = readRemote(settings.remote ?? {}, files.matrix.remote, process.env);
  if (!sandbox && wanted.executor) {
    throw new ProblemInInput('--executor and --no-sandbox exclude each other', { hint: 'workers isolate steps' });
  }
  if (!sandbox && wanted.cache) note('results without isolation depend on this machine: the remote cache is not used');
  const remote = await openRemote(sandbox ? wanted : { cache: null, executor: null }, session.store, blobs, note);
  // Each call to another machine listens to it while it is under way.
  if (remote.figures) setMaxListeners(0, signal);
  const entry = await chooseEntry(sandbox);
  const kept = resultsFolder(session.store.dir, sandbox);
  const [cache, evidenceCache] = [openActionCache(kept, blobs), openEvidenceCache(kept, program)];
  return {
    session,
    blobs,
    cache,
    evidenceCache,
    remote,
    entry,
    jobs,
    fresh,
    version: project.version,
    signal,
    showProgress,
  };
}

/** Executes a plan and shows how far it is. Rejects when aborted; the action cache then has what was done. */
export async function executeIn(
  { showProgress, ...context }: ExecutionContext,
  executable: Executable,
): Promise<Executed> {
  const { plan, columns, costs } = executable;
  const { jobs, remote } = context;
  const figures = remote.figures ?? undefined;
  const sizes = sizesToFetch(columns, context.session.store.platform);
  const known = costs?.known(sizes) ?? NO_COSTS;
  const { instances } = plan;
  const timeLeft = openTimeLeft({ instances, sizes, costs: known, cores: Math.min(jobs, availableParallelism()) });
  // What other machines do, the costs of this one say nothing of.
  const leftMs = costs && !figures ? timeLeft.leftMs : undefined;
  const shown = showProgress({ toolchains: columns.length, steps: instances.length, jobs, figures, sizes, leftMs });
  const progress: Progress = {
    ...shown,
    event(event) {
      timeLeft.event(event);
      shown.event(event);
    },
  };
  return await executePlan({ ...context, ...executable, known, progress }).finally(() => progress.end());
}
