import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Counter, findPlaces, type GroupLimits, type Place, removeFolder } from './group-places.ts';
import { readTree } from './process-tree.ts';

/** A control group around one child and all that it starts (cgroups(7)). */
export interface ControlGroup {
  /** Takes a process in, with all that it has started already. Whether that was allowed. False: it runs outside. */
  join(pid: number): boolean;
  /** The limit of its own that the kernel enforced, if one. */
  struck(): keyof GroupLimits | undefined;
  /** How many of its processes the kernel ended because memory ran out around it, not within its own limit. */
  outerKills(): number;
  /** Removes it, as soon as the last process in it is gone. */
  remove(): void;
}

/** Makes a group; null where the machine has changed its mind. */
export type OpenGroup = (limits: GroupLimits) => ControlGroup | null;

/** Finds where this process may make groups for its children; null where nowhere. */
export function findGroups(): OpenGroup | null {
  const places = findPlaces();
  return places && groupsIn(places);
}

/** Makes groups in places that were found fit for it. What killed processes left there is removed. */
export function groupsIn(places: readonly Place[]): OpenGroup {
  for (const { folder } of places) sweep(folder);
  return (limits) => {
    const name = `emrift-${process.pid}-${randomBytes(4).toString('hex')}`;
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
  const bounds = groups.flatMap(({ folder, controllers }) =>
    controllers.map(({ bounds, met, kills }) => ({
      bounds,
      met: () => count(folder, met),
      killed: () => (kills ? count(folder, kills) : undefined),
    })),
  );
  const move = (pid: number) => {
    for (const { folder } of groups) writeFileSync(join(folder, 'cgroup.procs'), `${pid}`);
  };
  return {
    join(pid) {
      try {
        move(pid);
        // What it starts from now on is in the group; what it had started before may have to be taken in.
        for (const child of readTree(pid).pids.slice(1)) {
          // One that has ended meanwhile needs no bounds.
          if (existsSync(`/proc/${child}`)) move(child);
        }
        return true;
      } catch {
        return false;
      }
    },
    struck: () => bounds.find(({ met, killed }) => met() > 0 && killed() !== 0)?.bounds,
    outerKills: () => bounds.reduce((sum, { met, killed }) => sum + (met() > 0 ? 0 : (killed() ?? 0)), 0),
    remove() {
      for (const { folder } of groups) removeFolder(folder, 10);
    },
  };
}

function count(folder: string, { file, line }: Counter): number {
  try {
    return Number(line.exec(readFileSync(join(folder, file), 'latin1'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Removes the groups that a killed run left. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /^emrift-(\d+)-[0-9a-f]+$/.exec(name)?.[1];
    if (pid && !existsSync(`/proc/${pid}`)) removeFolder(join(folder, name), 0);
  }
}
