import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { findErrorLine } from '../../evidence/conformance/read-report.ts';
import { MOST_CALLS, MOST_TRACE, type Trace } from '../../evidence/trace/call.ts';
import { notesToTake, readNodeTrace } from '../../evidence/trace/read-node.ts';
import { readWazeroTrace, WAZERO_GAPS } from '../../evidence/trace/read-wazero.ts';
import type { Action, Exited } from '../../model/action.ts';
import { InfrastructureError, ProblemInInput } from '../../model/errors.ts';
import type { Blobs } from '../../run/storage/blobs.ts';
import { shortPath } from '../../system/short-path.ts';
import { copyFolder } from '../conformance/copy-folder.ts';
import { guestAction, keepFile, readOutput, withGuestMachine } from '../conformance/guest-machine.ts';
import { guestPath, type HostToolchain, hostCommand } from '../conformance/host-command.ts';
import { ERRORS, LOG, OUTPUT, STDOUT_BYTES, traceScript } from './trace-script.ts';

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
}

/** What a host revealed, and how the guest ended. */
export interface Traced extends Trace {
  readonly host: string;
  /** What this host never reveals. */
  readonly gaps: readonly string[];
  /** Null where a limit ended it: then `ended` names that. */
  readonly exitCode: number | null;
  readonly ended: string | null;
  /** What was said on standard error of how it ended, where that was not with 0. Null: nothing, or there it was 0. */
  readonly told: string | null;
  /** What the guest printed on standard output, cut after 64 KB. */
  readonly stdout: string;
}

/**
 * Runs a module under Node.js or wazero in the sandbox, without standard input, and reads its calls. Throws
 * `ProblemInInput` for a module or folder that is not there, `InfrastructureError` where the machine was not fit.
 */
export async function traceModule(
  request: TraceRequest,
  host: HostToolchain,
  store: string,
  { signal, note }: { readonly signal: AbortSignal; readonly note: (line: string) => void },
): Promise<Traced> {
  return await withGuestMachine(store, [host], note, async ({ blobs, executor }) => {
    const action = planTrace(request, host, blobs);
    const result = await executor.execute(action, signal);
    if (result.kind === 'infra') throw new InfrastructureError(result.reason);
    if (result.kind === 'limit') throw new InfrastructureError(`the limit on ${result.limit} ended the guest`);
    return readTraced(request, host, result, blobs);
  });
}

function planTrace(request: TraceRequest, host: HostToolchain, blobs: Blobs): Action {
  const module = `module/${basename(request.module)}`;
  const inputs = [keepFile(blobs, module, readModule(request.module))];
  const prepare = ['mkdir -p control'];
  if (request.root !== undefined) {
    const copy = copyFolder(request.root, 'guest', blobs);
    if ('reason' in copy) throw new ProblemInInput(copy.reason, { position: { file: shortPath(request.root) } });
    inputs.push(...copy.files);
    prepare.push(...copy.commands);
  }
  const preopens = request.root === undefined ? [] : [{ from: 'guest', to: '/' }];
  const guest = { module: `./${module}`, args: [...request.args], env: { ...request.env }, preopens };
  if (host.tool === 'node') {
    const trace = { file: LOG, calls: MOST_CALLS, bytes: MOST_TRACE, notes: notesToTake() };
    inputs.push(keepFile(blobs, guestPath(0), JSON.stringify({ ...guest, trace })));
  }
  const plain = hostCommand(host.tool, Number(host.version.split('.')[0]), guest, 0);
  const command = host.tool === 'wazero' ? [...plain.slice(0, 2), '-hostlogging=all', ...plain.slice(2)] : plain;
  const script = [...prepare, traceScript(command, request.seconds)].join('\n');
  const limits = { wall: request.seconds * 1000 + 30_000 };
  return guestAction(host, { inputs, script, outputs: [LOG, ERRORS, OUTPUT], limits }, blobs);
}

function readTraced({ seconds }: TraceRequest, host: HostToolchain, result: Exited, blobs: Blobs): Traced {
  const read = (path: string, most: number) => Buffer.from(readOutput(result, path, most, blobs)).toString();
  const errors = read(ERRORS, MOST_TRACE);
  const trace =
    host.tool === 'node' ? readNodeTrace(read(LOG, MOST_TRACE * 2), MOST_CALLS) : readWazeroTrace(errors, MOST_CALLS);
  const isLate = result.stdout.includes('late\n');
  return {
    host: host.id,
    ...trace,
    cut: trace.cut || (host.tool === 'wazero' && result.stdout.includes('long\n')),
    gaps: host.tool === 'node' ? NODE_GAPS : WAZERO_GAPS,
    exitCode: isLate ? null : result.exitCode,
    ended: isLate ? `did not end within ${seconds} seconds` : null,
    told: result.exitCode === 0 ? null : findErrorLine(errors.replace(/.*(?:-->|\t==>|\t<==) .*/g, '')),
    stdout: read(OUTPUT, STDOUT_BYTES),
  };
}

const NODE_GAPS = ['a call that is under way when the guest is ended is not shown'] as const;

function readModule(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ProblemInInput(code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`, {
      position: { file: shortPath(path) },
    });
  }
}
