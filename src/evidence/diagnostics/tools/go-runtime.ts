import { draft } from '../draft.ts';
import type { State } from '../state.ts';
import { readWazero } from './wazero.ts';

/** What stands behind a panic that a deferred call saw. */
const RECOVERED = / \[recovered(?:, repanicked)?\]$/;

/**
 * Reads how a Go program ends: `panic: …`, `fatal error: …` (Go's `runtime`), or the exit code that `go run`, the
 * loader (`exit code: 2`) or a host prints afterwards, which counts only where nothing has said why. False: it is no
 * such line.
 */
export function readGoRuntime(printed: string, state: State): boolean {
  const text = printed.replace(RECOVERED, '');
  if (text.startsWith('panic: ')) {
    // The words of a caller in Go: what it looked for on the module was not there.
    const missing = /^panic: Module\.([A-Za-z_$][\w$]{0,200}) is undefined$/.exec(text);
    if (missing) {
      state.emit(draft('go', 'error', 'runtime-export-missing', text, { symbol: missing[1]! }));
      return true;
    }
    state.emit(readWazero(text) ?? draft('go', 'error', 'go-panic', text));
    return true;
  }
  if (/^fatal error: [a-z]/.test(text)) {
    state.emit(draft('go', 'error', 'go-panic', text));
    return true;
  }
  if (!/^exit (?:status|code:) [1-9]\d{0,9}$/.test(text)) return false;
  if (!state.latest()) state.emit(draft('go', 'error', 'go-exit-nonzero', text));
  return true;
}
