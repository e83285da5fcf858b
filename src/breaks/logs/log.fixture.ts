import { createEndKeeper } from '../../evidence/context/keep-ends.ts';
import { readContext } from '../../evidence/context/read-context.ts';
import { createLogParser } from '../../evidence/diagnostics/parse-log.ts';
import type { LogRead } from './gather-reasons.ts';

/** A log as `explain` reads it. */
export function readText(log: string): LogRead {
  const parser = createLogParser();
  const ends = createEndKeeper();
  const bytes = Buffer.from(log);
  parser.push(bytes);
  ends.push(bytes);
  const parsed = parser.end();
  return { ...parsed, context: readContext(ends.read(parsed.lines)) };
}
