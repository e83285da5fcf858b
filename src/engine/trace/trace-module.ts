import { basename } from 'node:path';
import { findErrorLine } from '../../evidence/conformance/read-report.ts';
import { MOST_TRACE, type Trace } from '../../evidence/trace/call.ts';
import { type Outside, readSystemCalls, withSystemCalls } from '../../evidence/trace/system-calls.ts';
import type { Action, Exited } from '../../model/action.ts';
import { InfrastructureError, ProblemInInput } from '../../model/errors.ts';
import type { Blobs } from '../../run/storage/blobs.ts';
import { shortPath } from '../../system/short-path.ts';
import { copyFolder } from '../conformance/copy-folder.ts';
import {
  type GuestMachine,
  guestAction,
  keepFile,
  readOutput,
  withGuestMachine,
} from '../conformance/guest-machine.ts';
import { guestPath, type HostToolchain, hostCommand, isScripted } from '../conformance/host-command.ts';
import { openSource, readErrors, type Source } from './source.ts';
import { type StraceLog, withStraceLog } from './strace-log.ts';
import { ERRORS, OUTPUT, STDOUT_BYTES, traceScript } from './trace-script.ts';
import type { Way } from './ways.ts';

/** What is run and traced. */
export interface TraceRequest {
  /** The path of the module. */
  readonly module: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** A folder of which the guest gets a copy as `/`. */
  readonly root: string | undefined;
  /** In seconds. */
  readonly seconds: number;
  /** Who records the calls. Undefined: the host where it has a log, else the module. */
  readonly way: Way | undefined;
}

/** What was revealed of a run, and how the guest ended. */
export interface Traced extends Trace {
  readonly host: string;
  /** Who records the calls: the host's own `log`, or the `module` into which a recorder was put, with `system` under strace. */
  readonly way: Way;
  /** How many system calls belong to no call of the guest. Null: system calls were not asked for, or none could be assigned. */
  readonly outside: Outside | null;
  /** What is never revealed that way. */
  readonly gaps: readonly string[];
  /** Null where a limit ended it: then `ended` names that. */
  readonly exitCode: number | null;
  readonly ended: string | null;
  /** What was said on standard error of how it ended, where that was not with 0. Null: nothing, or there it was 0. */
  readonly error: string | null;
  /** What the guest printed on standard output, cut after 64 KB. */
  readonly stdout: string;
}

/**
 * Runs a module in the sandbox, without standard input, and reads its calls. Throws `ProblemInInput` for a module or folder
 * that is not there, one that imports from elsewhere than WASI or cannot be instrumented, or a host without a log where that
 * is asked for, `InfrastructureError` where the machine was not fit.
 */
export async function traceModule(
  request: TraceRequest,
  host: HostToolchain,
  store: string,
  { signal, note }: { readonly signal: AbortSignal; readonly note: (line: string) => void },
): Promise<Traced> {
  const source = openSource(request.module, request.way, host);
  const runUnder = async (log: StraceLog | null) => {
    const run = async ({ blobs, executor }: GuestMachine) => {
      const action = planTrace(request, host, source, blobs);
      const result = await executor.execute(action, signal);
      if (result.kind === 'infra') throw new InfrastructureError(result.reason);
      if (result.kind === 'limit') throw new InfrastructureError(`the limit on ${result.limit} ended the guest`);
      const traced = readTraced(request, host, source, result, blobs);
      return log === null || source.way === 'log' ? traced : addSystemCalls(traced, log, source.mark);
    };
    return await withGuestMachine(store, [host], note, run, log?.around);
  };
  return source.way === 'system' ? await withStraceLog(store, note, runUnder) : await runUnder(null);
}

function addSystemCalls(traced: Traced, log: StraceLog, mark: string): Traced {
  const { text, isCut } = log.read();
  const found = readSystemCalls(text, mark, isCut);
  const { calls, outside } = withSystemCalls(traced.calls, found);
  const isFound = found.byCall.length > 0 || calls.length === 0;
  const gaps = [
    ...traced.gaps,
    ...STRACE_GAPS,
    ...(found.isWhole ? [] : ['of later calls system calls are not kept']),
    ...(isFound ? [] : ['none of the system calls of the host could be assigned to a call of the guest']),
  ];
  return { ...traced, calls, outside: isFound ? outside : null, gaps };
}

/** What strace is not asked for, and what cannot be known from it. */
const STRACE_GAPS = [
  'system calls on memory, threads, locks and signals are left out, and what the host answers without the kernel, as clocks are',
  'what another thread of the host does meanwhile may be for the guest or for itself',
  'times are those under strace, and the calls of the guest have none',
] as const;

function planTrace(request: TraceRequest, host: HostToolchain, source: Source, blobs: Blobs): Action {
  const module = `module/${basename(request.module)}`;
  const inputs = [keepFile(blobs, module, source.module)];
  const prepare = ['mkdir -p control'];
  if (request.root !== undefined) {
    const copy = copyFolder(request.root, 'guest', blobs);
    if ('reason' in copy) throw new ProblemInInput(copy.reason, { position: { file: shortPath(request.root) } });
    inputs.push(...copy.files);
    prepare.push(...copy.commands);
  }
  const preopens = request.root === undefined ? [] : [{ from: 'guest', to: '/' }];
  const guest = { module: `./${module}`, args: [...request.args], env: { ...request.env }, preopens };
  if (isScripted(host.tool)) inputs.push(keepFile(blobs, guestPath(0), JSON.stringify(guest)));
  const plain = hostCommand(host, guest, 0);
  const command = source.way === 'log' ? source.log.command(plain) : plain;
  const script = [...prepare, traceScript(command, request.seconds)].join('\n');
  const limits = { wall: request.seconds * 1000 + 30_000 };
  return guestAction(host, { inputs, script, outputs: [ERRORS, OUTPUT], limits }, blobs);
}

function readTraced(
  { seconds }: TraceRequest,
  host: HostToolchain,
  source: Source,
  result: Exited,
  blobs: Blobs,
): Traced {
  const errors = Buffer.from(readOutput(result, ERRORS, MOST_TRACE, blobs));
  const { said, gaps, calls, cut } = readErrors(errors, source);
  const isLate = result.stdout.includes('late\n');
  return {
    host: host.id,
    way: source.way,
    outside: null,
    calls,
    cut: cut || result.stdout.includes('long\n'),
    gaps,
    exitCode: isLate ? null : result.exitCode,
    ended: isLate ? `did not end within ${seconds} seconds` : null,
    error: result.exitCode === 0 ? null : findErrorLine(said),
    stdout: Buffer.from(readOutput(result, OUTPUT, STDOUT_BYTES, blobs)).toString(),
  };
}
