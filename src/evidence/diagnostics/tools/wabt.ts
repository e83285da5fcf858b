import { type Row, readRow, tableOf } from '../rows.ts';
import type { State } from '../state.ts';

/** WABT 1.0.42: `src/option-parser.cc`. */
export const WABT_ROWS: readonly Row[] = [
  { code: 'unknown-argument', text: "unknown option '{symbol}'" },
  { code: 'missing-argument', text: "option '{symbol}' requires argument" },
];

const TABLE = tableOf(WABT_ROWS);

/** Reads what stands behind the name of one of WABT's programs. False where no row fits. */
export function readWabt(text: string, state: State): boolean {
  const made = readRow(TABLE, 'wabt', 'error', text);
  if (made) state.emit(made);
  return made !== null;
}
