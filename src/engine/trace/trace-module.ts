import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { findErrorLine } from '../../evidence/conformance/read-report.ts';
import { instrument } from '../../evidence/instrument/instrument.ts';
import type { CallPlan } from '../../evidence/instrument/plan-calls.ts';
import { readRecords, splitErrors } from '../../evidence/instrument/read-records.ts';
import { MARK_BYTES } from '../../evidence/instrument/record-layout.ts';
import { MOST_CALLS, MOST_TRACE, type Trace } from '../../evidence/trace/call.ts';
import { readWasm } from '../../evidence/wasm/read-wasm.ts';
import type { Action, Exited } from '../../model/action.ts';
import { InfrastructureError, ProblemInInput } from '../../model/errors.ts';
import { cleanLine } from '../../reports/text/clean.ts';
import type { Blobs } from '../../run/storage/blobs.ts';
import { shortPath } from '../../system/short-path.ts';
import { whyUnread } from '../../system/why-unread.ts';
import { copyFolder } from '../conformance/copy-folder.ts';
import { guestAction, keepFile, readOutput, withGuestMachine } from '../conformance/guest-machine.ts';
import { guestPath, type HostToolchain, hostCommand } from '../conformance/host-command.ts';
import { ERRORS, OUTPUT, STDOUT_BYTES, traceScript } from './trace-script.ts';
import { chooseWay, type HostLog, type Way } from './ways.ts';

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
  /** Who records the calls. Undefined: the host where it does, else the module. */
  readonly way: Way | undefined;
}

/** What was revealed of a run, and how the guest ended. */
export interface Traced extends Trace {
  readonly host: string;
  /** Who records the calls: the host's own `log`, or the `module` into which a recorder was put. */
  readonly way: Way;
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

/** How the calls of one run are read: from the host's log, or from what the recorder wrote behind its mark. */
type Source =
  | { readonly way: 'log'; readonly log: HostLog; readonly module: Uint8Array }
  | { readonly way: 'module'; readonly module: Uint8Array; readonly plan: CallPlan; readonly mark: Uint8Array };

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
  const source = openSource(request, host);
  return await withGuestMachine(store, [host], note, async ({ blobs, executor }) => {
    const action = planTrace(request, host, source, blobs);
    const result = await executor.execute(action, signal);
    if (result.kind === 'infra') throw new InfrastructureError(result.reason);
    if (result.kind === 'limit') throw new InfrastructureError(`the limit on ${result.limit} ended the guest`);
    return readTraced(request, host, source, result, blobs);
  });
}

function openSource({ module: path, way }: TraceRequest, host: HostToolchain): Source {
  const chosen = chooseWay(host, way);
  const module = readModule(path);
  if (chosen !== 'module') return { way: 'log', log: chosen, module };
  const mark = randomBytes(MARK_BYTES);
  const done = instrument(module, mark);
  if (done.kind === 'refused') throw new ProblemInInput(done.reason, { position: { file: shortPath(path) } });
  return { way: 'module', module: done.bytes, plan: done.plan, mark };
}

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
  if (host.tool === 'node') inputs.push(keepFile(blobs, guestPath(0), JSON.stringify(guest)));
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
    calls,
    cut: cut || result.stdout.includes('long\n'),
    gaps,
    exitCode: isLate ? null : result.exitCode,
    ended: isLate ? `did not end within ${seconds} seconds` : null,
    error: result.exitCode === 0 ? null : findErrorLine(said),
    stdout: Buffer.from(readOutput(result, OUTPUT, STDOUT_BYTES, blobs)).toString(),
  };
}

/** `said` is what is left of standard error without the lines on calls. */
function readErrors(
  errors: Buffer,
  source: Source,
): Trace & { readonly said: string; readonly gaps: readonly string[] } {
  if (source.way === 'log') {
    const text = errors.toString();
    const { read, without, gaps } = source.log;
    return { ...read(text, MOST_CALLS), gaps, said: without(text) };
  }
  const { records, said } = splitErrors(errors, source.mark);
  const gaps = source.plan.left.map((name) => `calls of ${name}, which takes or gives more than plain numbers`);
  return { ...readRecords(records, source.plan, MOST_CALLS), gaps: [...gaps, ...RECORDER_GAPS], said: said.toString() };
}

/** What the recorder does not show. */
const RECORDER_GAPS = [
  'after 4096 calls, up to a millisecond of calls may be missing at the end of a guest that traps or is ended from outside',
  'nothing is shown of what a guest does after it closed standard error',
] as const;

function readModule(path: string): Uint8Array {
  const bytes = readBytes(path);
  const foreign = foreignImport(bytes);
  if (foreign === null) return bytes;
  throw new ProblemInInput(`is no module of WASI alone: it imports ${foreign}`, {
    position: { file: shortPath(path) },
    hint: `\`emrift inspect ${shortPath(path)}\` says what it needs and what runs it`,
  });
}

/** The first import from a module that is none of WASI's; null for none, and for what cannot be read. */
function foreignImport(bytes: Uint8Array): string | null {
  try {
    const first = readWasm(bytes, 'summary').imports.find(({ module }) => !module.startsWith('wasi'));
    return first ? cleanLine(`${first.module}.${first.name}`) : null;
  } catch {
    // What the file is then, its host says.
    return null;
  }
}

function readBytes(path: string): Uint8Array {
  try {
    // A pipe or a device has no end that it would have to come to.
    if (!statSync(path).isFile())
      throw new ProblemInInput('is no regular file', { position: { file: shortPath(path) } });
    return readFileSync(path);
  } catch (error) {
    if (error instanceof ProblemInInput) throw error;
    throw new ProblemInInput(whyUnread(error, 'file'), { position: { file: shortPath(path) } });
  }
}
