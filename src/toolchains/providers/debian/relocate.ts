import { chmod, copyFile, cp, mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { realFile, realFolder } from '../../archive/folders.ts';
import { callClient } from '../../client.ts';
import type { ProviderContext } from '../provider.ts';
import { writeStarter } from '../starter.ts';

/** Where an unpacked root has the dynamic loader and the libraries. */
const LIBRARIES = 'usr/lib/x86_64-linux-gnu';
const LOADER = `${LIBRARIES}/ld-linux-x86-64.so.2`;

/**
 * Takes a program out of unpacked packages, with the folder it lies in where that is its own, so that it runs wherever it
 * is mounted and beside any other system's libraries: the loader and all libraries that it names come along, and
 * `<tree>/program/start` starts it through them. The loader lies beside the program, since a program that looks for its
 * own files asks the kernel what was started. Libraries that a program only opens while it runs stay behind.
 */
export async function relocateProgram(
  unpacked: string,
  program: string,
  tree: string,
  context: ProviderContext,
): Promise<void> {
  const [own, lib] = [join(tree, 'program'), join(tree, 'lib')];
  await mkdir(own, { recursive: true });
  await mkdir(lib);
  if (dirname(program) === 'usr/bin') await copyFile(await realFile(unpacked, program), join(own, basename(program)));
  else await cp(await realFolder(unpacked, dirname(program)), own, { recursive: true, verbatimSymlinks: true });
  await copyFile(await realFile(unpacked, LOADER), join(own, 'loader'));
  for (const path of await listLibraries(unpacked, program, context)) await copyFile(path, join(lib, basename(path)));
  const start = `"$here/loader" --library-path "$here/../lib" "$here/${basename(program)}" "$@"`;
  await writeStarter(join(own, 'start'), start);
  await chmod(join(own, 'loader'), 0o755);
}

/** The libraries that a program and its libraries name, as the loader finds them (ld.so(8), `--list`). */
async function listLibraries(unpacked: string, program: string, context: ProviderContext): Promise<string[]> {
  // Some packages keep libraries that only their own libraries use in a folder below.
  const folders = (await readdir(join(unpacked, LIBRARIES), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(LIBRARIES, entry.name));
  const search = [dirname(program), LIBRARIES, ...folders].map((folder) => join(unpacked, folder)).join(':');
  const argv = [join(unpacked, LOADER), '--library-path', search, '--list', join(unpacked, program)];
  const said = await callClient(argv, { env: { LC_ALL: 'C' }, signal: context.signal });
  const paths = [...said.matchAll(/=> (\/.*) \(0x[0-9a-f]+\)$/gm)].map(([, path]) => path!);
  const outside = paths.find((path) => !path.startsWith(`${unpacked}/`));
  if (outside || paths.length === 0) {
    throw new InfrastructureError(`${basename(program)} needs ${outside ?? 'libraries'} from outside its packages`);
  }
  return paths;
}
