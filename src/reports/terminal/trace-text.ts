import type { TracedCall } from '../../evidence/trace/call.ts';
import { cleanText } from '../text/clean.ts';

/** What a trace is printed from. */
export interface TraceInput {
  readonly host: string;
  readonly calls: readonly TracedCall[];
  readonly cut: boolean;
  readonly gaps: readonly string[];
  readonly exitCode: number | null;
  readonly ended: string | null;
  readonly error: string | null;
}

/** A trace as text, a line for each call, `?` for what the host does not reveal; then how the guest ended, and the gaps. */
export function* printTrace({ host, calls, cut, gaps, exitCode, ended, error }: TraceInput): Generator<string> {
  for (const call of calls) yield `${printCall(call)}\n`;
  if (cut) yield `… and more calls, which are not kept\n`;
  const end = exitCode === null ? (ended ?? 'did not end') : `ended with ${exitCode}`;
  yield `${host}: ${calls.length} calls${cut ? ' and more' : ''}, the guest ${end}\n`;
  if (error !== null) yield `  ${cleanText(error)}\n`;
  for (const gap of gaps) yield `  not revealed: ${gap}\n`;
}

/** `path_open(fd=3, path="f") = SUCCESS opened_fd=4  12 µs`. */
export function printCall({ function: name, args, results, errno, nanoseconds }: TracedCall): string {
  const list = (fields: TracedCall['args']) => Object.entries(fields).map(([key, value]) => `${key}=${value ?? '?'}`);
  const came = errno === null ? '' : ` = ${[errno, ...list(results)].join(' ')}`;
  const time = nanoseconds === null ? '' : `  ${(nanoseconds / 1000).toFixed(1)} µs`;
  return cleanText(`${name}(${list(args).join(', ')})${came}${time}`).replaceAll('\n', '\\n');
}
