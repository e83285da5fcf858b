import { lstatSync } from 'node:fs';
import { hostname } from 'node:os';
import { sha256 } from '../model/canonical.ts';
import { isAlive, readBootId, readPidSpace } from './identity.ts';

/**
 * A process as part of a name, so that whoever finds the thing later can see whether somebody still works on it: its
 * number, and where that number means it. A store on a network's disk has users on several machines, and the same number
 * is another process on each.
 */
export const MARK = '\\d+(?:-[0-9a-f]{16})?';

/** Of a process that cannot be asked for, things count as left over so long after they were changed, in milliseconds. */
const ELSEWHERE = 86_400_000;

/** This process. */
export function ownMark(): string {
  return `${process.pid}-${ownPlace()}`;
}

/**
 * Whether the process that made something, by the mark in its name, no longer works on it. One on this machine is looked
 * for; one from before its last start is gone; one elsewhere, or under a name without a place, is judged by the age
 * of `path`. False: that process may still be at work.
 */
export function isLeftOver(mark: string, path: string): boolean {
  const [pid = '', place] = mark.split('-');
  const own = ownPlace();
  if (place === own) return !isAlive(Number(pid));
  if (place?.startsWith(own.slice(0, HOST)) && place.slice(HOST, HOST + BOOT) !== own.slice(HOST, HOST + BOOT))
    return true;
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs > ELSEWHERE;
}

/** Letters of a place for its host, its boot and its space of process numbers. */
const HOST = 8;
const BOOT = 4;
const SPACE = 4;

let place: string | undefined;

function ownPlace(): string {
  place ??= digest(hostname(), HOST) + digest(readBootId(), BOOT) + digest(readPidSpace(), SPACE);
  return place;
}

function digest(text: string, length: number): string {
  return sha256(text).slice(0, length);
}
