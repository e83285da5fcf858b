import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ownFolder } from '../../system/own-folder.ts';

/** Where the matrix, cases, knowledge and reports of a command lie. */
export interface Project {
  /** The folder with `package.json` of emrift itself. */
  readonly package: string;
  readonly version: string;
  readonly matrix: string;
  readonly lock: string;
  readonly cases: string;
  /** The known breaks, as the build leaves them. */
  readonly knowledge: string;
  /** The catalogue that comes with the project or the package. */
  readonly catalogue: string;
  /** Where a run writes by default. */
  readonly out: string;
}

/**
 * The project of the current folder where it has a `matrix.yaml` and `cases`, else what came with the package; a run then
 * writes to a folder of the user's, never into the package.
 */
export function findProject(cwd = process.cwd()): Project {
  const home = ownFolder();
  const own = existsSync(join(cwd, 'matrix.yaml')) && existsSync(join(cwd, 'cases'));
  const root = own ? cwd : home;
  const inClone = existsSync(join(home, 'src', 'cli'));
  return {
    package: home,
    version: (JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }).version,
    matrix: join(root, 'matrix.yaml'),
    lock: join(root, 'matrix.lock.yaml'),
    cases: join(root, 'cases'),
    knowledge: join(home, 'dist', 'knowledge.jsonl'),
    catalogue: join(root, 'reports'),
    out: own || inClone ? join(root, 'reports') : resolve(cwd, 'emrift-reports'),
  };
}
