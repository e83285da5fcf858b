import { basename } from 'node:path';
import * as z from 'zod';
import { InfrastructureError } from '../../model/errors.ts';
import { callClient } from '../../system/client.ts';
import { type Member, refuseMembers } from './members.ts';
import type { UnpackOptions } from './unpack.ts';

/** Prints name, size and mode of each member as JSON; a zip has the mode in the upper half of its external attributes. */
const LIST =
  'import json, sys, zipfile; print(json.dumps([[i.filename, i.file_size, i.external_attr >> 16] for i in zipfile.ZipFile(sys.argv[1]).infolist()]))';

const LISTING = z.array(z.tuple([z.string(), z.number(), z.number()]));

/** Types of files as the upper bits of a mode have them (inode(7)). */
const TYPES: Readonly<Record<number, Member['kind']>> = { 0: 'file', 8: 'file', 4: 'folder', 10: 'link' };

/**
 * Unpacks a zip archive, as wheels are, into a folder (PEP 427). What it declares is checked first, and Python's
 * module reads no more of a member than that. Throws `InfrastructureError` for an archive that is not as it should be.
 */
export async function unpackWheel(archive: string, dir: string, options: UnpackOptions): Promise<void> {
  const client = { env: options.env, signal: options.signal };
  const listing = LISTING.parse(JSON.parse(await callClient(['python3', '-c', LIST, archive], client)));
  const members = listing.map(
    ([path, size, mode]): Member => ({
      path,
      size,
      kind: path.endsWith('/') ? 'folder' : (TYPES[mode >> 12] ?? 'other'),
      special: (mode & 0o7000) !== 0,
      // Python writes the target of a link as a file; nobody's wheel has one.
      ...(TYPES[mode >> 12] === 'link' ? { target: '/' } : {}),
    }),
  );
  const why = refuseMembers(members, options);
  if (why) throw new InfrastructureError(`${options.name ?? basename(archive)} ${why}`);
  await callClient(['python3', '-m', 'zipfile', '-e', archive, dir], client);
}
