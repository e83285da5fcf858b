import { closeSync, openSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { runProcess } from './run.ts';

/**
 * The user that steps are where emrift is root: Debian gives this number to nobody (Debian policy, 9.2.2), no service
 * manager picks it for a service of its own, and a container that has the usual 65,536 users has it too.
 */
export const STEP_USER = 65_530;
/** What that user is called inside, as in every other sandbox. */
export const INSIDE_USER = 1000;

/** A user namespace that commands join, held open by a descriptor of this process. */
export interface UserNamespace {
  readonly fd: number;
  /** Whether the kernel makes no further one below it. False: it would make one. */
  readonly closed: boolean;
}

/**
 * Makes a user namespace, as root, in which `STEP_USER` is an ordinary user and everybody else is who they are: while
 * bubblewrap lays mounts it may read what root may, and the command that it then starts has no right that the step's user
 * has not. Null where the machine does not allow it.
 */
export async function openUserNamespace(): Promise<UserNamespace | null> {
  const control = new AbortController();
  let fd: number | null = null;
  const take = async (pid: number) => {
    try {
      if (await isApart(pid)) {
        writeFileSync(`/proc/${pid}/uid_map`, printMap(readFileSync('/proc/self/uid_map', 'latin1')));
        writeFileSync(`/proc/${pid}/gid_map`, printMap(readFileSync('/proc/self/gid_map', 'latin1')));
        fd = openSync(`/proc/${pid}/ns/user`, 'r');
      }
    } catch {
      // Not allowed here: the caller has another way.
    }
    control.abort();
  };
  const options = { limits: LIMITS, env: ENV, cwd: '/', signal: control.signal };
  const held = runProcess(['unshare', '--user', 'sleep', '10'], {
    ...options,
    user: STEP_USER,
    onStart: (pid) => void take(pid),
  });
  await held.catch(() => {});
  return fd === null ? null : { fd, closed: await closeAgainstMore(fd) };
}

/** Lets go of a user namespace; it is gone with the last process in it. */
export function closeUserNamespace({ fd }: UserNamespace): void {
  closeSync(fd);
}

/** Of a program that makes a namespace and says nothing about it. */
async function isApart(pid: number): Promise<boolean> {
  const own = readlinkSync('/proc/self/ns/user');
  for (let wait = 1; wait < 1000; wait *= 2) {
    if (readlinkSync(`/proc/${pid}/ns/user`) !== own) return true;
    await sleep(wait);
  }
  return false;
}

/** Everybody as they are, but for the step's user, who changes places with `INSIDE_USER` (user_namespaces(7)). */
export function printMap(own: string): string {
  const lines: string[] = [];
  for (const line of own.trim().split('\n')) {
    const [first, , count] = line.trim().split(/\s+/).map(Number) as [number, number, number];
    let from = first;
    for (const point of [INSIDE_USER, STEP_USER, first + count]) {
      if (point < from || point > first + count) continue;
      if (point > from) lines.push(`${from} ${from} ${point - from}`);
      if (point < first + count) lines.push(`${point} ${swap(point)} 1`);
      from = point + 1;
    }
  }
  return `${lines.join('\n')}\n`;
}

function swap(user: number): number {
  return user === INSIDE_USER ? STEP_USER : INSIDE_USER;
}

async function closeAgainstMore(fd: number): Promise<boolean> {
  const command = 'echo 0 >/proc/sys/user/max_user_namespaces';
  const argv = ['nsenter', '--user=/proc/self/fd/3', 'sh', '-c', command];
  const outcome = await runProcess(argv, { limits: LIMITS, env: ENV, cwd: '/', descriptors: [fd] });
  return outcome.kind === 'exited' && outcome.exitCode === 0;
}

const ENV = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
const LIMITS = { wall: 10_000, silence: 10_000, output: 64 * 1024, memory: 1 << 30 };
