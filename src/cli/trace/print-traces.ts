import type { Traced } from '../../engine/trace/trace-module.ts';
import { compareTraces } from '../../evidence/trace/compare-traces.ts';
import { printTraceDiff } from '../../reports/terminal/trace-diff-text.ts';
import { printTrace } from '../../reports/terminal/trace-text.ts';
import { printJson, printJsonPieces, printPieces } from '../io/terminal.ts';

/** Prints a trace, as text or as the one document of `--json`. Throws as printing does. */
export function printOne(traced: Traced, json: boolean): void {
  if (json) printJsonPieces(traceAsJson(traced));
  else printPieces(printTrace(traced));
}

/** Prints how the traces of one guest under two hosts differ. Throws as printing does. */
export function printCompared(first: Traced, second: Traced, json: boolean): void {
  const input = {
    hosts: [first.host, second.host] as const,
    calls: [first.calls.length, second.calls.length] as const,
    gaps: [first.gaps, second.gaps] as const,
    comparison: compareTraces(first.calls, second.calls),
  };
  if (json) printJson({ ...input, ways: [first.way, second.way] });
  else printPieces(printTraceDiff(input));
}

/** The document of `--json`, call by call: as a whole it can be longer than any text. */
function* traceAsJson({ calls, ...rest }: Traced): Generator<string> {
  const [head, tail] = JSON.stringify({ ...rest, calls: [] }, null, 2).split('"calls": []');
  yield `${head}"calls": [`;
  for (const [at, call] of calls.entries()) yield `${at === 0 ? '' : ','}\n    ${JSON.stringify(call)}`;
  yield `${calls.length === 0 ? '' : '\n  '}]${tail}\n`;
}
