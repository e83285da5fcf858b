import { CODES } from '../../model/codes.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { cleanSubject } from './clean-text.ts';
import { reduceFile, reduceSupportFile } from './file-subject.ts';
import { namesLinkedSymbol, reduceSymbol } from './symbol-subject.ts';

/** What a diagnostic is about, fit to stand in a break's id; null where the message names nothing. */
export function subjectOf(diagnostic: Diagnostic): string | null {
  const info = CODES[diagnostic.code];
  // The file is the user's own name for the loader, and some loaders' words do not name it: it is not what is wrong.
  if (diagnostic.code === 'loader-host-incompatible') return clean(diagnostic.symbol, (symbol) => symbol);
  switch (info.subject) {
    case null:
      return null;
    case 'module.symbol':
      return importSubject(diagnostic);
    case 'symbol':
      return clean(diagnostic.symbol, (symbol) => symbolSubject(symbol, diagnostic, info.category));
    case 'file':
    case 'member':
      return clean(diagnostic[info.subject], diagnostic.code === 'wasm-exec-missing' ? reduceSupportFile : reduceFile);
    default:
      return clean(diagnostic[info.subject], (text) => text);
  }
}

function importSubject({ module, symbol }: Diagnostic): string | null {
  const parts = [module, symbol].filter((part) => part !== undefined && part !== '');
  return parts.length > 0 ? cleanSubject(parts.join('.')) : null;
}

function symbolSubject(symbol: string, diagnostic: Diagnostic, category: string): string {
  if (namesLinkedSymbol(category, diagnostic.code)) return reduceSymbol(symbol, diagnostic);
  // The option is what is unknown, whatever value it was given: `--table-base=4096`, `-Map=/home/me/app.map`.
  if (diagnostic.code === 'unknown-argument' && /^-[^=]+=/.test(symbol)) return symbol.slice(0, symbol.indexOf('='));
  if (category === 'archive') return reduceFile(symbol);
  return symbol;
}

function clean(text: string | undefined, reduce: (text: string) => string): string | null {
  return text === undefined ? null : cleanSubject(reduce(text));
}
