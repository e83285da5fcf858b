/** Lines of a log that a page shows: before the message, and in all. */
const LINES_BEFORE = 4;
const LINES_SHOWN = 18;

/** A line longer than this is cut; minified JavaScript in a stack trace can have megabytes. */
const LONGEST_LINE = 240;

/** `/build/lib.js:1` or `wasm://wasm/cb50f54a:1`: behind it node prints the source line, and below that a caret. */
const PLACE_OF_SOURCE = /^\S{1,300}:\d{1,9}$/;

/**
 * The part of a log around the line of its cause (counted from 1), with a line that says how much was left out on either
 * side. Source lines too long to read, blank lines beside blank lines and lists of a tool's options are left out.
 */
export function excerptLines(log: string, causeLine: number): string {
  const lines = log.trimEnd().split(/\r?\n/);
  const start = lines.length <= LINES_SHOWN ? 0 : Math.max(0, Math.min(causeLine - 1, lines.length) - LINES_BEFORE);
  const body = lines.slice(start, start + LINES_SHOWN);
  const usage = body.findIndex((line) => /^usage: /i.test(line));
  const kept = usage < 0 ? body : body.slice(0, usage);
  const after = lines.length - start - kept.length;
  const shown = tidy(kept);
  if (start > 0) shown.unshift(leftOut(start));
  if (after > 0) shown.push(usage < 0 ? leftOut(after) : '… the list of options left out …');
  return shown.join('\n');
}

function tidy(lines: readonly string[]): string[] {
  const shown: string[] = [];
  lines.forEach((line, at) => {
    const source = PLACE_OF_SOURCE.test(lines[at - 1] ?? '');
    if (line.trim() === '' && (shown.at(-1) ?? '') === '') return;
    if (line.length <= LONGEST_LINE) shown.push(line);
    else if (source) shown.push('… a source line too long to read …');
    // A caret far to the right points into such a line.
    else if (/^ +\^+$/.test(line)) return;
    else shown.push(`${line.slice(0, LONGEST_LINE)} …`);
  });
  return shown;
}

function leftOut(lines: number): string {
  return `… ${lines} ${lines === 1 ? 'line' : 'lines'} left out …`;
}
