import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { kindOfFile } from '../../evidence/uses/file-kinds.ts';
import { byCodeUnit } from '../../model/order.ts';
import { readFoundText } from '../../system/read-text.ts';
import { type IgnoreRules, parseIgnore } from './ignore-rules.ts';

/** What a tree has. */
export interface Tree {
  /** Files of a kind that is read, by path below the folder with `/` between names, in the order of their names. */
  readonly files: readonly string[];
  /** Folders that cannot be read. */
  readonly unread: readonly string[];
  /** Whether there are more files than are looked at. False: these are all. */
  readonly isCut: boolean;
}

/** The rules of one folder; `prefix` leads from it to the folder that is walked. */
interface FolderRules {
  readonly rules: IgnoreRules;
  /** What paths below the walked folder begin with where the rules lie inside of it, and what they lack where outside. */
  readonly inside: string;
  readonly prefix: string;
}

/** Folders of version control and of packages: nobody's own files. */
const NEVER: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules']);

/** The most files of a tree that are looked at. */
const MOST_FILES = 500_000;

/** The largest `.gitignore` that is read, in bytes. */
const LARGEST_IGNORE = 1 << 20;

/**
 * Lists the files below a folder whose kinds are read, without those that `.gitignore` files ignore, its own and those of the
 * folders above it in the same repository. No symbolic link is followed. Throws the system's error where the folder itself
 * cannot be read.
 */
export function walkTree(folder: string): Tree {
  const files: string[] = [];
  const unread: string[] = [];
  const waiting: { path: string; rules: readonly FolderRules[] }[] = [{ path: '', rules: rulesAbove(folder) }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path, rules: above } = next;
    const entries = list(join(folder, path), path === '' ? undefined : () => unread.push(path));
    const own = entries.some((entry) => entry.name === '.gitignore' && entry.isFile())
      ? readRules(join(folder, path), path === '' ? '' : `${path}/`, '')
      : [];
    const rules = [...own, ...above];
    for (const entry of entries) {
      const isFolder = entry.isDirectory();
      if (!isFolder && (!entry.isFile() || kindOfFile(entry.name) === null)) continue;
      if (isFolder && NEVER.has(entry.name)) continue;
      const below = path === '' ? entry.name : `${path}/${entry.name}`;
      if (isIgnored(below, isFolder, rules)) continue;
      if (isFolder) waiting.push({ path: below, rules });
      else if (files.push(below) >= MOST_FILES) return { files: files.sort(byCodeUnit), unread, isCut: true };
    }
  }
  return { files: files.sort(byCodeUnit), unread, isCut: false };
}

function list(folder: string, onUnread: (() => void) | undefined): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (!onUnread) throw error;
    onUnread();
    return [];
  }
}

/** The nearest rules that speak of a path decide. */
function isIgnored(path: string, isFolder: boolean, all: readonly FolderRules[]): boolean {
  for (const { rules, inside, prefix } of all) {
    const said = rules(prefix + path.slice(inside.length), isFolder);
    if (said !== undefined) return said;
  }
  return false;
}

/** The rules of the folders above, up to the root of the repository; none outside of one. */
function rulesAbove(folder: string): readonly FolderRules[] {
  const found: FolderRules[] = [];
  for (let at = folder; ; at = dirname(at)) {
    const prefix = at === folder ? '' : `${relative(at, folder).split(sep).join('/')}/`;
    if (at !== folder) found.push(...readRules(at, '', prefix));
    if (existsSync(join(at, '.git'))) return [...found, ...readRules(at, '', prefix, '.git/info/exclude')];
    if (dirname(at) === at) return [];
  }
}

function readRules(folder: string, inside: string, prefix: string, name = '.gitignore'): readonly FolderRules[] {
  try {
    const text = readFoundText(join(folder, name), LARGEST_IGNORE);
    return text === null ? [] : [{ rules: parseIgnore(text), inside, prefix }];
  } catch {
    // What cannot be read ignores nothing.
    return [];
  }
}
