import { execa } from 'execa';
import type { LimitName, Limits, Usage } from '../../model/action.ts';
import { killTree, listTree, residentBytes } from './process-tree.ts';

/** What became of a child process. */
export type ProcessOutcome =
  | {
      readonly kind: 'exited';
      readonly exitCode: number;
      readonly stdout: string;
      readonly stderr: string;
      /** What it wrote to file descriptor 3. */
      readonly report: string;
      readonly usage: Usage;
    }
  | {
      readonly kind: 'limit';
      readonly limit: LimitName;
      readonly stdout: string;
      readonly stderr: string;
      readonly usage: Usage;
    }
  | { readonly kind: 'not-started'; readonly reason: string };

/** How to run a child process. */
export interface ProcessOptions {
  readonly cwd?: string;
  /** The whole environment; the own one is not inherited unless given here. */
  readonly env?: Readonly<Record<string, string>>;
  readonly limits: Limits;
  readonly signal?: AbortSignal;
  /** Whether the child is given a third stream, file descriptor 3, for a short report of its own. */
  readonly withReport?: boolean;
}

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
  const { limits } = options;
  const started = performance.now();
  const child = execa(argv[0]!, argv.slice(1), {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...options.env },
    extendEnv: false,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', options.withReport ? 'pipe' : 'ignore'],
    buffer: false,
    reject: false,
    cleanup: false,
  });
  const output = { stdout: [] as Buffer[], stderr: [] as Buffer[], bytes: 0 };
  let struck: LimitName | undefined;
  let lastOutput = started;
  let peakBytes = 0;

  const stop = (limit?: LimitName) => {
    struck ??= limit;
    if (child.pid !== undefined) killTree(child.pid);
    child.stdout?.destroy();
    child.stderr?.destroy();
    child.stdio[3]?.destroy();
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
  let reported = '';
  child.stdio[3]?.on('data', (chunk: Buffer) => {
    if (reported.length < REPORT_BYTES) reported += chunk.toString('latin1');
  });

  const look = () => {
    const now = performance.now();
    if (child.pid !== undefined) {
      const bytes = residentBytes(listTree(child.pid));
      if (bytes > peakBytes) peakBytes = bytes;
      if (bytes > limits.memory) stop('memory');
    }
    if (now - started > limits.wall) stop('wall');
    else if (now - lastOutput > limits.silence) stop('silence');
  };
  const timer = setInterval(look, TICK);
  const abort = () => stop();
  options.signal?.addEventListener('abort', abort, { once: true });
  const onExit = () => {
    if (child.pid !== undefined) killTree(child.pid);
  };
  process.once('exit', onExit);
  try {
    const result = await child;
    // What the child left behind in its group must not outlive the step.
    if (child.pid !== undefined) killGroup(child.pid);
    options.signal?.throwIfAborted();
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
    if (result.exitCode !== undefined)
      return { kind: 'exited', exitCode: result.exitCode, ...texts, report: reported, usage };
    if (result.signal) {
      return { kind: 'exited', exitCode: 128 + signalNumber(result.signal), ...texts, report: reported, usage };
    }
    return {
      kind: 'not-started',
      reason: result.originalMessage ?? result.shortMessage ?? 'could not be started',
    };
  } finally {
    clearInterval(timer);
    options.signal?.removeEventListener('abort', abort);
    process.removeListener('exit', onExit);
  }
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

/** The numbers of signal(7) that end programs; a shell reports them as 128 + n. */
function signalNumber(signal: string): number {
  const numbers: Readonly<Record<string, number>> = {
    SIGHUP: 1,
    SIGINT: 2,
    SIGQUIT: 3,
    SIGILL: 4,
    SIGTRAP: 5,
    SIGABRT: 6,
    SIGBUS: 7,
    SIGFPE: 8,
    SIGKILL: 9,
    SIGSEGV: 11,
    SIGPIPE: 13,
    SIGALRM: 14,
    SIGTERM: 15,
  };
  return numbers[signal] ?? 0;
}
