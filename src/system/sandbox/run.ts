import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Duplex } from 'node:stream';
import type { LimitName } from '../../model/action.ts';
import type { ProcessOptions, ProcessOutcome } from './process.ts';
import { killMarked, killTree, readTree, residentBytes } from './process-tree.ts';
import { layStdio } from './stdio.ts';

/** The most bytes that are taken of a report. */
const REPORT_BYTES = 4096;

/** How often memory and silence are looked at, in milliseconds. */
const TICK = 200;

/**
 * Runs a program in a process group of its own, without standard input, under limits on wall time, silence, output and
 * resident memory. When a limit strikes or the signal aborts, the whole group and every descendant are killed at once:
 * ending the child alone leaves a compiler's linker running, and waiting for its pipes then lasts as long as that does.
 * Rejects only when `signal` aborts.
 */
export async function runProcess(argv: readonly string[], options: ProcessOptions): Promise<ProcessOutcome> {
  options.signal?.throwIfAborted();
  const { limits, descriptors = [], mark, watch } = options;
  const started = performance.now();
  const { stdio, close } = layStdio(descriptors);
  let child: ChildProcess;
  try {
    child = spawn(argv[0]!, argv.slice(1), {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.user === undefined ? {} : { uid: options.user, gid: options.user }),
      env: { ...options.env },
      detached: true,
      stdio,
    });
  } catch (error) {
    // A command that is too long, or rights that are lacking; what is only missing is reported by an event.
    return { kind: 'not-started', reason: (error as Error).message };
  } finally {
    close();
  }
  const ended = waitFor(child);
  // Node makes no streams where it may open no more files (EMFILE), whatever its types say.
  const pipes: ChildProcess['stdio'] | readonly [] = child.stdio ?? [];
  const output = { stdout: [] as Buffer[], stderr: [] as Buffer[], bytes: 0 };
  let struck: LimitName | undefined;
  let halted: string | undefined;
  let lastOutput = started;
  let peakBytes = 0;

  const stop = (limit?: LimitName) => {
    struck ??= limit;
    if (child.pid !== undefined) killTree(child.pid, mark);
    for (const stream of pipes) stream?.destroy();
  };
  const collect = (stream: 'stdout' | 'stderr') => (chunk: Buffer) => {
    lastOutput = performance.now();
    const room = limits.output - output.bytes;
    output.bytes += chunk.length;
    if (room > 0) output[stream].push(room < chunk.length ? chunk.subarray(0, room) : chunk);
    if (output.bytes > limits.output) stop('output');
  };
  child.stdout?.on('data', collect('stdout'));
  child.stderr?.on('data', collect('stderr'));
  const reports = descriptors.map(() => '');
  for (const [index, given] of descriptors.entries()) {
    const stream = pipes[index + 3];
    if (given === 'report') {
      stream?.on('data', (chunk: Buffer) => {
        if (reports[index]!.length < REPORT_BYTES) reports[index] += chunk.toString('latin1');
      });
    } else if (typeof given !== 'number') {
      // A child that ended without reading is judged by its exit code.
      stream?.on('error', () => {});
      (stream as Duplex | undefined)?.end(given);
    }
  }

  const look = () => {
    const now = performance.now();
    if (child.pid !== undefined) {
      const tree = readTree(child.pid);
      const sight = watch?.(tree) ?? {};
      const bytes = residentBytes(tree.pids) + (sight.bytes ?? 0);
      if (bytes > peakBytes) peakBytes = bytes;
      if (sight.halt !== undefined) {
        halted ??= sight.halt;
        stop();
      } else if (sight.struck) stop(sight.struck);
      else if (bytes > limits.memory) stop('memory');
    }
    if (now - started > limits.wall) stop('wall');
    else if (now - lastOutput > limits.silence) stop('silence');
  };
  const timer = setInterval(look, TICK);
  const abort = () => stop();
  options.signal?.addEventListener('abort', abort, { once: true });
  const onExit = () => {
    if (child.pid !== undefined) killTree(child.pid, mark);
  };
  process.once('exit', onExit);
  try {
    if (child.pid !== undefined) options.onStart?.(child.pid);
    const result = await ended;
    // What the child left behind must not outlive the step.
    if (child.pid !== undefined) killGroup(child.pid);
    if (mark !== undefined) killMarked(mark);
    options.signal?.throwIfAborted();
    if (halted !== undefined) return { kind: 'halted', reason: halted };
    const texts = {
      stdout: decode(output.stdout),
      stderr: decode(output.stderr),
    };
    const usage = {
      wallMs: Math.round(performance.now() - started),
      cpuMs: 0,
      peakBytes,
    };
    if (struck) return { kind: 'limit', limit: struck, ...texts, usage };
    if ('failed' in result) return { kind: 'not-started', reason: result.failed };
    const { code, signal } = result;
    const exitCode = code ?? 128 + signalNumber(signal!);
    return { kind: 'exited', exitCode, signal, ...texts, reports, usage };
  } finally {
    clearInterval(timer);
    options.signal?.removeEventListener('abort', abort);
    process.removeListener('exit', onExit);
  }
}

type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null } | { readonly failed: string };

/** The end of a child and of all that it printed, or why it did not begin. */
function waitFor(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      // One that could not be killed is still there.
      if (child.pid === undefined) resolve({ failed: error.message });
    });
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}

function decode(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8');
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group ended with its leader.
  }
}

/** The number of a signal, which a shell adds to 128. */
function signalNumber(signal: string): number {
  return (constants.signals as Readonly<Record<string, number>>)[signal] ?? 0;
}
