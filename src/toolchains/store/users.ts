import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../model/canonical.ts';
import { makeFolder } from '../../system/folders.ts';
import { type Identity, isRunning, ownIdentity } from '../../system/identity.ts';

/** Another process that has the store open, and the names of the toolchains that it uses. */
export interface StoreUser {
  readonly pid: number;
  readonly names: ReadonlySet<string>;
}

/** A process elsewhere, which cannot be asked for, counts for as long as this after its last mark, in milliseconds. */
const ELSEWHERE = 86_400_000;

/** How often this process shows those elsewhere that it still lives, in milliseconds. */
const BEAT = ELSEWHERE / 24;

/** Notes that this process has the store open; the note outlives it and is swept by others. */
export async function enterStore(store: string): Promise<void> {
  makeFolder(join(store, FOLDER));
  const path = ownPath(store);
  if (existsSync(path)) return;
  writeFileSync(path, `${JSON.stringify(ownIdentity())}\n`);
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => clearInterval(beat));
  }, BEAT);
  beat.unref();
}

/** Notes that this process uses a toolchain, before it looks whether that is there. */
export function markUse(store: string, name: string): void {
  // A store that was never entered is not shared with anyone.
  if (existsSync(ownPath(store))) appendFileSync(ownPath(store), `${name}\n`);
}

/** All other living processes that have the store open. What dead ones noted is removed. */
export async function otherUsers(store: string): Promise<StoreUser[]> {
  const users: StoreUser[] = [];
  for (const file of await readdir(join(store, FOLDER)).catch(() => [])) {
    const path = join(store, FOLDER, file);
    if (path === ownPath(store)) continue;
    const [first = '', ...names] = (await readFile(path, 'utf8').catch(() => '')).split('\n');
    const identity = readIdentity(first);
    if (identity && (isRunning(identity) ?? (await isFresh(path)))) {
      users.push({ pid: identity.pid, names: new Set(names.filter(Boolean)) });
    } else if (identity || !(await isFresh(path))) await rm(path, { force: true });
  }
  return users;
}

const FOLDER = 'in-use';

function ownPath(store: string): string {
  const { pid, machine, started } = ownIdentity();
  return join(store, FOLDER, `${pid}.${started}.${sha256(machine).slice(0, 8)}`);
}

async function isFresh(path: string): Promise<boolean> {
  return stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs < ELSEWHERE,
    () => false,
  );
}

function readIdentity(line: string): Identity | null {
  try {
    return JSON.parse(line) as Identity;
  } catch {
    // Just created and not yet written.
    return null;
  }
}
