import type { DiagnosticCode } from '../../../model/codes.ts';
import { draft } from '../draft.ts';
import type { State } from '../state.ts';

/** What wasmi's command says before it says why (`wasmi_cli` 2.0.0, `commands/run.rs` and `context.rs`). */
const IMPORT = /^Error: failed to populate WASI externals: (invalid Wasi import: ([^\s:]+)::(\S+))$/;
const TRAP = /^Error: failed during execution of [^\s:]{0,200}: (.+)$/;

/** Its traps (`wasmi_core` 2.0.0, `TrapCode::trap_message`). */
const TRAPS: ReadonlyMap<string, DiagnosticCode> = new Map([
  ['wasm `unreachable` instruction executed', 'trap-unreachable'],
  ['out of bounds memory access', 'trap-memory-out-of-bounds'],
  ['undefined element: out of bounds table access', 'trap-table-out-of-bounds'],
  ['uninitialized element 2', 'trap-indirect-call-mismatch'],
  ['indirect call type mismatch', 'trap-indirect-call-mismatch'],
  ['integer divide by zero', 'trap-integer-divide-by-zero'],
  ['integer overflow', 'trap-integer-overflow'],
  ['invalid conversion to integer', 'trap-integer-overflow'],
  ['call stack exhausted', 'trap-stack-overflow'],
] as const);

/** Reads what wasmi's command prints of a guest that it cannot load or that trapped. False where the line is no such. */
export function readWasmi(text: string, state: State): boolean {
  const missing = IMPORT.exec(text);
  if (missing) {
    const [, message = '', module = '', symbol = ''] = missing;
    state.emit(Object.assign(draft('wasmi', 'error', 'import-missing', message), { module, symbol }));
    return true;
  }
  const trap = TRAP.exec(text)?.[1];
  if (trap === undefined) return false;
  state.emit(draft('wasmi', 'error', TRAPS.get(trap) ?? 'unrecognised', trap));
  return true;
}
