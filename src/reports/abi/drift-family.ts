import type { SymbolChange, SymbolFacts } from '../../breaks/abi/drift.ts';
import { escapeText, table } from '../text/markdown.ts';
import { countOf, printNumber } from '../text/words.ts';
import { factsInMarkdown, isMangled, nameInMarkdown, symbolInMarkdown } from './symbol-words.ts';

/** How many C++ names of a kind of change are named; the rest is counted. */
const MOST_MANGLED = 20;

/** One family's changes: C names whole, of C++ names the strong ones first and only some. */
export function writeFamily(family: string, changes: readonly SymbolChange[]): readonly string[] {
  const plain = changes.filter(({ name }) => !isMangled(name));
  const mangled = changes.filter(({ name }) => isMangled(name));
  return [
    `### ${escapeText(family)}`,
    ...writeRows(plain),
    writeNames('Added', plain.filter(isAdded)),
    writeNames('Removed', plain.filter(isRemoved)),
    ...(mangled.length > 0 ? writeMangled(mangled) : []),
  ];
}

type Added = SymbolChange & { kind: 'added' };
type Removed = SymbolChange & { kind: 'removed' };

function isAdded(change: SymbolChange): change is Added {
  return change.kind === 'added';
}

function isRemoved(change: SymbolChange): change is Removed {
  return change.kind === 'removed';
}

/** What stayed but is not what it was: moved from another family, another signature, weak or strong. */
function writeRows(changes: readonly SymbolChange[]): readonly string[] {
  const rows = changes.flatMap((change) => {
    if (change.kind !== 'changed' && change.kind !== 'moved') return [];
    return [
      [
        nameInMarkdown(change.name),
        wordsOf(change).join(', '),
        factsInMarkdown(change.was),
        factsInMarkdown(change.now),
      ],
    ];
  });
  return rows.length === 0 ? [] : [table([['Symbol', 'What', 'Before', 'After'], ...rows])];
}

function wordsOf(change: SymbolChange & { kind: 'changed' | 'moved' }): string[] {
  const { was, now } = change;
  return [
    ...(change.kind === 'moved' ? [`moved from ${escapeText(change.from)}`] : []),
    ...(was.kind === now.kind ? [] : ['another kind']),
    ...(was.type === now.type || was.kind !== now.kind || isUnknown(was) || isUnknown(now)
      ? []
      : ['signature changed']),
    ...(was.weak === now.weak || isUnknown(was) || isUnknown(now) ? [] : [now.weak ? 'became weak' : 'became strong']),
  ];
}

/** Of what JavaScript offers only names are known. */
function isUnknown({ kind, type }: SymbolFacts): boolean {
  return kind === 'function' && type === null;
}

function writeNames(title: string, changes: readonly (Added | Removed)[]): string {
  if (changes.length === 0) return '';
  const names = changes.map((change) =>
    symbolInMarkdown(change.name, change.kind === 'added' ? change.now : change.was),
  );
  return `${title} (${printNumber(names.length)}): ${names.join(', ')}`;
}

function writeMangled(changes: readonly SymbolChange[]): readonly string[] {
  const kinds = [
    { title: 'Added', found: changes.filter(isAdded) },
    { title: 'Removed', found: changes.filter(isRemoved) },
  ];
  const others = changes.filter(({ kind }) => kind === 'changed' || kind === 'moved');
  return [
    `#### C++: ${countOf(changes.length, 'change')}`,
    ...writeRows(others.slice(0, MOST_MANGLED)),
    others.length > MOST_MANGLED ? `and ${countOf(others.length - MOST_MANGLED, 'more', 'more')}.` : '',
    ...kinds.map(({ title, found }) => {
      if (found.length === 0) return '';
      const strong = found.filter((change) => !(change.kind === 'added' ? change.now : change.was).weak);
      const named = strong.slice(0, MOST_MANGLED).map(({ name }) => nameInMarkdown(name));
      const rest = strong.length > MOST_MANGLED ? ` and ${countOf(strong.length - MOST_MANGLED, 'more', 'more')}` : '';
      const weak = found.length - strong.length;
      return `${title}: ${countOf(strong.length, 'strong symbol')}${named.length > 0 ? ` (${named.join(', ')}${rest})` : ''} and ${countOf(weak, 'weak one')}, which templates and inline functions leave.`;
    }),
  ];
}
