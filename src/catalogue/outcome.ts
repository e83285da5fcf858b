import { randomBytes } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isLeftOver, MARK, ownMark } from '../system/mark.ts';

/**
 * How what a run found comes into its catalogue. All files that change are written beside it, into a folder of their own;
 * one rename then makes that folder an outcome, from which files are moved to their places. A process that is killed before
 * the rename leaves the catalogue as it was, one that is killed behind it leaves the rest of the moves to whoever opens the
 * catalogue next. Several may move the same files at a time.
 */
const OUTCOME = '.outcome-';
const DRAFT = new RegExp(`^\\..*\\.(${MARK})\\.[0-9a-f]+\\.draft$`);
const FILES = 'files';
const REMOVED = 'removed.json';
const RESULTS = 'results.json';

/** The results before those whose news nobody was given yet: what the next run has to be compared with. */
export const UNREPORTED = '.unreported.json';

/**
 * Makes changes to the catalogue in a folder appear, `null` for a file that goes. `unreported`: the results that are replaced
 * stay as those that news is compared with, until `forgetUnreported`. Throws the system's error where a file cannot be written;
 * the catalogue is then as before.
 */
export function publishOutcome(out: string, changed: ReadonlyMap<string, string | null>, unreported: boolean): void {
  if (changed.size === 0) return;
  const id = `${ownMark()}.${randomBytes(4).toString('hex')}`;
  const draft = join(out, `.outcome.${id}.draft`);
  try {
    mkdirSync(join(draft, FILES), { recursive: true });
    for (const [path, text] of changed) if (text !== null) writeBelow(join(draft, FILES), path, text);
    const removed = [...changed].flatMap(([path, text]) => (text === null ? [path] : []));
    writeFileSync(join(draft, REMOVED), JSON.stringify(removed));
    if (unreported) writeFileSync(join(draft, 'unreported'), '');
    renameSync(draft, join(out, `${OUTCOME}${id}`));
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
  finishOutcome(out, `${OUTCOME}${id}`);
}

/** Finishes what killed processes left in a catalogue's folder, and sweeps what they had only begun. */
export function finishOutcomes(out: string): void {
  for (const name of listHidden(out)) {
    if (name.startsWith(OUTCOME)) finishOutcome(out, name);
    const begun = DRAFT.exec(name);
    if (begun && isLeftOver(begun[1]!, join(out, name))) rmSync(join(out, name), { recursive: true, force: true });
  }
}

/** The news against the results before was reported. */
export function forgetUnreported(out: string): void {
  rmSync(join(out, UNREPORTED), { force: true });
}

function listHidden(out: string): readonly string[] {
  if (!existsSync(out)) return [];
  return readdirSync(out).filter((name) => name.startsWith('.'));
}

/** Moves an outcome's files to their places, the results last: while they are old, the news is not reported. */
function finishOutcome(out: string, name: string): void {
  const outcome = join(out, name);
  const removed = unlessGone(() => JSON.parse(readFileSync(join(outcome, REMOVED), 'utf8')) as readonly string[]);
  // Without its list all was moved, and it was about to be removed.
  if (!removed) {
    rmSync(outcome, { recursive: true, force: true });
    return;
  }
  const staged = unlessGone(() => readdirSync(join(outcome, FILES), { recursive: true, withFileTypes: true })) ?? [];
  const paths = staged.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const below = paths.map((path) => path.slice(join(outcome, FILES).length + 1));
  for (const path of below.filter((one) => one !== RESULTS)) move(outcome, path, out);
  for (const path of removed) removeFile(out, path);
  if (below.includes(RESULTS)) {
    if (existsSync(join(outcome, 'unreported'))) keepUnreported(out);
    move(outcome, RESULTS, out);
  }
  rmSync(outcome, { recursive: true, force: true });
}

/** An older one stays: nothing was reported since. */
function keepUnreported(out: string): void {
  try {
    linkSync(join(out, RESULTS), join(out, UNREPORTED));
  } catch (error) {
    // ENOENT: there were no results before, against which nothing is news.
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOENT') return;
    // A file system without links.
    writeFileSync(join(out, UNREPORTED), readFileSync(join(out, RESULTS)));
  }
}

function move(outcome: string, path: string, out: string): void {
  unlessGone(() => {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    renameSync(join(outcome, FILES, path), join(out, path));
  });
}

/** Removes a file, and the folder that it was the last of. */
function removeFile(out: string, path: string): void {
  rmSync(join(out, path), { force: true });
  if (!path.includes('/')) return;
  try {
    rmdirSync(dirname(join(out, path)));
  } catch {
    // Others are still in it.
  }
}

function writeBelow(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function unlessGone<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
