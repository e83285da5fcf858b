import { familyOf } from '../../breaks/abi/families.ts';
import { findLeftOver, linksOf } from '../../breaks/abi/left-over.ts';
import type { Abi } from '../../model/abi.ts';
import type { Context } from '../query/context.ts';
import { titleOf } from '../query/labels.ts';
import { describeToolchain } from '../query/toolchain-words.ts';
import { bullets, code, escapeText, link, page, table } from '../text/markdown.ts';
import { abiFile } from '../text/names.ts';
import { countOf, printNumber, someOf } from '../text/words.ts';
import { writeLeft } from './left-section.ts';
import { isMangled, nameInMarkdown, symbolInMarkdown } from './symbol-words.ts';

/** How many unread members, and how many users of a symbol, are named. */
const MOST_NAMES = 5;

/** The page on the symbol tables of one toolchain. */
export function renderAbiPage(context: Context, abi: Abi): string {
  const links = linksOf(abi);
  const data = abiFile(abi.toolchain).replace(/^abi\//, '');
  return page([
    `# Symbols of ${escapeText(titleOf(context.index, abi.toolchain))}`,
    `${describeToolchain(context.index, abi.toolchain)}.`,
    `What the files that ${links.map(code).join(' and ')} link define, need and leave to others. ${link('The whole table', data)} has one symbol a line; ${link('what changed from version to version', 'README.md')} has pages of its own.`,
    '## Libraries',
    writeLibraries(abi),
    writeUnread(abi),
    ...links.flatMap((name) => writeLeft(context, name, findLeftOver(abi, name))),
    ...writeStubNeeds(abi),
    ...writeWeak(abi),
  ]);
}

function writeLibraries({ libraries }: Abi): string {
  const rows = libraries.map(({ name, links, members, provides, needs }) => {
    const weak = provides.filter((symbol) => symbol.weak).length;
    const mangled = provides.filter((symbol) => isMangled(symbol.name)).length;
    const counts = [members, provides.length, weak, mangled, needs.length];
    return [
      code(name),
      links.map((text) => code(text.slice(text.lastIndexOf(':') + 1))).join(', '),
      ...counts.map(printNumber),
    ];
  });
  const head = ['File', 'In', 'Members', 'Defines', 'of these weak', 'of these C++', 'Needs'];
  return table([head, ...rows], ['l', 'l', 'r', 'r', 'r', 'r', 'r']);
}

function writeUnread({ libraries }: Abi): string {
  const items = libraries.flatMap(({ name, unread }) => {
    const reasons = new Map<string, string[]>();
    for (const { member, reason } of unread) reasons.set(reason, [...(reasons.get(reason) ?? []), code(member)]);
    return [...reasons].map(
      ([reason, members]) =>
        `${code(name)}: ${countOf(members.length, 'member')} not read (${escapeText(reason)}): ${someOf(members, MOST_NAMES)}`,
    );
  });
  return bullets(items);
}

/** What the JavaScript that is linked in asks of the program, as its stub library says. */
function writeStubNeeds({ libraries }: Abi): readonly string[] {
  const stubs = libraries.filter(({ format }) => format === 'stub-library');
  const rows = stubs.flatMap(({ needs }) =>
    needs.map(({ name, members, more }) => [
      nameInMarkdown(name),
      members.map(code).join(', ') + (more > 0 ? ` and ${printNumber(more)} more` : ''),
    ]),
  );
  if (rows.length === 0) return [];
  return [
    '## What JavaScript needs from the program',
    'A function of the JavaScript library that is used brings these symbols into the link:',
    table([['Symbol', 'Needed by'], ...rows]),
  ];
}

/** C symbols that give way to a program's own. C++ has too many, and they are weak wherever they are made. */
function writeWeak({ libraries }: Abi): readonly string[] {
  const families = new Map<string, Map<string, string>>();
  for (const library of libraries) {
    const weak = library.provides.filter((symbol) => symbol.weak && !isMangled(symbol.name));
    const known = families.get(familyOf(library)) ?? new Map<string, string>();
    for (const symbol of weak) known.set(symbol.name, symbolInMarkdown(symbol.name, { ...symbol, weak: false }));
    families.set(familyOf(library), known);
  }
  const items = [...families].filter(([, names]) => names.size > 0);
  if (items.length === 0) return [];
  return [
    '## Weak symbols',
    'A program that defines one of these takes its place without a warning from the linker. C++ names are in the table.',
    ...items.flatMap(([family, names]) => [
      `### ${escapeText(family)}`,
      `${countOf(names.size, 'symbol')}: ${[...names.values()].join(', ')}`,
    ]),
  ];
}
