import { InfrastructureError, ProblemInInput } from '../model/errors.ts';

/** What the operating system says of a path that somebody named: it is the input that is wrong. */
const OF_A_PATH: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['ENOTDIR', 'a part of the path is no folder'],
  ['EISDIR', 'is a folder'],
  ['ELOOP', 'is a circle of links'],
  ['ENAMETOOLONG', 'has too long a name'],
  ['EACCES', 'may not be read'],
  ['EPERM', 'may not be read'],
  ['ENXIO', 'cannot be opened'],
  ['EINVAL', 'cannot be read'],
]);

/** What Node says of a file that it cannot take as a text. */
const OF_A_TEXT: ReadonlyMap<string, string> = new Map([
  ['ERR_STRING_TOO_LONG', 'is larger than any text may be'],
  ['ERR_FS_FILE_TOO_LARGE', 'is larger than 2 GiB'],
  ['ERR_INVALID_ARG_VALUE', 'a name has a zero byte'],
]);

/** What says of a path, whatever is done with it, that there cannot be such a one. */
const IMPOSSIBLE = new Set(['ENOTDIR', 'ELOOP', 'ENAMETOOLONG']);

/** Calls that read; every other changes something on this machine. */
const READING = new Set([
  'open',
  'read',
  'scandir',
  'opendir',
  'stat',
  'lstat',
  'fstat',
  'access',
  'readlink',
  'realpath',
]);

/** What `writeAtomically` and the catalogue's outcome are written through. */
const OWN_DRAFT = /\.draft\b/;

/**
 * Trouble that any program has with a machine, as the problem that it is: a path that cannot be read is wrong input, all
 * else of the operating system is infrastructure. Null for anything that is a bug.
 */
export function asTrouble(error: unknown): ProblemInInput | InfrastructureError | null {
  if (!(error instanceof Error)) return null;
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (code === undefined) return null;
  const ofText = OF_A_TEXT.get(code);
  if (ofText !== undefined && syscall === undefined) return new ProblemInInput(ofText);
  if (syscall === undefined || !/^E[A-Z0-9]+$/.test(code)) return null;
  const ofPath = OF_A_PATH.get(code);
  const isNamed = READING.has(syscall) || IMPOSSIBLE.has(code);
  if (path !== undefined && ofPath !== undefined && isNamed && !OWN_DRAFT.test(path)) {
    return new ProblemInInput(`${ofPath} (${code})`, { position: { file: path } });
  }
  const where = path === undefined ? '' : `${path}: `;
  return new InfrastructureError(`${where}${syscall} failed (${code})`, { cause: error });
}
