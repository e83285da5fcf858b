import { openRun } from '../../engine/run/open-run.ts';
import { WORKER_STORE } from '../../engine/run/remote-settings.ts';
import { openSession } from '../../engine/run/session.ts';
import { renderContainerfile } from '../../engine/worker/containerfile.ts';
import { describeStore } from '../../engine/worker/describe-store.ts';
import { prepareStore } from '../../engine/worker/prepare-store.ts';
import { codeOf, EXIT, type ExitCode } from '../io/exit-codes.ts';
import { abortOnSignals } from '../io/interrupt.ts';
import { notice, print, printFile, printJson } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';
import { quietProgress } from '../progress/quiet.ts';
import { settingsOf } from '../run/options.ts';
import { describeFacts } from '../worker/worker-text.ts';

interface Options {
  action: string;
  profile: string;
  matrix?: string | undefined;
  store: string;
  json: boolean;
}

/** `emrift worker prepare | properties | image`. */
export const worker: Verb<Options> = {
  options: (parser) =>
    parser
      .positional('action', { choices: ['prepare', 'properties', 'image'], type: 'string', demandOption: true })
      .option('profile', {
        type: 'string',
        requiresArg: true,
        default: 'default',
        describe: 'Profile whose steps the worker is to run',
      })
      .option('matrix', { type: 'string', requiresArg: true, describe: 'Another matrix.yaml' })
      .option('store', {
        type: 'string',
        requiresArg: true,
        default: WORKER_STORE,
        describe: 'Where steps find the store on the worker',
      })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' }),
  handle: perform,
};

async function perform({ action, profile, matrix, store, json }: Options): Promise<ExitCode> {
  if (action === 'image') {
    const text = renderContainerfile(profile, store);
    if (json) printJson({ containerfile: text });
    else printFile(text);
    return EXIT.ok;
  }
  const signal = abortOnSignals();
  if (action === 'properties') {
    const session = await openSession({ signal, note: notice });
    const facts = await describeStore(session.store, store);
    if (json) printJson(facts);
    else print(describeFacts(facts));
    return EXIT.ok;
  }
  const settings = settingsOf({ matrix, cases: undefined, fresh: false, sandbox: true, refresh: false }, signal);
  const run = await openRun({ ...settings, showProgress: () => quietProgress(notice) });
  const prepared = await prepareStore(run, profile);
  for (const line of prepared.failed) notice(line);
  if (json) printJson(prepared);
  else print(`${prepared.toolchains} toolchains and ${prepared.caches} caches are in ${run.session.store.dir}`);
  return codeOf(false, prepared.failed.length > 0);
}
