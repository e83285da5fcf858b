import { realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { FileNode } from '../model/action.ts';
import type { Toolchain } from '../model/toolchain.ts';
import type { Blobs } from './storage/blobs.ts';

/** Gives a file out of a toolchain, or why the toolchain lacks it. */
export type TakeFile = (toolchain: Toolchain, file: string) => FileNode | { readonly lacks: string };

/** Takes files out of toolchains, each once: an installed toolchain does not change. */
export function rememberFiles(blobs: Blobs): TakeFile {
  const taken = new Map<string, ReturnType<TakeFile>>();
  return (toolchain, file) => {
    const key = `${toolchain.digest} ${file}`;
    const known = taken.get(key) ?? takeToolchainFile(toolchain, file, blobs);
    taken.set(key, known);
    return known;
  };
}

/**
 * A file out of a toolchain by the name that cases use (`wasm_exec.js`) or by its path below the toolchain's folder;
 * or why the toolchain lacks it.
 */
function takeToolchainFile(toolchain: Toolchain, file: string, blobs: Blobs): FileNode | { readonly lacks: string } {
  if (Object.hasOwn(toolchain.lacks, file)) return { lacks: toolchain.lacks[file]! };
  const path = Object.hasOwn(toolchain.files, file) ? toolchain.files[file]! : file;
  const full = join(toolchain.dir, path);
  try {
    const root = realpathSync(toolchain.dir);
    const stat = statSync(full);
    if (stat.isFile() && realpathSync(full).startsWith(`${root}${sep}`)) {
      return { path: file, digest: blobs.putFile(full), ...(stat.mode & 0o100 ? { executable: true as const } : {}) };
    }
  } catch {
    // Not there; reported below.
  }
  return { lacks: `${toolchain.id} has no file ${file}` };
}
