import type { LedTo, TracedCall } from '../../evidence/trace/call.ts';
import type { Outside } from '../../evidence/trace/system-calls.ts';
import { cleanText } from '../text/clean.ts';

/** What a trace is printed from. */
export interface TraceInput {
  readonly host: string;
  readonly calls: readonly TracedCall[];
  readonly cut: boolean;
  readonly outside: Outside | null;
  readonly gaps: readonly string[];
  readonly exitCode: number | null;
  readonly ended: string | null;
  readonly error: string | null;
}

/**
 * A trace as text, a line for each call, `?` for what the host does not reveal, below it one for each system call that it led to,
 * where those were asked for; then how the guest ended, and the gaps.
 */
export function* printTrace(input: TraceInput): Generator<string> {
  const { host, calls, cut, outside, gaps, exitCode, ended, error } = input;
  for (const call of calls) {
    yield `${printCall(call)}\n`;
    if (call.system === null) yield '  → ?\n';
    for (const one of call.system ?? []) yield `  → ${printSystemCall(one)}\n`;
  }
  if (cut) yield `… and more calls, which are not kept\n`;
  const end = exitCode === null ? (ended ?? 'did not end') : `ended with ${exitCode}`;
  yield `${host}: ${calls.length} calls${cut ? ' and more' : ''}, the guest ${end}\n`;
  if (error !== null) yield `  ${cleanText(error)}\n`;
  if (outside) yield `  ${describeOutside(outside)}\n`;
  for (const gap of gaps) yield `  not revealed: ${gap}\n`;
}

/** `path_open(fd=3, path="f") = SUCCESS opened_fd=4  12 µs`. */
export function printCall({ function: name, args, results, errno, nanoseconds }: TracedCall): string {
  const list = (fields: TracedCall['args']) => Object.entries(fields).map(([key, value]) => `${key}=${value ?? '?'}`);
  const came = errno === null ? '' : ` = ${[errno, ...list(results)].join(' ')}`;
  return onLine(`${name}(${list(args).join(', ')})${came}${printTime(nanoseconds)}`);
}

/** `openat2(9, "f.txt", …) = 12  24 µs`, in strace's words. */
function printSystemCall({ name, args, result, errno, nanoseconds, isAside }: LedTo): string {
  const came = [result, errno].filter((word) => word !== null).join(' ');
  return onLine(
    `${isAside ? '(another thread) ' : ''}${name}(${args})${came && ` = ${came}`}${printTime(nanoseconds)}`,
  );
}

function describeOutside({ before, between, after }: Outside): string {
  return `system calls of the host for itself, not shown: ${before} before the first call, ${between} between calls, ${after} after the last`;
}

const printTime = (nanoseconds: number | null) =>
  nanoseconds === null ? '' : `  ${(nanoseconds / 1000).toFixed(1)} µs`;

const onLine = (text: string) => cleanText(text).replaceAll('\n', '\\n');
