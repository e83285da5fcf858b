import type { Diagnostic, Reporter } from '../../model/diagnostic.ts';
import { demangle, tidyDemangled } from './demangle/demangle.ts';

/** Categories of codes whose symbol is one of the linked program, and so may be a C++ name. */
const LINKED = new Set(['symbol', 'type', 'relocation']);

/** Codes of other categories of which that is so too. */
const LINKED_CODES = new Set([
  'exception-support-missing',
  'main-not-exported',
  'missing-function-abort',
  'runtime-export-missing',
]);

/** Who prints what JavaScript threw. */
const IN_SCRIPTS: readonly Reporter[] = ['node', 'chromium', 'firefox', 'safari'];

/**
 * Whether a code's symbol is a linked program's own, in contrast to an option, a setting or a package. False: it is one
 * of those, or none.
 */
export function namesLinkedSymbol(category: string, code: string): boolean {
  return LINKED.has(category) || LINKED_CODES.has(code);
}

/**
 * The one name of a linked symbol: without the underscore that Emscripten's JavaScript side puts before C names, and
 * as written in C++ where the log has the mangled form, since newer linkers print only the demangled one.
 */
export function reduceSymbol(symbol: string, diagnostic: Diagnostic): string {
  const native = saysJavaScriptName(symbol, diagnostic) ? symbol.slice(1) : symbol;
  return demangle(native) ?? tidyDemangled(native);
}

/**
 * Whether the symbol is written as Emscripten's JavaScript sees it: `EXPORTED_FUNCTIONS` and `Module` hold `_main` for
 * C's `main`. Everywhere else (`undefined symbol: __syscall_futex` of the JavaScript compiler too) the C name stands.
 */
function saysJavaScriptName(symbol: string, diagnostic: Diagnostic): boolean {
  if (!symbol.startsWith('_') || /^_Z[A-Z0-9]/.test(symbol)) return false;
  const { code, reporter, message } = diagnostic;
  if (code === 'main-not-exported') return true;
  if (code === 'export-not-found') return reporter !== 'wasm-ld' && !message.includes('RUNTIME_METHODS');
  if (code !== 'runtime-export-missing') return false;
  if (reporter === 'emscripten-runtime') return true;
  // `Module._f is not a function` is C's f; `instance.exports._initialize` is the export itself.
  return IN_SCRIPTS.includes(reporter) && !message.toLowerCase().includes(`exports.${symbol}`.toLowerCase());
}
