import { GIVERS, type Giver, type LeftSymbol } from '../../breaks/abi/left-over.ts';
import type { Context } from '../query/context.ts';
import { code, escapeText, table } from '../text/markdown.ts';
import { countOf, printNumber } from '../text/words.ts';
import { writeKnownSymbols } from './known-symbols.ts';
import { groupLeft } from './left-groups.ts';
import { factsInMarkdown, nameInMarkdown } from './symbol-words.ts';

/** Givers in the order in which a page lists them. */
const ORDER = Object.keys(GIVERS) as readonly Giver[];

/** What one link leaves to others: by giver, then by what is asked for, with signatures and who asks. */
export function writeLeft(context: Context, name: string, left: readonly LeftSymbol[]): readonly string[] {
  return [
    `## What ${code(name)} leaves to others`,
    left.length === 0 ? 'Nothing: its libraries define all that they need.' : '',
    ...ORDER.flatMap((giver) => {
      const found = left.filter((symbol) => symbol.giver === giver);
      if (found.length === 0) return [];
      return [
        `### ${countOf(found.length, 'symbol')} to ${escapeText(GIVERS[giver])}`,
        writeKnownSymbols(context, found, '../'),
        ...groupLeft(found, (symbol) => symbol).flatMap(([title, symbols]) => [
          `#### ${escapeText(title)}`,
          table([['Symbol', 'Signature', 'Needed by'], ...symbols.map(leftRow)]),
        ]),
      ];
    }),
  ];
}

function leftRow(symbol: LeftSymbol): readonly string[] {
  const from = symbol.import === null ? '' : ` as ${code(symbol.import)}`;
  const users = symbol.users.map(({ library, symbol: { members, more } }) => {
    const named =
      members.length === 0 ? '' : ` (${members.map(code).join(', ')}${more > 0 ? `, ${printNumber(more)} more` : ''})`;
    return `${code(library.name)}${named}`;
  });
  return [`${nameInMarkdown(symbol.name)}${from}`, factsInMarkdown(symbol), users.join(', ')];
}
