import { maskLog } from './mask.ts';
import { parseLog } from './parse-log.ts';

/** Bounds of a trimmed log. */
const LINES_KEPT = 60;
const BYTES_KEPT = 6000;
const LINE_KEPT = 700;

/** How many lines behind a message are kept with it, and how many at the log's two ends. */
const FOLLOWING = 2;
const FIRST = 8;
const LAST = 12;

/** A log as evidence: masked, and trimmed in the middle. The same failure gives the same bytes. */
export function normaliseLog(text: string): string {
  return trimLog(maskLog(text));
}

/**
 * Leaves out lines of a long log but keeps its messages, errors before warnings, and its two ends; about 60 lines or
 * 6 kB. Each gap says how much is missing.
 */
export function trimLog(text: string): string {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const cut = lines.map(shorten);
  if (cut.length <= LINES_KEPT && sizeOf(cut) <= BYTES_KEPT) return cut.length > 0 ? `${cut.join('\n')}\n` : '';
  const chosen = new Set<number>();
  let bytes = 0;
  for (const index of byWorth(text, lines.length)) {
    if (chosen.has(index)) continue;
    const size = (cut[index] ?? '').length + 1;
    if (chosen.size >= LINES_KEPT || bytes + size > BYTES_KEPT) continue;
    chosen.add(index);
    bytes += size;
  }
  return `${joinChosen(cut, chosen).join('\n')}\n`;
}

/** Line numbers from the most to the least worth keeping: messages, errors first, what follows them, the two ends. */
function* byWorth(text: string, count: number): Generator<number> {
  const diagnostics = parseLog(text);
  const starts = (severity: string, consequence: boolean) =>
    diagnostics
      .filter((one) => one.severity === severity && one.consequence === consequence)
      .map((one) => one.logLine - 1);
  const errors = starts('error', false);
  yield* errors.slice(0, LINES_KEPT / 2);
  yield* starts('error', true).slice(0, 5);
  yield* starts('warning', false).slice(0, 10);
  for (const start of errors.slice(0, LINES_KEPT / 2)) {
    for (let next = 1; next <= FOLLOWING && start + next < count; next++) yield start + next;
  }
  for (let index = 0; index < Math.min(FIRST, count); index++) yield index;
  for (let index = count - 1; index >= Math.max(0, count - LAST); index--) yield index;
}

function joinChosen(lines: readonly string[], chosen: ReadonlySet<number>): string[] {
  const joined: string[] = [];
  let missing = 0;
  lines.forEach((line, index) => {
    if (!chosen.has(index)) {
      missing++;
      return;
    }
    if (missing > 0) joined.push(gap(missing));
    missing = 0;
    joined.push(line);
  });
  if (missing > 0) joined.push(gap(missing));
  return joined;
}

function gap(lines: number): string {
  return `… ${lines} ${lines === 1 ? 'line' : 'lines'} left out …`;
}

/** A line's two ends: of a command that failed, its program and how it failed. */
function shorten(line: string): string {
  if (line.length <= LINE_KEPT) return line;
  return `${line.slice(0, LINE_KEPT * 0.7)} … ${line.slice(-LINE_KEPT * 0.3)}`;
}

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
