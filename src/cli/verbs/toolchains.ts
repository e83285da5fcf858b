import { join } from 'node:path';
import { everyAxis } from '../../matrix/axes.ts';
import { InfrastructureError, ProblemInInput } from '../../model/errors.ts';
import { parseToolchain } from '../../model/ids.ts';
import { describeDownloads, ensureToolchain, printBytes, requireSpace } from '../../toolchains/ensure.ts';
import { complete, type Lock } from '../../toolchains/lock.ts';
import { type Column, countDownloads, planToolchains, type ToolchainPlan } from '../../toolchains/plan.ts';
import { verifyStored } from '../../toolchains/store/manage.ts';
import { listStored, type StoredToolchain } from '../../toolchains/store/store.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { abortOnSignals } from '../interrupt.ts';
import { digestOnly, loadCases } from '../load-cases.ts';
import { findProject } from '../project.ts';
import { readAsked } from '../run/plan.ts';
import { openSession, readMatrixFiles, type Session, writeLock } from '../run/session.ts';
import { shortPath } from '../short-path.ts';
import { print, printJson, tell } from '../terminal.ts';
import { prune, pruneBlobs } from '../toolchains/prune.ts';
import type { Verb } from '../verb.ts';

interface Options {
  action: string;
  names?: string[] | undefined;
  matrix?: string | undefined;
  profile: string;
  'dry-run': boolean;
  blobs: boolean;
  days: number;
  json: boolean;
}

/** `emrift toolchains list | lock | install | verify | prune`. */
export const toolchains: Verb<Options> = {
  options: (parser) =>
    parser
      .positional('action', {
        choices: ['list', 'lock', 'install', 'verify', 'prune'],
        type: 'string',
        demandOption: true,
      })
      .positional('names', { type: 'string', array: true, describe: 'Toolchains such as go1.23.12; without names all' })
      .option('matrix', { type: 'string', requiresArg: true, describe: 'Another matrix.yaml' })
      .option('profile', {
        type: 'string',
        default: 'default',
        requiresArg: true,
        describe: 'With lock and install: the profile whose cases are to run',
      })
      .option('dry-run', {
        type: 'boolean',
        default: false,
        describe: 'With install and prune: say what would be done',
      })
      .option('blobs', {
        type: 'boolean',
        default: false,
        describe: 'With prune: results of steps that were not used for long, in place of toolchains',
      })
      .option('days', {
        type: 'number',
        default: 30,
        requiresArg: true,
        describe: 'With prune --blobs: how long that is',
      })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' }),
  async handle(options) {
    if (options.action === 'install') for (const name of options.names ?? []) requireName(name);
    const signal = abortOnSignals();
    const session = await openSession({ signal, refresh: options.action === 'lock', note: tell });
    if (options.action === 'prune' && options.blobs) return pruneBlobs(session, options);
    const stored = await listStored(session.store);
    if (options.action === 'list') return list(stored, options);
    if (options.action === 'verify') return verify(session, choose(stored, options.names), signal, options);
    const project = findProject();
    const files = readMatrixFiles(options.matrix ?? project.matrix);
    // What any profile asks for stays; installed is what the cases of one use, or what is named.
    const asked = { profile: options.profile, update: false, locked: false };
    const isForCases = options.action === 'lock' || (options.action === 'install' && !options.names?.length);
    const axes = isForCases
      ? readAsked(files.matrix, loadCases(project.cases, digestOnly), asked).axes
      : everyAxis(files.matrix);
    const update = options.action === 'lock';
    const plan = await planToolchains(axes, files.lock, session.store, session.sources, { update });
    for (const line of plan.lines) tell(line);
    if (options.action === 'lock') return settleLock(plan, files.lockPath, options);
    if (options.action === 'prune') return prune(session, stored, plan.columns, options);
    const columns = plan.columns.filter(
      (column) => !options.names?.length || (column.id !== null && options.names.includes(column.id)),
    );
    if (columns.length === 0) throw new ProblemInInput(`the matrix asks for none of ${options.names?.join(', ')}`);
    return install(session, columns, plan.lock, files.lockPath, signal, options);
  },
};

/** What can be no toolchain's name needs no source to be refused. */
function requireName(name: string): void {
  if (parseToolchain(name)) return;
  throw new ProblemInInput(`${JSON.stringify(name.slice(0, 60))} is no toolchain`, {
    hint: 'such as go1.23.12 or em3.1.69-debian',
  });
}

/** Settles versions anew and keeps what they stand for, so that several machines can run the same. Installs nothing. */
function settleLock({ columns, lock }: ToolchainPlan, path: string, { json }: Options): ExitCode {
  const unlocked = writeLock(path, lock);
  if (unlocked) throw new InfrastructureError(unlocked);
  const settled = columns.flatMap((column) => (column.kind === 'locked' ? [column.id] : []));
  const missing = columns.flatMap((column) => (column.kind === 'unavailable' ? [column.reason] : []));
  for (const reason of missing) tell(reason);
  if (json) printJson({ settled, missing });
  else print(`${settled.length} toolchains are settled in ${shortPath(path)}`);
  return missing.length > 0 ? EXIT.infrastructure : EXIT.ok;
}

function list(stored: readonly StoredToolchain[], { json }: Options): ExitCode {
  const rows = stored.map(({ toolchain }) => toolchain);
  if (json) {
    printJson({
      toolchains: rows.map(({ id, version, origin, provenance, digest, size, llvm }) => ({
        id,
        version,
        origin,
        provenance,
        digest,
        size,
        llvm,
      })),
    });
    return EXIT.ok;
  }
  const width = Math.max(20, ...rows.map(({ id }) => id.length));
  for (const { id, origin, provenance, size, llvm } of rows) {
    print(
      `${id.padEnd(width)} ${printBytes(size).padStart(8)}  ${origin}, ${provenance}${llvm ? `, LLVM ${llvm}` : ''}`,
    );
  }
  print(`${rows.length} toolchains, ${printBytes(rows.reduce((sum, row) => sum + row.size, 0))}`);
  return EXIT.ok;
}

function choose(stored: readonly StoredToolchain[], names: readonly string[] | undefined): readonly StoredToolchain[] {
  if (!names?.length) return stored;
  for (const name of names) {
    if (stored.some(({ toolchain }) => toolchain.id === name)) continue;
    throw new ProblemInInput(`${name} is not in the store`, { hint: '`emrift toolchains list` tells what is' });
  }
  return stored.filter(({ toolchain }) => names.includes(toolchain.id));
}

async function verify(
  session: Session,
  stored: readonly StoredToolchain[],
  signal: AbortSignal,
  { json }: Options,
): Promise<ExitCode> {
  const found = [];
  for (const one of stored) {
    signal.throwIfAborted();
    found.push({ id: one.toolchain.id, name: one.name, ...(await verifyStored(session.store, one, signal)) });
  }
  if (json) printJson({ toolchains: found });
  for (const one of json ? [] : found) {
    if (one.kind === 'intact') print(`${one.id}: as it was installed`);
    else
      tell(
        `${one.id}: ${one.count} files are not as they were installed: ${one.paths.slice(0, 5).join(', ')}; remove ${join(session.store.dir, 'toolchains', one.name)}`,
      );
  }
  return found.every((one) => one.kind === 'intact') ? EXIT.ok : EXIT.infrastructure;
}

async function install(
  session: Session,
  columns: readonly Column[],
  lock: Lock,
  lockPath: string,
  signal: AbortSignal,
  options: Options,
): Promise<ExitCode> {
  const downloads = countDownloads(columns, session.store.platform);
  tell(describeDownloads(downloads) ?? 'all of them are in the store');
  if (options['dry-run']) return EXIT.ok;
  await requireSpace(session.store, downloads);
  const installed: string[] = [];
  const failed: string[] = [];
  let learned = lock;
  for (const column of columns) {
    const had = await ensureToolchain(column, session.store, session.sources, { signal, onProgress: tell });
    if (had.kind === 'unavailable') failed.push(had.reason);
    else installed.push(had.toolchain.id);
    if (had.kind === 'ready' && had.locked) learned = complete(learned, had.locked);
  }
  const unlocked = writeLock(lockPath, learned);
  if (unlocked) tell(unlocked);
  if (options.json) printJson({ installed, failed });
  else print(`${installed.length} toolchains are in the store`);
  if (failed.length > 0 && !options.json) throw new InfrastructureError(failed.join('; '));
  return failed.length > 0 ? EXIT.infrastructure : EXIT.ok;
}
