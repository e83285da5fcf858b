import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProject } from '../../engine/project/project.ts';
import type { RunOutcome } from '../../engine/run/perform-run.ts';
import { resultsFolder } from '../../engine/run/session.ts';
import { sha256 } from '../../model/canonical.ts';
import type { Results } from '../../model/results.ts';
import { openMemoStore } from '../../run/storage/memo-store.ts';
import { headFiles } from '../../system/git.ts';
import { isSettled, type Signs, signsOf } from '../../system/signs.ts';
import { readSettings } from '../../toolchains/providers/settings.ts';
import type { ExitCode } from '../io/exit-codes.ts';
import type { Printed } from '../io/terminal.ts';
import type { RunArguments } from './options.ts';

/** What a run showed. */
export interface Shown {
  readonly printed: Printed;
  readonly code: ExitCode;
}

/** A run that came to its end. */
type FinishedRun = RunOutcome & { readonly kind: 'finished' };

/** What is known of a run before it begins. */
export interface Repeat {
  /** What it will show again: it was asked for before, and nothing that it depends on has changed. Null: it has to be done. */
  readonly shown: Shown | null;
  /** Keeps what it showed, if it found nothing new and nothing changed meanwhile. */
  keep(outcome: FinishedRun, shown: Shown): void;
}

/** In milliseconds. */
const DAY = 86_400_000;

/** The folder of the bundle that this stands in; files beside it are of the same build. Folders are not: V8's code comes and goes. */
const OWN_FOLDER = dirname(fileURLToPath(import.meta.url));

/**
 * Looks whether a run would repeat an earlier one of today: the same words in the same environment, and no file of the program,
 * matrix, lock, cases, catalogue, installed toolchains and kept results with another time, size, mode or inode. `silences:` end
 * with a day, and so does what is remembered; results are marked as used once a day too. Null for a run that asks others, or
 * does more than look.
 */
export function openRepeat(options: RunArguments, out: string): Repeat | null {
  if (!isPlain(options)) return null;
  const project = findProject();
  const { storeDir } = readSettings(process.env);
  const matrix = options.matrix ?? project.matrix;
  const baseline = options.baseline === undefined ? [] : [options.baseline];
  const trees = [options.cases ?? project.cases, out];
  const own = readdirSync(OWN_FOLDER, { withFileTypes: true }).filter((entry) => entry.isFile());
  const program = own.map(({ name }) => join(OWN_FOLDER, name));
  const files = [...program, matrix, join(dirname(matrix), 'matrix.lock.yaml'), ...baseline];
  const look = (): Signs | null => {
    const looked = [
      signsOf(trees),
      signsOf([...files, ...headFiles(out)], 0),
      signsOf([join(resultsFolder(storeDir, options.sandbox), 'actions'), join(storeDir, 'toolchains')], 1),
    ];
    return looked.every((signs) => signs !== null) ? joinSigns(looked) : null;
  };
  const before = look();
  if (!before) return null;
  const { isTTY, columns } = process.stdout;
  const today = new Date().toISOString().slice(0, 10);
  const asked = [process.argv, process.cwd(), process.env, isTTY, columns, process.stderr.isTTY, today];
  const request = sha256(JSON.stringify(asked));
  const memo = openMemoStore(storeDir, request)<Kept>(`run-${request.slice(0, 16)}`, before.files);
  const kept = memo.value;
  const shown = kept && existsSync(kept.journal) && kept.ownSigns === printSigns(kept.own) ? kept : null;
  return {
    shown,
    keep(outcome, found) {
      if (!isRepeatable(outcome)) return;
      const after = isSettled(before) ? look() : null;
      if (after?.files.join('\n') !== before.files.join('\n')) return;
      const own = ownToolchains(outcome.finished.results);
      const ownSigns = printSigns(own);
      if (ownSigns === null) return;
      memo.keep({ ...found, journal: outcome.executed.journal.path, own, ownSigns });
      forgetOlder(join(storeDir, 'remembered'));
    },
  };
}

interface Kept extends Shown {
  /** The journal that it names. */
  readonly journal: string;
  /** The folders of somebody's own toolchains (`path:DIR`). */
  readonly own: readonly string[];
  readonly ownSigns: string;
}

/** A digest of the signs of all that lies in some folders; null where one cannot be looked at, or has changed just now. */
function printSigns(folders: readonly string[]): string | null {
  const signs = signsOf(folders);
  return signs && isSettled(signs) ? sha256(signs.files.join('\n')) : null;
}

/** Removes what other days remember of runs. */
function forgetOlder(folder: string): void {
  const names = readdirSync(folder).filter((name) => /^run-[0-9a-f]{16}\.json$/.test(name));
  for (const path of names.map((name) => join(folder, name))) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat && Date.now() - stat.mtimeMs > DAY) rmSync(path, { force: true });
  }
}

/** Whether an outcome says nothing but what an earlier run said, so that it may be said again. */
function isRepeatable({ finished, executed, noise, isUndecided }: FinishedRun): boolean {
  const { comparison, written } = finished;
  const { executedSteps, fetchedSteps, remote } = executed;
  const didNothing = executedSteps + fetchedSteps + written === 0 && remote === null;
  const isWhole = !isUndecided && executed.unavailable.size === 0 && noise === null;
  return didNothing && isWhole && comparison.changes.length === 0;
}

/** The folders of somebody's own toolchains that results were found with. */
function ownToolchains({ toolchains }: Pick<Results, 'toolchains'>): string[] {
  const asked = toolchains.flatMap((toolchain) => toolchain.asked);
  return asked.filter((version) => version.startsWith('path:')).map((version) => version.slice('path:'.length));
}

function isPlain(options: RunArguments): boolean {
  const { fresh, update, profile, shard, journal, junit, github } = options;
  return ![fresh, update, profile === 'nightly', options['dry-run'], shard, journal, junit, github].some(Boolean);
}

function joinSigns(all: readonly Signs[]): Signs {
  const newest = all.reduce((most, signs) => (signs.newest > most ? signs.newest : most), 0n);
  return { files: all.flatMap(({ files }) => files), newest };
}
