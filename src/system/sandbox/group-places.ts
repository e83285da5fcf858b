import { existsSync, mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a group bounds. */
export interface GroupLimits {
  readonly memory: number;
  readonly processes: number;
}

/** A file that counts something, and which line of it does. */
export interface Counter {
  readonly file: string;
  readonly line: RegExp;
}

/** The files of a kind of hierarchy that hold a bound on something and say how often it was met. */
export interface Controller {
  readonly bounds: keyof GroupLimits;
  readonly limit: string;
  /** How often the group came up against its own bound. */
  readonly met: Counter;
  /** How many of its processes were ended, for its own bound or for one around it; refusals end none. */
  readonly kills?: Counter;
}

const PROCESSES: Controller = {
  bounds: 'processes',
  limit: 'pids.max',
  met: { file: 'pids.events', line: /^max (\d+)/m },
};
const KILLS = /^oom_kill (\d+)/m;
/** Here the bound also counts as met where the kernel could make room, so that it says only whether it may have been. */
const MEMORY_1: Controller = {
  bounds: 'memory',
  limit: 'memory.limit_in_bytes',
  met: { file: 'memory.failcnt', line: /^(\d+)/ },
  kills: { file: 'memory.oom_control', line: KILLS },
};
const MEMORY_2: Controller = {
  bounds: 'memory',
  limit: 'memory.max',
  met: { file: 'memory.events', line: /^oom (\d+)/m },
  kills: { file: 'memory.events', line: KILLS },
};

/** A folder in which groups can be made, and what these bound. */
export interface Place {
  readonly folder: string;
  readonly controllers: readonly Controller[];
}

const ROOT = '/sys/fs/cgroup';

/** Where groups can be made for children of this process: one place, or one for each bound; null where nowhere. */
export function findPlaces(): readonly Place[] | null {
  return findUnified() ?? findSeparate();
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
    const files = controllers.flatMap(({ limit, met, kills }) => [limit, met.file, ...(kills ? [kills.file] : [])]);
    return files.every((name) => existsSync(join(trial, name)));
  } catch {
    return false;
  } finally {
    removeFolder(trial, 0);
  }
}

/** The kernel keeps a group until its last process is cleared away, which takes a moment. */
export function removeFolder(folder: string, tries: number): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (tries > 0 && (error as NodeJS.ErrnoException).code === 'EBUSY')
      setTimeout(() => removeFolder(folder, tries - 1), 20).unref();
  }
}
