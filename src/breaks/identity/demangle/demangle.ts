import { atEnd, type State, Unreadable } from './cursor.ts';
import { readEncoding } from './grammar.ts';

/** The longest name that is read. */
const MAX_MANGLED = 2048;

/**
 * A C++ name of the Itanium ABI (section 5.1) as LLVM's demangler prints it, so that linkers that demangle and tools
 * that do not name one symbol alike. Null for what is no such name, and for constructs that are not covered.
 */
export function demangle(symbol: string): string | null {
  if (!symbol.startsWith('_Z') || symbol.length > MAX_MANGLED) return null;
  const state: State = { text: symbol, at: 2, depth: 0, seen: [], templateArguments: [] };
  try {
    const text = readEncoding(state);
    return atEnd(state) ? text : null;
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

/** A name that a linker demangled, in the spelling of today's: until LLVM 13 nested templates were closed by `> >`. */
export function tidyDemangled(symbol: string): string {
  return symbol.replace(/> (?=>)/g, '>');
}
