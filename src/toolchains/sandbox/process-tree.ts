import { readdirSync, readFileSync } from 'node:fs';

/**
 * The process and all its living descendants (Linux: /proc/PID/task/TID/children, proc(5)). Every thread is asked, for Go's
 * programs start others from any of theirs.
 */
export function listTree(pid: number): number[] {
  const tree = [pid];
  for (let next = 0; next < tree.length && tree.length < 10_000; next++) {
    for (const child of readChildren(tree[next]!)) tree.push(child);
  }
  return tree;
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

/** Kills the process group that `pid` leads and every descendant that left it. Never throws. */
export function killTree(pid: number): void {
  const tree = listTree(pid);
  for (const target of [-pid, ...tree.reverse()]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // Already gone, which is what was wanted.
    }
  }
}

/** Page size of the only platform that runs toolchains, linux-x64. */
const PAGE_BYTES = 4096;

function readChildren(pid: number): number[] {
  return listThreads(pid).flatMap((thread) => {
    const text = readProc(`/proc/${pid}/task/${thread}/children`);
    return text === '' ? [] : text.trimEnd().split(' ').map(Number);
  });
}

function listThreads(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function readProc(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
