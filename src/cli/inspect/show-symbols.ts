import { listSymbolGroups } from '../../evidence/inspect/list-symbols.ts';
import { detectFormat } from '../../evidence/wasm/detect-format.ts';
import { printSymbols } from '../../reports/terminal/inspect-symbols.ts';
import type { ExitCode } from '../io/exit-codes.ts';
import { printPieces } from '../io/terminal.ts';
import type { FoundFile } from './find-files.ts';
import { readEach } from './read-each.ts';
import { openMembersOf } from './read-file.ts';

/** `emrift inspect --symbols`. */
export function showSymbols(found: readonly FoundFile[]): ExitCode {
  return readEach(found, (path, bytes) => {
    if (detectFormat(bytes) === 'unknown') return false;
    printPieces(printSymbols(path, listSymbolGroups(bytes, path, openMembersOf(path))));
    return true;
  });
}
