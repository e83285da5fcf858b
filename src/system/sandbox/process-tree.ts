import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process and all its living descendants. */
export interface Tree {
  /** The process itself first. */
  readonly pids: readonly number[];
  /** Threads of all of them together. */
  readonly tasks: number;
}

/** More than this are not looked at. */
const MOST_PIDS = 10_000;

/**
 * The process and all its living descendants (Linux: /proc/PID/task/TID/children, proc(5)). Every thread is asked, for Go's
 * programs start others from any of theirs.
 */
export function readTree(pid: number): Tree {
  const pids = [pid];
  let tasks = 0;
  for (let next = 0; next < pids.length && pids.length < MOST_PIDS; next++) {
    const threads = listThreads(pids[next]!);
    tasks += threads.length;
    for (const thread of threads) pids.push(...readChildren(pids[next]!, thread));
  }
  return { pids, tasks: Math.max(tasks, pids.length) };
}

/** Resident bytes of all given processes together, shared pages counted in each. */
export function residentBytes(pids: readonly number[]): number {
  let pages = 0;
  for (const pid of pids) {
    const statm = readProc(`/proc/${pid}/statm`);
    pages += Number(statm.split(' ')[1] ?? 0);
  }
  return pages * PAGE_BYTES;
}

/**
 * Kills the process group that `pid` leads, every descendant that left it, and whatever else belongs to the folder `mark`.
 * Never throws.
 */
export function killTree(pid: number, mark?: string): void {
  const { pids } = readTree(pid);
  for (const target of [-pid, ...[...pids].reverse()]) kill(target);
  if (mark !== undefined) killMarked(mark);
}

/** What is killed may have started another one meanwhile; a bomb of them is fought no longer than this. */
const MOST_ROUNDS = 20;

/** Kills every process whose environment, working folder or root names the folder `mark`. Never throws. */
export function killMarked(mark: string): void {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const marked = listProcesses().filter((pid) => pid !== process.pid && isMarked(pid, mark));
    if (marked.length === 0) return;
    for (const pid of marked) kill(pid);
  }
}

/** Page size of the only platform that runs toolchains, linux-x64. */
const PAGE_BYTES = 4096;

function kill(target: number): void {
  try {
    process.kill(target, 'SIGKILL');
  } catch {
    // Already gone, which is what was wanted.
  }
}

function isMarked(pid: number, mark: string): boolean {
  // One that is dead and not yet fetched by its parent has nothing left of these.
  return (
    readProc(`/proc/${pid}/environ`).includes(mark) ||
    ['cwd', 'root'].some((link) => `${readLink(`/proc/${pid}/${link}`)}/`.startsWith(`${mark}/`))
  );
}

function listProcesses(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function readChildren(pid: number, thread: string): number[] {
  const text = readProc(`/proc/${pid}/task/${thread}/children`);
  return text === '' ? [] : text.trimEnd().split(' ').map(Number);
}

function listThreads(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function readProc(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
