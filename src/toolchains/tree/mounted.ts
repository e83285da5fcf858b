import type { Toolchain } from '../../model/toolchain.ts';

/** The folders that a toolchain puts first in PATH, where it is mounted at `mount` (empty for a root of its own). */
export function mountedPath(toolchain: Pick<Toolchain, 'path'>, mount: string): string[] {
  return toolchain.path.map((folder) => `${mount}/${folder}`);
}

/** A toolchain's fixed environment, where it is mounted at `mount`. */
export function mountedEnv(toolchain: Pick<Toolchain, 'env'>, mount: string): Record<string, string> {
  const entries = Object.entries(toolchain.env);
  return Object.fromEntries(entries.map(([name, value]) => [name, value.replaceAll('{mount}', mount)]));
}

/** PATH with the given folders before those that every root has. */
export function printPath(folders: readonly string[]): string {
  return [...folders, '/usr/bin', '/bin'].join(':');
}
