import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import type { Action, ActionResult, NotRun } from '../../model/action.ts';
import { bubblewrapEntry } from '../../run/executor/entry.ts';
import { createLocalExecutor } from '../../run/executor/local.ts';
import { JOB_FILES, JOB_FORMAT, type Job } from '../../run/remote/job.ts';
import { printReport, REPORT } from '../../run/remote/print-report.ts';
import { type Blobs, openBlobs } from '../../run/storage/blobs.ts';
import { createCacheWarmer } from '../../run/warm/cache-warmer.ts';
import { removeTree } from '../../system/remove-tree.ts';
import { openIsolation } from '../../system/sandbox/isolation.ts';
import { listStored } from '../../toolchains/store/store.ts';

/**
 * Carries out the job in a folder as this machine's own executor would, and leaves a report with its outputs there. Gives what came
 * of it, `infra` where the worker was not fit for it. Throws where the folder holds no job.
 */
export async function runJob(folder: string, signal: AbortSignal): Promise<ActionResult> {
  const job = JSON.parse(await readFile(join(folder, JOB_FILES.job), 'utf8')) as Job;
  if (job.format !== JOB_FORMAT) throw new Error(`a job of format ${job.format}, and this program knows ${JOB_FORMAT}`);
  // Below the folder of the job, for /tmp of a worker may be in memory, or shared.
  const scratch = mkdtempSync(join(folder, 'emrift-'));
  try {
    const blobs = openBlobs(scratch);
    const found = { ...job, store: resolve(folder, job.store) };
    const result = (await takeInputs(folder, job.action, blobs)) ?? (await execute(found, scratch, blobs, signal));
    await leave(folder, job, result, blobs);
    return result;
  } finally {
    await removeTree(scratch);
  }
}

/**
 * Takes the inputs as files of the step's own. A worker may keep what it stages, and a step of somebody else may have written to
 * it: bytes that are not those of their digest are no input.
 */
async function takeInputs(folder: string, { inputs }: Action, blobs: Blobs): Promise<NotRun | null> {
  for (const digest of new Set(inputs.map((node) => node.digest))) {
    const file = await open(join(folder, JOB_FILES.inputs, digest.slice(7)), 'r');
    try {
      if ((await blobs.putOpen(file)) !== digest)
        return { kind: 'infra', reason: `the worker changed the input ${digest}` };
    } finally {
      await file.close();
    }
  }
  return null;
}

async function execute(
  { action, store }: Job,
  scratch: string,
  blobs: Blobs,
  signal: AbortSignal,
): Promise<ActionResult> {
  const state = await openIsolation({ nested: true });
  if (state.kind === 'refused')
    return { kind: 'infra', reason: `${hostname()}: steps cannot be isolated: ${state.reason}` };
  const { isolation } = state;
  try {
    const stored = await listStored({ dir: store, platform: 'linux-x64' });
    const byDigest = new Map(stored.map(({ toolchain }) => [toolchain.digest as string, toolchain]));
    const missing = action.toolchains.find(({ digest }) => !byDigest.has(digest));
    if (missing)
      return { kind: 'infra', reason: `the store of the worker (${store}) lacks the toolchain for ${missing.role}` };
    const entry = bubblewrapEntry(isolation);
    const toolchainOf = (digest: string) => byDigest.get(digest);
    const caches = createCacheWarmer({ store, entry, signal }, () => {
      throw new Error('a worker prepares nothing');
    });
    const layCaches = (one: Action, place: string, own: boolean) => caches.layCaches(one, place, own, toolchainOf);
    return await createLocalExecutor({ store: scratch, blobs, entry, toolchainOf, layCaches }).execute(action, signal);
  } finally {
    isolation.close();
  }
}

async function leave(folder: string, { key }: Job, result: ActionResult, blobs: Blobs): Promise<void> {
  mkdirSync(join(folder, JOB_FILES.outputs), { recursive: true });
  const outputs = result.kind === 'exited' ? result.outputs : [];
  for (const { digest } of outputs) await blobs.copyTo(digest, join(folder, JOB_FILES.outputs, digest.slice(7)));
  writeFileSync(
    join(folder, REPORT),
    printReport(key, result, ({ digest }) => blobs.sizeOf(digest)),
  );
}
