import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ProblemInInput } from '../model/errors.ts';

/** Programs that toolchains bring along, below emrift's own folder. */
const PROGRAMS = 'src/toolchains/programs';

/**
 * The folder of emrift itself, in a clone and in an installed package: the one that has its programs. Throws
 * `ProblemInInput` where there is none.
 */
export function ownFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, PROGRAMS))) {
    const parent = dirname(folder);
    if (parent === folder) throw new ProblemInInput(`the installation is incomplete: no ${PROGRAMS} above the program`);
    folder = parent;
  }
  return folder;
}

/**
 * A program that toolchains bring along to be driven by: its path among emrift's own files. Throws `ProblemInInput`
 * where the installation is incomplete.
 */
export function ownProgram(name: 'browse.mjs' | 'wasmtime.py' | 'wasi.mjs'): string {
  return join(ownFolder(), PROGRAMS, name);
}
