import type { Readable, Writable } from 'node:stream';
import { createLogReader, type ReadLog } from '../../evidence/context/log-reader.ts';
import { InfrastructureError, ProblemInInput } from '../../model/errors.ts';

/** A command that was followed: what it printed, and how it ended. */
export interface Followed {
  readonly log: ReadLog;
  /** Its exit code; 128 and the signal's number where a signal ended it, as shells count. */
  readonly code: number;
}

const LINE_FEED = 10;

/**
 * Runs a command whose output passes through unchanged, each stream to its own, and reads along. Throws `ProblemInInput`
 * where it cannot be started, `InfrastructureError` where what it prints cannot be passed on. Signals reach it as they reach this process.
 */
export async function followCommand([program, ...args]: readonly string[]): Promise<Followed> {
  if (program === undefined || program === '') {
    throw new ProblemInInput('--follow needs a command', { hint: '`emrift explain --follow make -j4`' });
  }
  const { execa } = await import('execa');
  const child = execa(program, args, { stdin: 'inherit', buffer: false, reject: false });
  const reader = createLogReader(program);
  const pass = (from: Readable, to: Writable) => passLines(from, to, (bytes) => reader.push(bytes));
  const [result] = await Promise.all([child, pass(child.stdout, process.stdout), pass(child.stderr, process.stderr)]);
  const { code, originalMessage } = result as { code?: string; originalMessage?: string };
  if (result.exitCode === undefined && result.signal === undefined) {
    const reason = code === 'ENOENT' ? 'there is no such program' : (originalMessage ?? 'it could not be started');
    throw new ProblemInInput(`${program}: ${reason}`);
  }
  return { log: reader.end(), code: result.exitCode ?? 128 + (await signalNumber(result.signal)) };
}

async function signalNumber(name: string | undefined): Promise<number> {
  const { constants } = await import('node:os');
  return (constants.signals as Record<string, number>)[name ?? ''] ?? 0;
}

/** Passes standard input through to standard output, byte for byte, and reads along. Throws `InfrastructureError` where it cannot. */
export async function teeInput(): Promise<ReadLog> {
  const reader = createLogReader('standard input');
  await passLines(process.stdin, process.stdout, (bytes) => reader.push(bytes));
  return reader.end();
}

/**
 * Passes a stream on as it comes, and hands on whole lines, so that two streams do not tear each other's apart. Throws
 * `InfrastructureError` at the end where something else than a reader that is gone kept it from passing all on.
 */
async function passLines(from: Readable, to: Writable, take: (bytes: Buffer) => void): Promise<void> {
  let open: Buffer[] = [];
  // A reader that is gone (`| head`) ends the passing, not the reading.
  let gone = false;
  let failed: string | undefined;
  const leave = ({ code }: NodeJS.ErrnoException) => {
    gone = true;
    if (code !== 'EPIPE') failed ??= code;
  };
  to.on('error', leave);
  for await (const chunk of from as AsyncIterable<Buffer>) {
    if (!gone && !to.write(chunk)) await Promise.race([once(to, 'drain'), once(to, 'error'), once(to, 'close')]);
    const end = chunk.lastIndexOf(LINE_FEED);
    if (end < 0) {
      open.push(chunk);
      continue;
    }
    for (const piece of open) take(piece);
    take(chunk.subarray(0, end + 1));
    open = [chunk.subarray(end + 1)];
  }
  for (const piece of open) take(piece);
  if (failed === undefined) return;
  throw new InfrastructureError(`standard ${to === process.stdout ? 'output' : 'error'} cannot be written (${failed})`);
}

function once(stream: Writable, event: string): Promise<void> {
  return new Promise((done) => stream.once(event, () => done()));
}
