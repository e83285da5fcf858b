import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';

/** How far above a module its package may begin, and how many folders and scripts of it are looked at. */
const MOST_LEVELS = 4;
const MOST_FOLDERS = 64;
const MOST_SCRIPTS = 400;

/**
 * The scripts of the npm package that a module lies in, but those of its own folder; the nearest first, of those the ones
 * with the module's name. None where no folder above it, as far as is looked, has a `package.json`.
 */
export function listPackageScripts(module: string, isScript: (name: string) => boolean): string[] {
  const folder = dirname(module);
  const root = findPackage(folder);
  if (root === null) return [];
  const found: string[] = [];
  const open = [root];
  let folders = 0;
  for (
    let at = open.shift();
    at !== undefined && folders < MOST_FOLDERS && found.length < MOST_SCRIPTS;
    at = open.shift()
  ) {
    folders++;
    for (const entry of listFolder(at)) {
      const path = join(at, entry.name);
      // Links are not followed; what else is installed is of other packages.
      if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')) open.push(path);
      else if (at !== folder && entry.isFile() && isScript(entry.name)) found.push(path);
    }
  }
  const stem = basename(module).replace(/\.wasm$/, '');
  const distance = (path: string) => relative(folder, dirname(path)).split(sep).length;
  const named = (path: string) => (basename(path).startsWith(`${stem}.`) ? 0 : 1);
  return found
    .map((path) => ({ path, distance: distance(path), named: named(path) }))
    .sort((a, b) => a.distance - b.distance || a.named - b.named || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
}

/** Whether there is a package around a module, of which the scripts are worth a look. False: it lies by itself. */
export function isInPackage(module: string): boolean {
  return findPackage(dirname(module)) !== null;
}

function findPackage(folder: string): string | null {
  let at = folder;
  for (let level = 0; level <= MOST_LEVELS; level++, at = join(at, '..')) {
    if (existsSync(join(at, 'package.json'))) return at;
  }
  return null;
}

function listFolder(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    // Not to be read: then nothing in it is said.
    return [];
  }
}
