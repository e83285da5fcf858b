import { sep } from 'node:path';
import { InfrastructureError, ProblemInInput } from '../model/errors.ts';

/** What is wrong with a path that somebody named (errno(3)). */
const OF_PATHS = ['ELOOP', 'ENOTDIR', 'ENAMETOOLONG', 'EACCES', 'EPERM', 'EISDIR', 'EEXIST', 'ENXIO', 'ENODEV'];
/** What is wrong with the machine or its disks. */
const OF_MACHINES = [
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EIO',
  'EMFILE',
  'ENFILE',
  'ENOMEM',
  'EAGAIN',
  'EBUSY',
  'ESTALE',
  'EFBIG',
];

/**
 * Ordinary trouble with files, in one line: input where a path that was named cannot be used, infrastructure where the
 * machine or the store is at fault. Null for what is none, and so a bug.
 */
export function explainTrouble(error: unknown, storeDir: string): ProblemInInput | InfrastructureError | null {
  if (!(error instanceof Error)) return null;
  const { code, errno, syscall, path, message }: NodeJS.ErrnoException = error;
  if (code === undefined || errno === undefined) return null;
  if (syscall === 'uv_cwd') return new ProblemInInput('the current folder is not there any more');
  const words = /^[A-Z0-9]+: (.*?), \w+/.exec(message)?.[1] ?? message;
  const said = `${path === undefined ? '' : `${path}: `}${words} (${code})`;
  const ofStore = path !== undefined && (path === storeDir || path.startsWith(`${storeDir}${sep}`));
  if (OF_MACHINES.includes(code) || (ofStore && OF_PATHS.includes(code))) {
    return new InfrastructureError(said, { hint: '`emrift doctor` looks at the store and its disk', cause: error });
  }
  return OF_PATHS.includes(code) ? new ProblemInInput(said) : null;
}
