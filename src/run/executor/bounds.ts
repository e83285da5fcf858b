import { readFileSync, statfsSync } from 'node:fs';
import type { Limits } from '../../model/action.ts';

/** The bounds of a step that declares none, on what its key does not know. */
export const DEFAULT_BOUNDS = {
  disk: 8 * 2 ** 30,
  files: 200_000,
  processes: 4_096,
  outputs: 2 ** 30,
} as const satisfies Partial<Limits>;

/** All limits of a step. */
export type Bounds = Required<Limits>;

/** A step's limits with the default of each that it leaves out. */
export function boundsOf(limits: Limits): Bounds {
  return { ...DEFAULT_BOUNDS, ...limits };
}

/** How much room the disk has to have. */
export interface Room {
  /** A step that fails while there was less than this, in bytes, may have failed for it. */
  readonly wanted: number;
  /** With less than this every step is stopped, for the machine's sake. */
  readonly needed: number;
}

/** What a compiler and a linker write together, and what lets the machine itself go on. */
export const DEFAULT_ROOM: Room = { wanted: 512 << 20, needed: 64 << 20 };

/** Fewer free inodes than this are as good as a full disk. */
const FEW_INODES = 1_000;

/** The bytes that are left on the disk of a folder; none where it has no inodes left. */
export function freeBytes(folder: string): number {
  const { bavail, bsize, files, ffree } = statfsSync(folder);
  // Some file systems make inodes as they go and count none.
  return files > 0 && ffree < FEW_INODES ? 0 : bavail * bsize;
}

/** How many processes the kernel has ended on this machine since it started because memory ran out (proc(5), vmstat). */
export function countMemoryKills(): number {
  try {
    return Number(/^oom_kill (\d+)$/m.exec(readFileSync('/proc/vmstat', 'latin1'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
