import { realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compileUses, type FileFindings } from '../../evidence/uses/find-uses.ts';
import { gatherUses, type ProjectUses } from '../../evidence/uses/gather-uses.ts';
import type { NamedUse } from '../../evidence/uses/use.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { shortPath } from '../../system/short-path.ts';
import { whyUnread } from '../../system/why-unread.ts';
import { LARGEST_SOURCE, readSource } from './read-source.ts';
import { walkTree } from './walk-tree.ts';

/** What a project's files use, and which of them were not read. */
export interface ScannedProject extends ProjectUses {
  /** The folder as a user would write it. */
  readonly folder: string;
  /** How many files were read, and how many bytes. */
  readonly files: number;
  readonly bytes: number;
  readonly skipped: SkippedFiles;
}

/** What was not read, by path below the folder. */
export interface SkippedFiles {
  readonly large: readonly string[];
  readonly binary: readonly string[];
  /** Links, pipes, and what may not be read; folders too. */
  readonly unread: readonly string[];
  /** Whether the tree has more files than are looked at. False: all were. */
  readonly isCut: boolean;
}

/** The most findings that are kept, so that memory is bounded whatever a tree has. */
const MOST_FINDINGS = 20_000;

/** Reads the files of a folder for uses. Throws `ProblemInInput` where there is no such folder. */
export function scanProject(folder: string, uses: readonly NamedUse[]): ScannedProject {
  const root = openFolder(folder);
  const tree = walkTree(root);
  const look = compileUses(uses);
  const buffer = new Uint8Array(LARGEST_SOURCE + 1);
  const findings: FileFindings[] = [];
  const skipped = { large: [] as string[], binary: [] as string[], other: [] as string[] };
  let [files, bytes] = [0, 0];
  for (const path of tree.files) {
    const read = readSource(join(root, path), buffer);
    if (read.kind !== 'read') {
      skipped[read.kind].push(path);
      continue;
    }
    files++;
    bytes += read.length;
    const found = look(path, buffer, read.length);
    if (found && findings.length < MOST_FINDINGS) findings.push(found);
  }
  return {
    ...gatherUses(findings),
    folder: shortPath(root),
    files,
    bytes,
    skipped: {
      large: skipped.large,
      binary: skipped.binary,
      unread: [...tree.unread, ...skipped.other],
      isCut: tree.isCut || findings.length >= MOST_FINDINGS,
    },
  };
}

function openFolder(folder: string): string {
  const position = { file: shortPath(folder) };
  try {
    const root = realpathSync(folder);
    if (statSync(root).isDirectory()) return root;
  } catch (error) {
    throw new ProblemInInput(whyUnread(error, 'folder'), { position });
  }
  throw new ProblemInInput('is no folder', { position });
}
