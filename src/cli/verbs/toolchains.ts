import { findProject } from '../../engine/project/project.ts';
import { openSession, readMatrixFiles } from '../../engine/run/session.ts';
import {
  checkNames,
  chooseColumns,
  chooseStored,
  installAll,
  planAsked,
  verifyAll,
} from '../../engine/toolchains/manage.ts';
import { listStored } from '../../toolchains/store/store.ts';
import type { ExitCode } from '../io/exit-codes.ts';
import { abortOnSignals } from '../io/interrupt.ts';
import { notice } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';
import { prune, pruneBlobs } from '../toolchains/prune.ts';
import { declareToolchainsOptions, type ToolchainsOptions } from '../toolchains/toolchains-options.ts';
import { lockAll, printInstalled, printStored, printVerified } from '../toolchains/toolchains-text.ts';

/** `emrift toolchains list | lock | install | verify | prune`. */
export const toolchains: Verb<ToolchainsOptions> = {
  options: declareToolchainsOptions,
  handle: perform,
};

async function perform(options: ToolchainsOptions): Promise<ExitCode> {
  const { action, names, json, 'dry-run': dryRun } = options;
  if (action === 'install') checkNames(names);
  const signal = abortOnSignals();
  const update = action === 'lock';
  const session = await openSession({ signal, refresh: update, note: notice });
  if (action === 'prune' && options.blobs) return pruneBlobs(session, options);
  const stored = await listStored(session.store);
  if (action === 'list') return printStored(stored, json);
  const verifies = action === 'verify';
  if (verifies) return printVerified(session, await verifyAll(session, chooseStored(stored, names), signal), json);
  const project = findProject();
  const files = readMatrixFiles(options.matrix ?? project.matrix);
  // What any profile asks for stays; installed is what the cases of one use, or what is named.
  const isForCases = update || (action === 'install' && !names?.length);
  const plan = await planAsked(session, files, project, { profile: isForCases ? options.profile : null, update });
  for (const line of plan.lines) notice(line);
  if (action === 'lock') return lockAll(plan, files.lockPath, json);
  if (action === 'prune') return prune(session, stored, plan.columns, options);
  const columns = chooseColumns(plan.columns, names);
  const all = await installAll(session, columns, { lock: plan.lock, dryRun, signal, note: notice });
  return printInstalled(all, files.lockPath, json);
}
