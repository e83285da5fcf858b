import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process as others can find it again: where it runs, its number there, and when it began. */
export interface Identity {
  readonly pid: number;
  /** Machine, boot and space of process numbers: the same number elsewhere is another process. */
  readonly machine: string;
  /** In ticks since the boot (proc_pid_stat(5), `starttime`); empty where it is not known. */
  readonly started: string;
}

/** This process. */
export function ownIdentity(): Identity {
  return { pid: process.pid, machine: thisMachine(), started: startOf(process.pid) };
}

/**
 * Whether a process still runs, however long it slept; null for one elsewhere, of which that is not known. False: it
 * ended.
 */
export function isRunning({ pid, machine, started }: Identity): boolean | null {
  if (machine !== thisMachine()) return null;
  if (!isAlive(pid)) return false;
  const now = startOf(pid);
  // A number may have been given anew.
  return started === '' || now === '' || started === now;
}

/** Whether a process with this id exists on this machine. False: it ended. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Which boot of the machine this is; empty where it is not known. */
export function readBootId(): string {
  return read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
}

/** In which space process numbers mean what they mean here; empty where it is not known. */
export function readPidSpace(): string {
  return read(() => readlinkSync('/proc/self/ns/pid'));
}

function thisMachine(): string {
  return [hostname(), readBootId(), readPidSpace()].join(' ');
}

function startOf(pid: number): string {
  // The second field is the program's name, which may hold anything.
  const fields = read(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  return fields.slice(fields.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function read(look: () => string): string {
  try {
    return look();
  } catch {
    return '';
  }
}
