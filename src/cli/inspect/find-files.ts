import { statSync } from 'node:fs';
import { ProblemInInput } from '../../model/errors.ts';

/** A file to look at. `named` ones the user spelled out: they must be there and be readable. */
export interface FoundFile {
  readonly path: string;
  /** Whether the user named it; false: a search found it. */
  readonly named: boolean;
}

/** What a folder is searched for: the names that toolchains give to wasm, objects and archives. */
const IN_FOLDERS = '**/*.{wasm,a,o,so,bc,lo}';

/**
 * The files that arguments stand for: files, folders (searched whole), patterns; each once, those of a folder or pattern
 * sorted. A name that is a file is never taken for a pattern. Throws `ProblemInInput` where a pattern matches nothing.
 */
export async function findFiles(args: readonly string[]): Promise<readonly FoundFile[]> {
  const found = new Map<string, FoundFile>();
  for (const file of (await Promise.all(args.map(expandArgument))).flat()) {
    const known = found.get(file.path);
    if (!known || file.named) found.set(file.path, file);
  }
  return [...found.values()];
}

async function expandArgument(arg: string): Promise<FoundFile[]> {
  const stats = statSync(arg, { throwIfNoEntry: false });
  if (stats && !stats.isDirectory()) return [{ path: arg, named: true }];
  // Single files, which are most of what is asked for, do without the library.
  const { globSync, isDynamicPattern } = await import('tinyglobby');
  if (stats) {
    const root = arg.replace(/(?<=.)\/+$/, '');
    const paths = globSync(IN_FOLDERS, { cwd: arg, ...SEARCH });
    return paths
      .sort()
      .map((path) => ({ path: root === '.' ? path : `${root === '/' ? '' : root}/${path}`, named: false }));
  }
  if (!isDynamicPattern(arg)) return [{ path: arg, named: true }];
  const paths = globSync(arg, SEARCH);
  if (paths.length === 0) throw new ProblemInInput(`no file matches \`${arg.slice(0, 200)}\``);
  return paths.sort().map((path) => ({ path, named: false }));
}

/** Links are not followed, so that no circle is walked. */
const SEARCH = { dot: true, followSymbolicLinks: false, expandDirectories: false } as const;
