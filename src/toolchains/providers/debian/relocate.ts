import { chmod, copyFile, cp, mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { realFile, realFolder } from '../../archive/folders.ts';
import { writeStarter } from '../starter.ts';
import { readNeeded } from './needed.ts';

/** Where an unpacked root has the dynamic loader and the libraries. */
const LIBRARIES = 'usr/lib/x86_64-linux-gnu';
const LOADER = `${LIBRARIES}/ld-linux-x86-64.so.2`;

/**
 * Takes a program out of unpacked packages, with the folder it lies in where that is its own, so that it runs
 * wherever it is mounted and beside any other system's libraries: the loader and all libraries that it names come
 * along, and `<tree>/program/start` starts it through them. The loader lies beside the program, since a program that
 * looks for its own files asks the kernel what was started. Libraries that a program only opens while it runs stay
 * behind. Throws `InfrastructureError` where a library is missing.
 */
export async function relocateProgram(unpacked: string, program: string, tree: string): Promise<void> {
  const [own, lib] = [join(tree, 'program'), join(tree, 'lib')];
  await mkdir(own, { recursive: true });
  await mkdir(lib);
  if (dirname(program) === 'usr/bin') await copyFile(await realFile(unpacked, program), join(own, basename(program)));
  else await cp(await realFolder(unpacked, dirname(program)), own, { recursive: true, verbatimSymlinks: true });
  await copyFile(await realFile(unpacked, LOADER), join(own, 'loader'));
  for (const [name, path] of await listLibraries(unpacked, program)) await copyFile(path, join(lib, name));
  const start = `"$here/loader" --library-path "$here/../lib" "$here/${basename(program)}" "$@"`;
  await writeStarter(join(own, 'start'), start);
  await chmod(join(own, 'loader'), 0o755);
}

/**
 * The libraries that a program and its libraries name, each where its loader would find it first. They are read, for to ask
 * the loader is to run it.
 */
async function listLibraries(unpacked: string, program: string): Promise<ReadonlyMap<string, string>> {
  // Some packages keep libraries that only their own libraries use in a folder below.
  const folders = (await readdir(await realFolder(unpacked, LIBRARIES), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(LIBRARIES, entry.name));
  const search = [dirname(program), LIBRARIES, ...folders];
  const found = new Map<string, string>();
  const waiting = [await realFile(unpacked, program)];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const name of await readNeeded(next)) {
      if (found.has(name)) continue;
      const path = await findLibrary(unpacked, search, name);
      if (!path) throw new InfrastructureError(`${basename(program)} needs ${name} from outside its packages`);
      found.set(name, path);
      waiting.push(path);
    }
  }
  if (found.size === 0) throw new InfrastructureError(`${basename(program)} needs libraries from outside its packages`);
  return found;
}

async function findLibrary(unpacked: string, search: readonly string[], name: string): Promise<string | null> {
  if (name === '' || name !== basename(name)) return null;
  for (const folder of search) {
    const path = await realFile(unpacked, join(folder, name)).catch(() => null);
    if (path) return path;
  }
  return null;
}
