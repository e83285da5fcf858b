import { chmod, copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A module has neither execute bits nor go.mod files below its own (golang.org/ref/mod, module zip files). */
const EXECUTABLE: readonly { folder: string; name: RegExp }[] = [
  { folder: 'pkg/tool', name: /^/ },
  { folder: 'lib', name: /^go_.+_.+_exec$/ },
  { folder: 'bin', name: /^/ },
];

/**
 * Makes a toolchain of the files of its module, as the go command does before it first runs one (cmd/go,
 * internal/toolchain): programs become executable, and each `_go.mod` is copied to `go.mod`.
 */
export async function prepareModule(tree: string): Promise<void> {
  for (const path of await listFiles(tree, '')) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (EXECUTABLE.some((kind) => path.startsWith(`${kind.folder}/`) && kind.name.test(name))) {
      await chmod(join(tree, path), 0o755);
    }
    if (name === '_go.mod') await copyFile(join(tree, path), join(tree, path.slice(0, -name.length), 'go.mod'));
  }
}

/** Regular files alone; links are not followed. */
async function listFiles(root: string, below: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isFile()) found.push(path);
    else if (entry.isDirectory()) for (const inner of await listFiles(root, path)) found.push(inner);
  }
  return found;
}
