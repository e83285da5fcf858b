import { readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProject } from '../../engine/project/project.ts';
import type { RunOutcome } from '../../engine/run/perform-run.ts';
import { resultsFolder } from '../../engine/run/session.ts';
import type { Results } from '../../model/results.ts';
import { writeAtomically } from '../../system/files.ts';
import { isSettled } from '../../system/signs.ts';
import { storeFolder } from '../../toolchains/providers/settings.ts';
import type { RunArguments } from './options.ts';
import {
  digestSigns,
  lookAt,
  printSigns,
  type RememberedRun,
  rememberedFile,
  type Shown,
  type Watched,
} from './remembered-run.ts';

/** A run that came to its end. */
type FinishedRun = RunOutcome & { readonly kind: 'finished' };

/** Keeps what a run showed, if it found nothing new and nothing changed meanwhile. */
export type RememberRun = (outcome: FinishedRun, shown: Shown) => void;

/** In milliseconds. */
const DAY = 86_400_000;

/** The folder of the bundle that this stands in; files beside it are of the same build. Folders are not: V8's code comes and goes. */
const OWN_FOLDER = dirname(fileURLToPath(import.meta.url));

/**
 * Looks at all that a run depends on before it begins: program, matrix, lock, cases, catalogue, installed toolchains and kept
 * results, with their times, sizes, modes and inodes. Null for a run that asks others, or does more than look.
 */
export function watchRun(options: RunArguments, out: string): RememberRun | null {
  if (!isPlain(options)) return null;
  const store = storeFolder(process.env);
  const watched = listWatched(options, out, store);
  const before = lookAt(watched);
  if (!before) return null;
  const path = rememberedFile(store);
  return (outcome, shown) => {
    if (!isRepeatable(outcome)) return;
    const after = isSettled(before) ? lookAt(watched) : null;
    const signs = digestSigns(before);
    if (!after || digestSigns(after) !== signs) return;
    const own = ownToolchains(outcome.finished.results);
    const ownSigns = printSigns(own);
    if (ownSigns === null) return;
    const kept: RememberedRun = { ...shown, watched, signs, journal: outcome.executed.journal.path, own, ownSigns };
    writeAtomically(path, JSON.stringify(kept));
    forgetOlder(dirname(path));
  };
}

function listWatched(options: RunArguments, out: string, store: string): Watched {
  const project = findProject();
  const matrix = options.matrix ?? project.matrix;
  const baseline = options.baseline === undefined ? [] : [options.baseline];
  const own = readdirSync(OWN_FOLDER, { withFileTypes: true }).filter((entry) => entry.isFile());
  const program = own.map(({ name }) => join(OWN_FOLDER, name));
  return {
    trees: [options.cases ?? project.cases, out],
    folders: [join(resultsFolder(store, options.sandbox), 'actions'), join(store, 'toolchains')],
    // A folder becomes a project by the last two.
    files: [
      ...program,
      matrix,
      join(dirname(matrix), 'matrix.lock.yaml'),
      ...baseline,
      ...['matrix.yaml', 'cases'].map((name) => resolve(name)),
    ],
    committed: out,
  };
}

/** Removes what other days remember of runs. */
function forgetOlder(folder: string): void {
  const names = readdirSync(folder).filter((name) => /^run-[0-9a-f]{16,32}\.json$/.test(name));
  for (const path of names.map((name) => join(folder, name))) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat && Date.now() - stat.mtimeMs > DAY) rmSync(path, { force: true });
  }
}

/** Whether an outcome says nothing but what an earlier run said, so that it may be said again. */
function isRepeatable({ finished, executed, noise, asksSources, isUndecided }: FinishedRun): boolean {
  const { comparison, written } = finished;
  const { executedSteps, fetchedSteps, remote } = executed;
  const didNothing = executedSteps + fetchedSteps + written === 0 && remote === null;
  const isWhole = !isUndecided && !asksSources && executed.unavailable.size === 0 && noise === null;
  return didNothing && isWhole && comparison.changes.length === 0;
}

/** The folders of somebody's own toolchains that results were found with. */
function ownToolchains({ toolchains }: Pick<Results, 'toolchains'>): string[] {
  const asked = toolchains.flatMap((toolchain) => toolchain.asked);
  return asked.filter((version) => version.startsWith('path:')).map((version) => version.slice('path:'.length));
}

function isPlain(options: RunArguments): boolean {
  const { fresh, update, shard, journal, junit, github } = options;
  return ![fresh, update, options['dry-run'], shard, journal, junit, github].some(Boolean);
}
