import { lstatSync, readdirSync, readFileSync, type Stats } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Case } from '../../cases/case.ts';
import { parseCase } from '../../cases/parse.ts';
import { isCaseName } from '../../cases/schema.ts';
import type { FileNode } from '../../model/action.ts';
import { sha256 } from '../../model/canonical.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { byCodeUnit } from '../../model/order.ts';
import { readFoundText } from '../../system/read-text.ts';
import { whyUnread } from '../../system/why-unread.ts';

/** Keeps the content of a source file and gives its digest. */
export type KeepFile = (content: Uint8Array) => FileNode['digest'];

/** The digest alone, for commands that run nothing. */
export const digestOnly: KeepFile = (content) => `sha256:${sha256(content)}`;

const CASE_FILE = 'case.yaml';
/** Holds files that several cases share: of a group in its folder, of all cases in the root. */
const SHARED = '_shared';
const MAX_DEPTH = 8;
const MAX_FILE = 16 << 20;

/** Reads every case below a folder, sorted by name. Throws `ProblemInInput` for the first mistake in any of them. */
export function loadCases(root: string, keep: KeepFile): Case[] {
  const cases = visitCases(root, keep, () => true);
  if (cases.length === 0) throw new ProblemInInput(`no ${CASE_FILE} below it`, { position: { file: root } });
  return cases.sort((a, b) => byCodeUnit(a.name, b.name));
}

/** Reads the one case of a name, and no other; null where there is none. Throws `ProblemInInput` for a mistake in it. */
export function loadCaseNamed(root: string, wanted: string, keep: KeepFile): Case | null {
  const cases = visitCases(root, keep, (path) => `${wanted}/`.startsWith(`${path}/`));
  return cases.find(({ name }) => name === wanted) ?? null;
}

/** The cases in those folders that are entered, by their paths below the root. */
function visitCases(root: string, keep: KeepFile, enters: (path: string) => boolean): Case[] {
  const cases: Case[] = [];
  const top = resolve(root);
  const visit = (folder: string, depth: number) => {
    const names = listFolder(folder);
    if (names.includes(CASE_FILE)) {
      cases.push(loadCase(root, folder, names, keep, top));
      return;
    }
    if (depth === MAX_DEPTH) return;
    for (const name of names) {
      const path = join(folder, name);
      if (name === SHARED || !enters(relative(root, path))) continue;
      if (lstatSync(path).isDirectory()) visit(path, depth + 1);
    }
  };
  visit(root, 0);
  return cases;
}

function loadCase(root: string, folder: string, names: readonly string[], keep: KeepFile, top: string): Case {
  const file = join(folder, CASE_FILE);
  const shown = relative(process.cwd(), file) || file;
  const name = relative(root, folder).replaceAll('\\', '/') || folder.split('/').at(-1)!;
  if (!isCaseName(name)) {
    throw new ProblemInInput(`\`${name}\` is no name for a case`, {
      position: { file: shown },
      hint: 'folders of cases are lower-case letters, digits, dots, hyphens and underscores',
    });
  }
  const sources: FileNode[] = [];
  const take = (path: string, below: string) => {
    const stat = lstatSync(path);
    if (stat.isDirectory()) {
      for (const entry of listFolder(path)) take(join(path, entry), `${below}/${entry}`);
    } else sources.push({ path: below, ...takeFile(path, stat, keep) });
  };
  for (const entry of names) if (entry !== CASE_FILE) take(join(folder, entry), entry);
  sources.sort((a, b) => byCodeUnit(a.path, b.path));
  const takeShared = (wanted: string) => {
    for (let above = dirname(resolve(folder)); ; above = dirname(above)) {
      const path = join(above, SHARED, wanted);
      const stat = lstatSync(path, { throwIfNoEntry: false });
      if (stat) return takeFile(path, stat, keep);
      if (above === top || above === dirname(above)) return null;
    }
  };
  return parseCase(name, readFoundText(file, MAX_FILE) ?? '', shown, sources, takeShared);
}

function takeFile(path: string, stat: Stats, keep: KeepFile): Omit<FileNode, 'path'> {
  const position = { file: path };
  if (!stat.isFile()) {
    throw new ProblemInInput('is neither a file nor a folder', { position, hint: 'cases hold no links' });
  }
  if (stat.size > MAX_FILE) throw new ProblemInInput(`is larger than ${MAX_FILE >> 20} MB`, { position });
  return { digest: keep(readFileSync(path)), ...(stat.mode & 0o100 ? { executable: true as const } : {}) };
}

/** Names in a folder, sorted; hidden ones are left out, for they are editors' and systems'. */
function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .sort(byCodeUnit);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const message = code === 'ENOTDIR' ? 'is no folder' : whyUnread(error, 'folder');
    throw new ProblemInInput(message, { position: { file: folder } });
  }
}
