import { findProject } from '../../engine/project/project.ts';
import { openSession, readMatrixFiles } from '../../engine/run/session.ts';
import { chooseColumns, chooseStored, installAll, planAsked, verifyAll } from '../../engine/toolchains/manage.ts';
import { listStored } from '../../toolchains/store/store.ts';
import type { ExitCode } from '../io/exit-codes.ts';
import { abortOnSignals } from '../io/interrupt.ts';
import { tell } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';
import { prune, pruneBlobs } from '../toolchains/prune.ts';
import { lockAll, printInstalled, printStored, printVerified } from '../toolchains/toolchains-text.ts';

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
  options: (parser) => {
    const text = { type: 'string', requiresArg: true } as const;
    const flag = { type: 'boolean', default: false } as const;
    return parser
      .positional('action', {
        choices: ['list', 'lock', 'install', 'verify', 'prune'],
        type: 'string',
        demandOption: true,
      })
      .positional('names', { type: 'string', array: true, describe: 'Toolchains such as go1.23.12; without names all' })
      .option('matrix', { ...text, describe: 'Another matrix.yaml' })
      .option('profile', {
        ...text,
        default: 'default',
        describe: 'With lock and install: the profile whose cases are to run',
      })
      .option('dry-run', { ...flag, describe: 'With install and prune: say what would be done' })
      .option('blobs', {
        ...flag,
        describe: 'With prune: results of steps that were not used for long, in place of toolchains',
      })
      .option('days', {
        type: 'number',
        default: 30,
        requiresArg: true,
        describe: 'With prune --blobs: how long that is',
      })
      .option('json', { ...flag, describe: 'One JSON document on standard output' });
  },
  handle: perform,
};

async function perform(options: Options): Promise<ExitCode> {
  const { action, names, json, 'dry-run': dryRun } = options;
  const signal = abortOnSignals();
  const update = action === 'lock';
  const session = await openSession({ signal, refresh: update, note: tell });
  if (action === 'prune' && options.blobs) return pruneBlobs(session, options);
  const stored = await listStored(session.store);
  if (action === 'list') return printStored(stored, json);
  if (action === 'verify') {
    return printVerified(session, await verifyAll(session, chooseStored(stored, names), signal), json);
  }
  const project = findProject();
  const files = readMatrixFiles(options.matrix ?? project.matrix);
  // What any profile asks for stays; installed is what the cases of one use, or what is named.
  const isForCases = update || (action === 'install' && !names?.length);
  const plan = await planAsked(session, files, project, { profile: isForCases ? options.profile : null, update });
  for (const line of plan.lines) tell(line);
  if (action === 'lock') return lockAll(plan, files.lockPath, json);
  if (action === 'prune') return prune(session, stored, plan.columns, options);
  const columns = chooseColumns(plan.columns, names);
  const all = await installAll(session, columns, { lock: plan.lock, dryRun, signal, note: tell });
  return printInstalled(all, files.lockPath, json);
}
