import { closeSync, constants, openSync, statfsSync, statSync } from 'node:fs';
import type { LimitName } from '../../model/action.ts';
import type { ControlGroup } from '../../system/sandbox/control-group.ts';
import type { Sight } from '../../system/sandbox/process.ts';
import type { Tree } from '../../system/sandbox/process-tree.ts';
import { type Bounds, freeBytes, type Room } from './bounds.ts';
import { countFiles } from './count-files.ts';

/** What is watched of a step beside its processes' memory, time and output. */
export interface WatchOptions {
  readonly bounds: Bounds;
  readonly room: Room;
  /** Folders of the disk that it may write. */
  readonly folders: readonly string[];
  /** Folders in memory that it has, by their paths inside. */
  readonly memoryFolders: readonly string[];
  /** What bounds it by the kernel, which refuses more and goes on. */
  readonly group: ControlGroup | null;
}

/** Looks at a running step. */
export interface Watch {
  look(tree: Tree): Sight;
  /** What only the end shows. */
  end(): { readonly struck: LimitName | undefined; readonly leastRoom: number };
  /** Lets go of the step. */
  close(): void;
}

/** How long a count of files is good for, in milliseconds: a step that is shorter is not counted at all. */
const COUNT_EVERY = 2_000;
/** What the kernel keeps for each file in memory, in bytes. */
const INODE = 1_024;
/** O_PATH (open(2)), which Node has no name for: holds a folder without reading it. */
const HOLD = 0o10000000 | constants.O_DIRECTORY;

/** Begins to watch a step. */
export function watchStep({ bounds, room, folders, memoryFolders, group }: WatchOptions): Watch {
  const held: number[] = [];
  const free = () => (folders[0] === undefined ? Number.POSITIVE_INFINITY : freeOf(folders[0]));
  let leastRoom = free();
  let occupied = { bytes: 0, files: 0 };
  let [counting, counted] = [false, performance.now()];
  const count = () => {
    if (counting || performance.now() - counted < COUNT_EVERY) return;
    counting = true;
    void countFiles(folders, bounds.files).then((found) => {
      occupied = found;
      [counting, counted] = [false, performance.now()];
    });
  };
  const overrun = ({ tasks }: Tree): LimitName | undefined => {
    if (occupied.bytes > bounds.disk) return 'disk';
    if (occupied.files > bounds.files) return 'files';
    return tasks > bounds.processes ? 'processes' : undefined;
  };
  const look = (tree: Tree): Sight => {
    if (held.length === 0) held.push(...holdFolders(tree, memoryFolders));
    count();
    leastRoom = Math.min(leastRoom, free());
    return {
      bytes: held.reduce((sum, fd) => sum + memoryOf(fd).bytes, 0),
      struck: group?.struck() ?? overrun(tree),
      ...(leastRoom < room.needed ? { halt: 'the disk is full' } : {}),
    };
  };
  return {
    look,
    end: () => ({
      struck: group?.struck() ?? (held.some((fd) => memoryOf(fd).full) ? 'memory' : undefined),
      leastRoom: Math.min(leastRoom, free()),
    }),
    close() {
      for (const fd of held.splice(0)) closeSync(fd);
    },
  };
}

/** Without a sandbox a step can remove its own folder, or close it to whoever looks: that says nothing about the disk. */
function freeOf(folder: string): number {
  try {
    return freeBytes(folder);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Holds the folders in memory of the sandbox that the tree runs in, so that they can be looked at when it is gone. */
function holdFolders({ pids }: Tree, folders: readonly string[]): number[] {
  for (const pid of pids.slice(1)) {
    try {
      const root = `/proc/${pid}/root`;
      // It has not changed its root yet, or is none of those inside.
      if (statSync(`${root}/`).dev === statSync('/').dev) continue;
      return folders.map((folder) => openSync(`${root}${folder}`, HOLD));
    } catch {
      // Not laid yet, or ended.
    }
  }
  return [];
}

function memoryOf(fd: number): { bytes: number; full: boolean } {
  const { blocks, bfree, bsize, files, ffree } = statfsSync(`/proc/self/fd/${fd}`);
  return { bytes: (blocks - bfree) * bsize + (files - ffree) * INODE, full: bfree < blocks / 50 || ffree === 0 };
}
