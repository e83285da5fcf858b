import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemInInput } from '../model/errors.ts';
import { makeFolder } from '../system/folders.ts';
import { ownMark } from '../system/mark.ts';
import { shortPath } from '../system/short-path.ts';
import { asTrouble } from '../system/system-trouble.ts';
import { finishOutcomes } from './outcome.ts';

/**
 * Makes sure, before any work, that what a command finds can be written into a folder, and that nothing is lost there: it
 * is new, empty or a catalogue. Finishes what a killed process left in it. Throws `ProblemInInput`, or
 * `InfrastructureError` where the file system takes nothing.
 */
export function openOut(out: string): void {
  const position = { file: shortPath(out) };
  try {
    makeFolder(out);
    const probe = join(out, `.probe.${ownMark()}.0.draft`);
    writeFileSync(probe, '');
    rmSync(probe);
    finishOutcomes(out);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!WRONG_PATH.has(code)) throw asTrouble(error) ?? error;
    throw new ProblemInInput(`cannot be written (${code})`, { position, hint: 'name another folder with --out' });
  }
  checkOut(out);
}

/**
 * The same question where nothing is to be written yet: nothing is touched. Throws `ProblemInInput` for a folder that has
 * files of others; one that is not there is fine.
 */
export function checkOut(out: string): void {
  const position = { file: shortPath(out) };
  if (isCatalogue(namesIn(out))) return;
  throw new ProblemInInput('is neither empty nor a catalogue, and its files would be lost', {
    position,
    hint: 'name a new folder with --out',
  });
}

const WRONG_PATH = new Set(['EACCES', 'EPERM', 'ENOTDIR', 'EEXIST', 'ELOOP', 'ENAMETOOLONG', 'ENOENT', 'EISDIR']);

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Candidates may lie there alone. Hidden files, such as those of git, are never touched. */
function isCatalogue(names: readonly string[]): boolean {
  const visible = names.filter((name) => !name.startsWith('.') && name !== 'candidates');
  return visible.length === 0 || names.includes('results.json');
}
