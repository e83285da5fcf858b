import { mkdir, open, realpath, rm } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { InfrastructureError } from '../../model/errors.ts';
import { type ClientOutcome, lastWords, runClient } from '../../system/client.ts';
import { type ArchiveRules, cleanPath, type Member, MOST, parentsOf, refuseMembers } from './members.ts';
import { LISTING_ARGS, readTarListing } from './tar-listing.ts';

/** How archives are unpacked. */
export interface UnpackOptions extends ArchiveRules {
  /** The environment of the programs that unpack. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** What the archive is called where it is refused; its file's name by default. */
  readonly name?: string;
  /** Further words for `tar`: what to take and to leave out. */
  readonly args?: readonly string[];
}

/** Longest time for one archive, in milliseconds. */
const WALL = 900_000;
/** The unit of `ulimit -f` (POSIX), and what the format adds to the contents. */
const BLOCK = 512;
const PLAIN_BLOCKS = Math.ceil(MOST.tree / BLOCK) + 3 * MOST.members;

/**
 * Unpacks an archive into a folder. All that it declares is checked before anything of it is written; it is expanded once,
 * to a bound, so that the program which lists it is the one that unpacks it. Owners and special bits are not taken over.
 * Throws `InfrastructureError` for whatever is no plain tree of files.
 */
export async function unpackArchive(archive: string, dir: string, options: UnpackOptions): Promise<void> {
  const name = options.name ?? basename(archive);
  const client = { env: { ...options.env, LC_ALL: 'C' }, signal: options.signal, wall: WALL };
  const plain = `${archive}.plain`;
  try {
    const how = await expanderOf(archive, name);
    const expanding = `ulimit -f ${PLAIN_BLOCKS}; exec ${how} "$1" > "$2"`;
    const said = await runClient(['sh', '-ec', expanding, 'expand', archive, plain], client);
    if (said.exitCode === TOO_LARGE) throw refused(name, 'is too large once it is expanded');
    if (said.exitCode !== 0) throw refused(name, `cannot be expanded: ${lastWords(said)}`);
    const listed = await runClient(['tar', ...LISTING_ARGS, '-f', plain], client);
    if (listed.exitCode !== 0) throw refused(name, 'is damaged');
    const members = readTarListing(listed.stdout);
    if (!members) throw refused(name, 'is no plain archive of files');
    const why = refuseMembers(members, options) ?? (await refuseWays(members, dir));
    if (why) throw refused(name, why);
    await mkdir(dir, { recursive: true });
    const unpacking = `umask 022; ulimit -f ${Math.ceil(MOST.file / BLOCK)}; exec tar "$@"`;
    const args = ['-xf', plain, '-C', dir, '--no-same-owner', '--no-same-permissions', '--delay-directory-restore'];
    const done = await runClient(['sh', '-ec', unpacking, 'unpack', ...args, ...(options.args ?? [])], client);
    if (done.exitCode !== 0) throw refused(name, `cannot be unpacked: ${firstWords(done)}`);
  } finally {
    await rm(plain, { force: true });
  }
}

/** What a shell reports for a program that SIGXFSZ ended (signal(7)). */
const TOO_LARGE = 128 + 25;

/** What the header of a first member of an archive that is not compressed has, and where (POSIX, ustar). */
const MAGIC = { text: 'ustar', at: 257 } as const;

/** The program that expands an archive, by its first bytes. */
async function expanderOf(archive: string, name: string): Promise<string> {
  const file = await open(archive);
  try {
    const { buffer } = await file.read(Buffer.alloc(MAGIC.at + MAGIC.text.length), 0, null, 0);
    const start = buffer.toString('latin1');
    if (start.startsWith('\x1f\x8b')) return 'gzip -dc';
    if (start.startsWith('\xfd7zXZ\0')) return 'xz -dc';
    if (start.startsWith('BZh')) return 'bzip2 -dc';
    if (start.startsWith('!<arch>\n')) return 'dpkg-deb --fsys-tarfile';
    if (start.startsWith(MAGIC.text, MAGIC.at)) return 'cat --';
    throw refused(name, 'is no archive of a known kind');
  } finally {
    await file.close();
  }
}

/** A folder that was unpacked into before may have links that lead out of it: nothing is written behind them. */
async function refuseWays(members: readonly Member[], dir: string): Promise<string | null> {
  const root = await realpath(dir).catch(() => null);
  if (root === null) return null;
  const ways = members.flatMap(({ path, kind, target = '' }) =>
    [path, ...(kind === 'hard-link' ? [target] : [])].flatMap((one) => parentsOf(cleanPath(one))),
  );
  for (const way of new Set(ways)) {
    const real = await realpath(join(dir, way)).catch(() => null);
    if (real !== null && !`${real}/`.startsWith(`${root}${sep}`)) return `holds members behind the link ${way}`;
  }
  return null;
}

/** `tar` says first what went wrong and last that something did. */
function firstWords({ exitCode, stderr }: ClientOutcome): string {
  return stderr.split('\n')[0]?.slice(0, 200) || `exit code ${exitCode}`;
}

function refused(name: string, why: string): InfrastructureError {
  return new InfrastructureError(`${name} ${why}`);
}
