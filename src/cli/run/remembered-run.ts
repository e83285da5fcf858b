import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../model/canonical.ts';
import { headFiles } from '../../system/git.ts';
import { isSettled, type Signs, signsOf } from '../../system/signs.ts';
import type { ExitCode } from '../io/exit-codes.ts';
import type { Printed } from '../io/terminal.ts';

/** What a run showed. */
export interface Shown {
  readonly printed: Printed;
  readonly code: ExitCode;
}

/** What a run depends on besides the words and the environment that it was called with. */
export interface Watched {
  /** Folders with all that lies in them. */
  readonly trees: readonly string[];
  /** Folders with what lies in them directly. */
  readonly folders: readonly string[];
  readonly files: readonly string[];
  /** A folder of whose repository the commit counts. */
  readonly committed: string;
}

/** A run that found nothing new, as it is kept in a file. */
export interface RememberedRun extends Shown {
  readonly watched: Watched;
  /** A digest of the signs of what is watched. */
  readonly signs: string;
  /** The journal that it names. */
  readonly journal: string;
  /** The folders of somebody's own toolchains (`path:DIR`), and a digest of their signs. */
  readonly own: readonly string[];
  readonly ownSigns: string;
}

/** Changes with what is kept of a run, so that nothing is read that another version kept otherwise. */
const FORMAT = 1;

/** Variables that say from where a shell called, and mean nothing to any program. */
const CALLERS = ['_', 'OLDPWD', 'SHLVL'];

/**
 * The file that remembers the run which is asked for: a run of the same words, in the same folder and environment, of the same
 * day. `silences:` end with a day, and so does what is remembered; results are marked as used once a day too.
 */
export function rememberedFile(store: string): string {
  const { isTTY, columns } = process.stdout;
  const today = new Date().toISOString().slice(0, 10);
  const env = Object.entries(process.env).filter(([name]) => !CALLERS.includes(name));
  const asked = [FORMAT, process.argv, process.cwd(), env, isTTY, columns, process.stderr.isTTY, today];
  return join(store, 'remembered', `run-${sha256(JSON.stringify(asked)).slice(0, 32)}.json`);
}

/** Looks at what is watched; null where something cannot be looked at. */
export function lookAt({ trees, folders, files, committed }: Watched): Signs | null {
  const looked = [signsOf(trees), signsOf([...files, ...headFiles(committed)], 0), signsOf(folders, 1)];
  return looked.every((signs) => signs !== null) ? joinSigns(looked) : null;
}

/** A digest of the signs of all that lies in some folders; null where one cannot be looked at, or has changed just now. */
export function printSigns(folders: readonly string[]): string | null {
  const signs = signsOf(folders);
  return signs && isSettled(signs) ? digestSigns(signs) : null;
}

/** Signs as one word. */
export function digestSigns({ files }: Signs): string {
  return sha256(files.join('\n'));
}

/**
 * What the run that is asked for would show again, for it was asked for before and nothing that it depends on has changed. Null:
 * it has to be done.
 */
export function findRemembered(store: string): Shown | null {
  const kept = readRemembered(rememberedFile(store));
  if (!kept || !existsSync(kept.journal) || printSigns(kept.own) !== kept.ownSigns) return null;
  const now = lookAt(kept.watched);
  return now && digestSigns(now) === kept.signs ? kept : null;
}

function readRemembered(path: string): RememberedRun | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as RememberedRun;
  } catch {
    // Not there, or damaged: then it is done again.
    return null;
  }
}

function joinSigns(all: readonly Signs[]): Signs {
  return { files: all.flatMap(({ files }) => files), newest: Math.max(...all.map(({ newest }) => newest)) };
}
