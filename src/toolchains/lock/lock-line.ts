import type { LockedFile } from './locked.ts';

/** Words that follow the four fixed ones, by their name in front of `=`. */
const EXTRAS = ['suite', 'role', 'holds', 'integrity'] as const;
const ROLES = new Set(['borrowed', 'node', 'builder']);
const NONE = '-';

/**
 * A locked file as one line of the lock: `name version size sha256`, `-` for what is not known, then what else there is:
 * `estimated`, `suite=…`, `role=…`, `holds=…`, `integrity=…`. One line a file keeps the lock short to review and quick to read.
 */
export function printLockLine(file: LockedFile): string {
  const extras = EXTRAS.flatMap((name) => (file[name] ? [`${name}=${file[name]}`] : []));
  const fixed = [file.name, file.version ?? NONE, file.size, file.sha256 ?? NONE];
  return [...fixed, ...(file.estimated ? ['estimated'] : []), ...extras].join(' ');
}

/** Reads such a line; null where it is none. */
export function readLockLine(line: string): LockedFile | null {
  const [name, version, size, sha256, ...extras] = line.split(' ');
  if (!name || !version || !size || !/^\d{1,15}$/.test(size) || !sha256) return null;
  if (sha256 !== NONE && !/^[0-9a-f]{64}$/.test(sha256)) return null;
  const file: Record<string, unknown> = { name, size: Number(size) };
  if (version !== NONE) file.version = version;
  if (sha256 !== NONE) file.sha256 = sha256;
  for (const extra of extras) {
    const equals = extra.indexOf('=');
    const [key, value] = equals < 0 ? [extra, ''] : [extra.slice(0, equals), extra.slice(equals + 1)];
    if (key === 'estimated' && equals < 0) file.estimated = true;
    else if (key === 'role' && !ROLES.has(value)) return null;
    else if ((EXTRAS as readonly string[]).includes(key) && value) file[key] = value;
    else return null;
  }
  return file as unknown as LockedFile;
}
