import type { LogReasons } from '../../breaks/logs/gather-reasons.ts';
import type { ReadLog } from '../../evidence/context/log-reader.ts';
import { type Aids, type Explanation, explainReasons } from './explain.ts';
import type { ListedBreak } from './listed-break.ts';

/** What a log says, explained. */
export interface ExplainedLog {
  /** The log as the user named it. */
  readonly name: string;
  readonly lines: number;
  /** Distinct messages beyond those that were kept. */
  readonly omitted: number;
  readonly reasons: LogReasons;
  readonly causes: readonly Explanation[];
  readonly traps: readonly Explanation[];
  readonly warnings: readonly Explanation[];
}

/** Explains all reasons that were gathered from a log, from the breaks that a catalogue lists and what is known of names. */
export function explainRead(
  name: string,
  { lines, omitted, context }: Pick<ReadLog, 'lines' | 'omitted' | 'context'>,
  reasons: LogReasons,
  { listed, ...names }: Pick<Aids, 'availabilityOf' | 'librariesOf'> & { readonly listed: readonly ListedBreak[] },
): ExplainedLog {
  const explain = (list: LogReasons['causes']) => explainReasons(list, listed, { ...names, context });
  const warnings = explainReasons(reasons.warnings, listed, { context });
  return { name, lines, omitted, reasons, causes: explain(reasons.causes), traps: explain(reasons.traps), warnings };
}
