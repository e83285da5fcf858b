import { statSync } from 'node:fs';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { ProblemInInput } from '../../model/errors.ts';

/** A file to look at. `named` ones the user spelled out: they must be there and be readable. */
export interface FoundFile {
  readonly path: string;
  readonly named: boolean;
}

/** What a folder is searched for: the names that toolchains give to wasm, objects and archives. */
const IN_FOLDERS = '**/*.{wasm,a,o,so,bc,lo}';

/**
 * The files that arguments stand for: files, folders (searched whole), patterns; each once, those of a folder or pattern
 * sorted. A name that is a file is never taken for a pattern. Throws `ProblemInInput` where a pattern matches nothing.
 */
export function findFiles(args: readonly string[]): readonly FoundFile[] {
  const found = new Map<string, FoundFile>();
  for (const file of args.flatMap(expandArgument)) {
    const known = found.get(file.path);
    if (!known || file.named) found.set(file.path, file);
  }
  return [...found.values()];
}

function expandArgument(arg: string): FoundFile[] {
  const stats = statSync(arg, { throwIfNoEntry: false });
  if (stats?.isDirectory()) {
    const root = arg.replace(/(?<=.)\/+$/, '');
    const paths = globSync(IN_FOLDERS, { cwd: arg, ...SEARCH });
    return paths
      .sort()
      .map((path) => ({ path: root === '.' ? path : `${root === '/' ? '' : root}/${path}`, named: false }));
  }
  if (stats || !isDynamicPattern(arg)) return [{ path: arg, named: true }];
  const paths = globSync(arg, SEARCH);
  if (paths.length === 0) throw new ProblemInInput(`no file matches \`${arg.slice(0, 200)}\``);
  return paths.sort().map((path) => ({ path, named: false }));
}

/** Links are not followed, so that no circle is walked. */
const SEARCH = { dot: true, followSymbolicLinks: false, expandDirectories: false } as const;
