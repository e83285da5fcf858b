import { readdirSync, readFileSync } from 'node:fs';

/** O_CLOEXEC as /proc/PID/fdinfo prints it (proc(5)): octal. */
const CLOSED_BY_EXEC = 0o2000000;

/**
 * The descriptors above 2 that this process was given when it started and that everything it starts would get too: a
 * shell's `20</etc/shadow`, a runner's pipe. What Node opens itself is closed by exec.
 */
export function listInherited(): number[] {
  return readdirSync('/proc/self/fd')
    .map(Number)
    .filter((fd) => fd > 2 && staysOpen(fd))
    .sort((a, b) => a - b);
}

function staysOpen(fd: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'));
    return flags !== null && (Number.parseInt(flags[1]!, 8) & CLOSED_BY_EXEC) === 0;
  } catch {
    // That of the listing itself.
    return false;
  }
}
