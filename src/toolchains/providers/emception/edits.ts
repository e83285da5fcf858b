import { chmod, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from '../../../model/canonical.ts';
import { InfrastructureError } from '../../../model/errors.ts';
import { writeAtomically } from '../../../system/files.ts';
import { realFile } from '../../archive/folders.ts';

/** A file that is not as the release has it, and the texts by whose replacement it becomes so. */
export interface Edit {
  /** In Emscripten's folder. */
  readonly path: string;
  readonly replace: readonly (readonly [from: string, to: string])[];
  /** Of the release's own file. */
  readonly sha256: string;
}

/** A file's bytes with the edit made. Throws `InfrastructureError` where what comes out is not the release's own file. */
export function edit(bytes: Buffer, { path, replace, sha256: expected }: Edit): Buffer {
  // One character a byte, so that pictures stay as they are.
  const text = replace.reduce((before, [from, to]) => before.split(from).join(to), bytes.toString('latin1'));
  const edited = Buffer.from(text, 'latin1');
  if (sha256(edited) !== expected) throw new InfrastructureError(`${path} cannot be made as the release has it`);
  return edited;
}

/** Where Emscripten says which version of a program it expects. */
export const EXPECTED_IN = { BINARYEN: 'tools/building.py', LLVM: 'tools/shared.py' } as const;

/**
 * Sets the number, or the first one, that Emscripten expects of a program to the one that is there, as Debian does for its own
 * packages: else each command warns. Throws `InfrastructureError` where the text names none.
 */
export function expectVersion(bytes: Buffer, program: keyof typeof EXPECTED_IN, version: string): Buffer {
  const pattern = new RegExp(`^(EXPECTED_${program}_VERSION = ['"]?)\\d+`, 'm');
  const text = bytes.toString();
  if (!pattern.test(text)) throw new InfrastructureError(`${EXPECTED_IN[program]} expects no version of ${program}`);
  return Buffer.from(text.replace(pattern, `$1${version}`));
}

/**
 * Writes a file below `to` as `change` makes it of that below `from`, with the same permissions. Others that share its
 * content stay as they are. Throws `InfrastructureError` where there is none.
 */
export async function rewrite(
  from: string,
  to: string,
  path: string,
  change: (bytes: Buffer) => Buffer,
): Promise<void> {
  const file = await realFile(from, path);
  const { mode } = await stat(file);
  await mkdir(dirname(join(to, path)), { recursive: true });
  writeAtomically(join(to, path), change(await readFile(file)));
  await chmod(join(to, path), mode & 0o777);
}
