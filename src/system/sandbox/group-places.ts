import { existsSync, mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a group bounds. */
export interface GroupLimits {
  readonly memory: number;
  readonly processes: number;
}

/** The files of a kind of hierarchy that hold a bound on something and say how often it was enforced. */
export interface Controller {
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
    return controllers.every(({ limit, events }) => [limit, events].every((name) => existsSync(join(trial, name))));
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
