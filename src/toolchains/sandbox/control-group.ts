import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readTree } from './process-tree.ts';

/** What a group bounds. */
export interface GroupLimits {
  readonly memory: number;
  readonly processes: number;
}

/** A control group around one child and all that it starts (cgroups(7)). */
export interface ControlGroup {
  /** Takes a process in, with all that it has started already. Whether that was allowed. */
  join(pid: number): boolean;
  /** The limit that the kernel enforced, if one. */
  struck(): keyof GroupLimits | undefined;
  /** Removes it, as soon as the last process in it is gone. */
  remove(): void;
}

/** Makes a group; null where the machine has changed its mind. */
export type OpenGroup = (limits: GroupLimits) => ControlGroup | null;

/** The files of a kind of hierarchy that hold a bound on something and say how often it was enforced. */
interface Controller {
  readonly bounds: keyof GroupLimits;
  readonly limit: string;
  readonly events: string;
  readonly counter: RegExp;
}

const PROCESSES: Controller = { bounds: 'processes', limit: 'pids.max', events: 'pids.events', counter: /^max (\d+)/m };
const KILLS = /^oom_kill (\d+)/m;
const MEMORY_1: Controller = {
  bounds: 'memory',
  limit: 'memory.limit_in_bytes',
  events: 'memory.oom_control',
  counter: KILLS,
};
const MEMORY_2: Controller = { bounds: 'memory', limit: 'memory.max', events: 'memory.events', counter: KILLS };

/** A folder in which groups can be made, and what these bound. */
interface Place {
  readonly folder: string;
  readonly controllers: readonly Controller[];
}

const ROOT = '/sys/fs/cgroup';

/** Finds where this process may make groups for its children; null where nowhere. */
export function findGroups(): OpenGroup | null {
  const places = findUnified() ?? findSeparate();
  if (!places) return null;
  for (const { folder } of places) sweep(folder);
  let made = 0;
  return (limits) => {
    const name = `emrift-${process.pid}-${++made}`;
    const groups = places.map((place) => ({ ...place, folder: join(place.folder, name) }));
    try {
      for (const { folder, controllers } of groups) {
        mkdirSync(folder);
        for (const { limit, bounds } of controllers) writeFileSync(join(folder, limit), `${limits[bounds]}`);
      }
      return openGroup(groups);
    } catch {
      for (const { folder } of groups) removeFolder(folder, 0);
      return null;
    }
  };
}

function openGroup(groups: readonly Place[]): ControlGroup {
  const move = (pid: number) => {
    for (const { folder } of groups) writeFileSync(join(folder, 'cgroup.procs'), `${pid}`);
  };
  return {
    join(pid) {
      try {
        move(pid);
        // What it starts from now on is in the group; what it had started before may have to be taken in.
        for (const child of readTree(pid).pids.slice(1)) move(child);
        return true;
      } catch {
        return false;
      }
    },
    struck: () =>
      groups
        .flatMap(({ folder, controllers }) => controllers.map((controller) => ({ folder, controller })))
        .find(({ folder, controller }) => count(join(folder, controller.events), controller.counter) > 0)?.controller
        .bounds,
    remove() {
      for (const { folder } of groups) removeFolder(folder, 10);
    },
  };
}

function count(path: string, counter: RegExp): number {
  try {
    return Number(counter.exec(readFileSync(path, 'latin1'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** The newer hierarchy has all bounds in one place: that of this process, or the nearest above it that hands them down. */
function findUnified(): readonly Place[] | null {
  const own = ownPath('');
  for (let path = own; path !== null; path = path === '/' ? null : dirname(path)) {
    const place = { folder: join(ROOT, path), controllers: [PROCESSES, MEMORY_2] };
    if (isUsable(place)) return [place];
  }
  return null;
}

/** The older one has a place for each. */
function findSeparate(): readonly Place[] | null {
  const places = [
    ['pids', PROCESSES],
    ['memory', MEMORY_1],
  ] as const;
  const found = places.map(([name, controller]) => ({
    folder: join(ROOT, name, ownPath(name) ?? ''),
    controllers: [controller],
  }));
  return found.every(isUsable) ? found : null;
}

/** The path of this process in a hierarchy (proc(5), /proc/PID/cgroup). */
function ownPath(controller: string): string | null {
  for (const line of readFileSync('/proc/self/cgroup', 'latin1').split('\n')) {
    const [, names, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (names?.split(',').includes(controller)) return path!;
  }
  return null;
}

/** Whether groups can be made in a place and have what bounds them. */
function isUsable({ folder, controllers }: Place): boolean {
  const trial = join(folder, `emrift-${process.pid}-0`);
  try {
    mkdirSync(trial);
    return controllers.every(({ limit, events }) => [limit, events].every((name) => existsSync(join(trial, name))));
  } catch {
    return false;
  } finally {
    removeFolder(trial, 0);
  }
}

/** Removes the groups that a killed run left. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /^emrift-(\d+)-\d+$/.exec(name)?.[1];
    if (pid && !existsSync(`/proc/${pid}`)) removeFolder(join(folder, name), 0);
  }
}

/** The kernel keeps a group until its last process is cleared away, which takes a moment. */
function removeFolder(folder: string, tries: number): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (tries > 0 && (error as NodeJS.ErrnoException).code === 'EBUSY')
      setTimeout(() => removeFolder(folder, tries - 1), 20).unref();
  }
}
