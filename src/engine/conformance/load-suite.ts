import { type Dirent, readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { type Manifest, readManifest } from '../../evidence/conformance/manifest.ts';
import { type ReadTest, readTest } from '../../evidence/conformance/read-test.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { byCodeUnit } from '../../model/order.ts';
import { readFoundText } from '../../system/read-text.ts';
import { shortPath } from '../../system/short-path.ts';
import { whyUnread } from '../../system/why-unread.ts';

/** A test of a suite: its name, its module, and what its description says. */
export interface SuiteTest {
  readonly name: string;
  readonly module: string;
  readonly read: ReadTest;
}

/** A folder of tests. */
export interface Suite extends Manifest {
  readonly folder: string;
  /** By name. */
  readonly tests: readonly SuiteTest[];
}

/** How deep below the folder that a user names suites are looked for. */
const DEEPEST = 8;
/** Folders of guests end so in the public suite; what lies in one is no test. */
const GUEST_FOLDER = /\.dir$/;

/**
 * Finds the suites in a folder and below it: each folder that holds modules. Throws `ProblemInInput` where there is none, a
 * folder cannot be read, or a manifest is malformed.
 */
export function loadSuites(folder: string): readonly Suite[] {
  const root = resolve(folder);
  const suites = [...findSuites(root, root, 0)];
  if (suites.length > 0) return suites;
  throw new ProblemInInput('no module (*.wasm) lies in this folder or below it', {
    position: { file: shortPath(root) },
    hint: 'the public suite has its modules on the branch prod/testsuite-base',
  });
}

function* findSuites(root: string, folder: string, depth: number): Generator<Suite> {
  const entries = list(folder);
  const modules = entries
    .filter((entry) => !entry.isDirectory() && entry.name.endsWith('.wasm'))
    .map(({ name }) => name);
  const tests = modules.sort(byCodeUnit).map((file): SuiteTest => {
    const name = basename(file, '.wasm');
    return { name, module: join(folder, file), read: readTest(readFoundText(join(folder, `${name}.json`))) };
  });
  if (tests.length > 0) {
    const path = join(folder, 'manifest.json');
    const manifest = readManifest(readFoundText(path), foldersOf(root, folder));
    if ('reason' in manifest) throw new ProblemInInput(manifest.reason, { position: { file: shortPath(path) } });
    yield { ...manifest, folder, tests };
  }
  if (depth === DEEPEST) return;
  const guests = new Set(tests.flatMap(guestFolders));
  for (const { name } of entries.filter((entry) => entry.isDirectory()).sort((a, b) => byCodeUnit(a.name, b.name))) {
    if (name.startsWith('.') || name === 'node_modules' || GUEST_FOLDER.test(name) || guests.has(name)) continue;
    yield* findSuites(root, join(folder, name), depth + 1);
  }
}

/** The names of the folders that lead to a suite, with that of the folder that the user named. */
function foldersOf(root: string, folder: string): string[] {
  const own = basename(folder);
  // Where a suite itself is named, the folder above it may have the name.
  const start = own.startsWith('wasm32-') && root === folder ? resolve(root, '..') : root;
  return [basename(start), ...relative(start, folder).split(sep)].filter((name) => name !== '');
}

/** The folders beside a test that its guests get. */
export function guestFolders({ read }: Pick<SuiteTest, 'read'>): readonly string[] {
  if (read.kind === 'invalid') return [];
  const { dirs, operations } = read.spec;
  const roots = operations.flatMap((one) => (one.type === 'run' && one.root !== null ? [one.root] : []));
  return [...new Set([...dirs, ...roots])];
}

function list(folder: string): Dirent[] {
  try {
    if (!statSync(folder).isDirectory())
      throw new ProblemInInput('is no folder', { position: { file: shortPath(folder) } });
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof ProblemInInput) throw error;
    throw new ProblemInInput(whyUnread(error, 'folder'), { position: { file: shortPath(folder) } });
  }
}
