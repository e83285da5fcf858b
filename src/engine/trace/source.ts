import { randomBytes } from 'node:crypto';
import { instrument } from '../../evidence/instrument/instrument.ts';
import type { CallPlan } from '../../evidence/instrument/plan-calls.ts';
import { readRecords, splitErrors } from '../../evidence/instrument/read-records.ts';
import { MARK_BYTES } from '../../evidence/instrument/record-layout.ts';
import { MOST_CALLS, type Trace } from '../../evidence/trace/call.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { shortPath } from '../../system/short-path.ts';
import type { HostToolchain } from '../conformance/host-command.ts';
import { readModule } from './read-module.ts';
import { chooseWay, type HostLog, type Way } from './ways.ts';

/** How the calls of one run are read: from the host's log, or from what the recorder wrote behind its mark. */
export type Source =
  | { readonly way: 'log'; readonly log: HostLog; readonly module: Uint8Array }
  | {
      readonly way: 'module' | 'system';
      readonly module: Uint8Array;
      readonly plan: CallPlan;
      /** Letters and digits, which everybody who quotes them shows as they are. */
      readonly mark: string;
    };

/**
 * Makes a module ready to be run and traced. Throws `ProblemInInput` for one that is not there, imports from elsewhere than WASI
 * or cannot be instrumented, or a host without a log where that is asked for.
 */
export function openSource(path: string, way: Way | undefined, host: HostToolchain): Source {
  const chosen = chooseWay(host, way);
  const module = readModule(path);
  if (chosen !== 'module' && chosen !== 'system') return { way: 'log', log: chosen, module };
  const mark = randomBytes(MARK_BYTES / 2).toString('hex');
  const done = instrument(module, Buffer.from(mark), chosen === 'system' ? 'around calls' : 'in batches');
  if (done.kind === 'refused') throw new ProblemInInput(done.reason, { position: { file: shortPath(path) } });
  return { way: chosen, module: done.bytes, plan: done.plan, mark };
}

/** Reads standard error. `said` is what is left of it without what tells of calls. */
export function readErrors(
  errors: Buffer,
  source: Source,
): Trace & { readonly said: string; readonly gaps: readonly string[] } {
  if (source.way === 'log') {
    const text = errors.toString();
    const { read, without, gaps } = source.log;
    return { ...read(text, MOST_CALLS), gaps, said: without(text) };
  }
  const { records, said } = splitErrors(errors, Buffer.from(source.mark));
  const left = source.plan.left.map((name) => `calls of ${name}, which takes or gives more than plain numbers`);
  const gaps = [...left, ...(source.way === 'module' ? [ENDED_EARLY] : []), AFTER_CLOSE];
  return { ...readRecords(records, source.plan, MOST_CALLS), gaps, said: said.toString() };
}

/** What the recorder does not show. */
const ENDED_EARLY =
  'after 4096 calls, up to a millisecond of calls may be missing at the end of a guest that traps or is ended from outside';
const AFTER_CLOSE = 'nothing is shown of what a guest does after it closed standard error';
