import { Buffer } from 'node:buffer';
import type { Operation } from './operation.ts';
import type { Found } from './outcome.ts';

/** What each process of a test printed, in the order in which they ran. */
export interface Printed {
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

/** How much of what differs is shown, in characters. */
const SHOWN = 120;

/**
 * What a test came to, from the report of the script that carried out its operations and from what the guest printed. The
 * report has a line for each operation: its number from 0, a word, and for some a number. The first failure decides.
 */
export function readReport(operations: readonly Operation[], report: string, printed: readonly Printed[]): Found {
  const lines = new Map(
    [...report.matchAll(/^(\d{1,4}) ([a-z]+)(?: (\d{1,10}))?$/gm)].map((match) => [Number(match[1]), match]),
  );
  let process = -1;
  let taken = { stdout: 0, stderr: 0 };
  for (const [index, operation] of operations.entries()) {
    const [, , word, number = ''] = lines.get(index) ?? [];
    if (word === undefined) return { kind: 'undecided', reason: `the report ends before ${nameOf(operation, index)}` };
    const fail = (why: string): Found => ({
      kind: 'failed',
      reason: `${nameOf(operation, index)}: ${why}${quoteErrors(printed[process])}`,
    });
    if (operation.type === 'run') {
      process++;
      taken = { stdout: 0, stderr: 0 };
      continue;
    }
    if (word === 'late') return fail(operation.type === 'wait' ? 'does not end in time' : 'takes too long');
    if (operation.type === 'read') {
      const stream = operation.id === 'stderr' ? 'stderr' : 'stdout';
      const payload = Buffer.from(operation.payload);
      const got = Buffer.from(printed[process]?.[stream] ?? []).subarray(taken[stream], taken[stream] + payload.length);
      if (!got.equals(payload)) {
        return fail(
          `expected ${show(operation.payload)}, got ${show(got.toString())}${quoteEnd(operations, index, lines)}`,
        );
      }
      taken[stream] += payload.length;
    } else if (operation.type === 'wait') {
      const wrong = checkExit(operation.exit_code, Number(number));
      if (wrong !== null) return fail(wrong);
    } else if (number !== '0') return fail(`did not succeed (${number})`);
  }
  return { kind: 'passed' };
}

/** A shell gives 128 and the signal's number for a process that a signal ended, for which a test has a negative one. */
function checkExit(expected: number, code: number): string | null {
  const wanted = expected < 0 ? 128 - expected : expected & 0xff;
  return code === wanted ? null : `expected the exit code ${expected}, got ${code}`;
}

/** How the process of an operation ended, where it was waited for. */
function quoteEnd(
  operations: readonly Operation[],
  index: number,
  lines: ReadonlyMap<number, RegExpExecArray>,
): string {
  const wait = operations.findIndex(({ type }, at) => at > index && type === 'wait');
  const [, , word, code] = lines.get(wait) ?? [];
  return word === 'exit' && code !== '0' ? `, and it ended with ${code}` : '';
}

function nameOf({ type }: Operation, index: number): string {
  return `operation ${index + 1} (${type})`;
}

function show(text: string): string {
  const quoted = JSON.stringify(text);
  return quoted.length > SHOWN ? `${quoted.slice(0, SHOWN)}…` : quoted;
}

function quoteErrors(printed: Printed | undefined): string {
  const line = findErrorLine(Buffer.from(printed?.stderr ?? []).toString());
  return line === null ? '' : `; ${line}`;
}

/** The line of what was printed that looks most like what went wrong, else the last one; null where there is none. */
export function findErrorLine(text: string): string | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const line =
    lines.find((line) => /\b(?:[A-Z]\w*)?Error\b|\berror:|\btrap\b|panicked|unreachable/.test(line)) ?? lines.at(-1);
  return line === undefined ? null : line.trim().slice(0, 300);
}
