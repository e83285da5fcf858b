import type { Limits } from '../model/action.ts';
import { InfrastructureError } from '../model/errors.ts';
import type { Descriptor } from './sandbox/process.ts';
import { runProcess } from './sandbox/run.ts';

/** How to run a client such as apt-get, go or npm. */
export interface ClientOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** As for any other process. */
  readonly descriptors?: readonly Descriptor[] | undefined;
  readonly user?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds; 30 minutes by default. */
  readonly wall?: number;
}

/** What a client that ran to its end left. */
export interface ClientOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Bounds on a client: generous, for they only guard against one that hangs. */
const CLIENT_LIMITS: Limits = { wall: 1_800_000, silence: 600_000, output: 64 << 20, memory: 8 * 2 ** 30 };

/** Runs a client to its end, whatever its exit code. Throws `InfrastructureError` where it is missing or hangs. */
export async function runClient(argv: readonly string[], options: ClientOptions): Promise<ClientOutcome> {
  const wall = options.wall ?? CLIENT_LIMITS.wall;
  const outcome = await runProcess([...argv], {
    env: { ...options.env },
    limits: { ...CLIENT_LIMITS, wall },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.descriptors === undefined ? {} : { descriptors: options.descriptors }),
    user: options.user,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (outcome.kind === 'exited') return outcome;
  const why = outcome.kind === 'limit' ? `was stopped by the limit on ${outcome.limit}` : outcome.reason;
  throw new InfrastructureError(`${argv[0]}: ${why}`);
}

/** Runs a client that must succeed and gives its standard output; otherwise throws with its last words. */
export async function callClient(argv: readonly string[], options: ClientOptions): Promise<string> {
  const outcome = await runClient(argv, options);
  if (outcome.exitCode === 0) return outcome.stdout;
  throw new InfrastructureError(`${argv.slice(0, 2).join(' ')} failed: ${lastWords(outcome)}`);
}

/** The line of a failed client's output that says most: the first error, else the last line. At most 200 characters. */
export function lastWords(outcome: ClientOutcome): string {
  const lines = `${outcome.stderr}\n${outcome.stdout}`
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const said = lines.find((line) => /^(E:|Err:|error|npm err)/i.test(line)) ?? lines.at(-1);
  return (said ?? `exit code ${outcome.exitCode}`).slice(0, 200);
}
