import type { SymbolFacts } from '../../breaks/abi/drift.ts';
import { demangle } from '../../breaks/identity/demangle/demangle.ts';
import { cleanLine } from '../text/clean.ts';
import { code, escapeText } from '../text/markdown.ts';

/** Longer C++ names are cut: what is behind are template arguments. */
const LONGEST_NAME = 160;

/** Whether a name is one of C++ or Rust rather than of C. False: it is read as it stands. */
export function isMangled(name: string): boolean {
  return name.startsWith('_Z');
}

/** A symbol as code; a C++ name as it is written, the mangled one where it is not known. */
export function nameInMarkdown(name: string): string {
  const written = isMangled(name) ? demangle(name) : null;
  return code(cleanLine(written ?? name, LONGEST_NAME));
}

/** A symbol with its signature, for lists. */
export function symbolInMarkdown(name: string, facts: SymbolFacts): string {
  const written = (isMangled(name) ? demangle(name) : null) ?? name;
  const type = facts.type === null || isMangled(name) ? '' : ` ${facts.type}`;
  return `${code(cleanLine(`${written}${type}`, LONGEST_NAME))}${facts.weak ? ' weak' : ''}`;
}

/** What is said of a symbol: type and, where they are not the usual ones, kind and binding. */
export function factsInMarkdown({ kind, type, weak }: SymbolFacts): string {
  const words = [weak ? 'weak' : '', kind === 'function' ? '' : escapeText(kind), type === null ? '' : code(type)];
  return words.filter((word) => word !== '').join(' ') || 'type unknown';
}
