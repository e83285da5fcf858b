import type { AbiDrift, LeftChange, SymbolChange } from '../../breaks/abi/drift.ts';
import { JAVASCRIPT } from '../../breaks/abi/families.ts';
import type { GIVERS, LeftSymbol } from '../../breaks/abi/left-over.ts';
import type { Abi } from '../../model/abi.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Context } from '../query/context.ts';
import { titleOf } from '../query/labels.ts';
import { bullets, code, escapeText, link, page, table } from '../text/markdown.ts';
import { abiPath } from '../text/names.ts';
import { countOf, printNumber } from '../text/words.ts';
import { writeFamily } from './drift-family.ts';
import { type Mentioned, writeKnownSymbols } from './known-symbols.ts';
import { groupLeft } from './left-groups.ts';
import { factsInMarkdown, isMangled, nameInMarkdown } from './symbol-words.ts';

/** The page on what changed in the symbol tables from one toolchain to the next tested one. */
export function renderDriftPage(context: Context, before: Abi, after: Abi, drift: AbiDrift): string {
  const [old, now] = [before, after].map(({ toolchain }) => escapeText(titleOf(context.index, toolchain)));
  const families = [...new Set(drift.symbols.map(({ family }) => family))].sort(compareFamilies);
  const beside = [before, after].map(({ toolchain }) =>
    link(escapeText(titleOf(context.index, toolchain)), abiPath(toolchain).replace(/^abi\//, '')),
  );
  return page([
    `# Symbols: from ${old} to ${now}`,
    `What the libraries of two neighbouring tested versions define and leave to others. Nothing is said about the versions between. Each version by itself: ${beside.join(' and ')}.`,
    ...writeKnown(context, drift),
    ...writeLeft(drift),
    '## What the libraries define',
    'By family: libraries that do the same count as one, whatever a version calls them. C names come first.',
    writeFamilies(drift),
    drift.symbols.length === 0 ? 'No difference.' : writeCounts(drift.symbols, families),
    ...families.flatMap((family) =>
      writeFamily(
        family,
        drift.symbols.filter((change) => change.family === family),
      ),
    ),
  ]);
}

/** JavaScript last: it is long, and seldom why something does not link. */
function compareFamilies(a: string, b: string): number {
  return Number(a === JAVASCRIPT) - Number(b === JAVASCRIPT) || byCodeUnit(a, b);
}

function writeKnown(context: Context, { symbols, left }: AbiDrift): readonly string[] {
  const changes = [...left.values()].flat();
  const mentioned: Mentioned[] = [
    ...changes.map(({ name, was, now }) => ({ name, import: (was ?? now)?.import ?? null })),
    ...symbols.filter(({ name }) => !isMangled(name)),
  ];
  const known = writeKnownSymbols(context, mentioned, '../');
  return known === '' ? [] : ['## What is known of these changes', known];
}

function writeFamilies({ families: { added, removed } }: AbiDrift): string {
  return bullets([
    ...(added.length > 0 ? [`New in the link: ${added.map(code).join(', ')}`] : []),
    ...(removed.length > 0 ? [`No longer in the link: ${removed.map(code).join(', ')}`] : []),
  ]);
}

/** Counts of changes by family: C names first, C++ names in parentheses. */
function writeCounts(symbols: readonly SymbolChange[], families: readonly string[]): string {
  const kinds = ['added', 'removed', 'changed', 'moved'] as const;
  const rows = families.map((family) => [
    code(family),
    ...kinds.map((kind) => {
      const found = symbols.filter((change) => change.family === family && change.kind === kind);
      const mangled = found.filter(({ name }) => isMangled(name)).length;
      return `${printNumber(found.length - mangled)}${mangled > 0 ? ` (${printNumber(mangled)} of C++)` : ''}`;
    }),
  ]);
  return table([['Family', 'Added', 'Removed', 'Changed', 'Moved here'], ...rows], ['l', 'r', 'r', 'r', 'r']);
}

/** The links one after the other; of a later one only what the first does not have as well. */
function writeLeft({ left }: AbiDrift): readonly string[] {
  const [first, ...others] = [...left];
  if (!first) return [];
  const shown = new Set(first[1].map(printLeft));
  return [
    ...writeLeftChanges(first[0], first[1], ''),
    ...others.flatMap(([name, changes]) => {
      const own = changes.filter((change) => !shown.has(printLeft(change)));
      const shared = changes.length - own.length;
      const besides = shared === 0 ? '' : `${countOf(shared, 'change')} as in ${code(first[0])}, and besides:`;
      return writeLeftChanges(name, own, besides);
    }),
  ];
}

function printLeft({ name, was, now }: LeftChange): string {
  return `${name} ${leftFacts(was)} ${leftFacts(now)}`;
}

function writeLeftChanges(name: string, changes: readonly LeftChange[], besides: string): readonly string[] {
  const title = `## What ${code(name)} leaves to others`;
  if (changes.length === 0) return [title, besides === '' ? 'No difference.' : `${besides} nothing.`];
  const count = (has: (change: LeftChange) => boolean) => printNumber(changes.filter(has).length);
  return [
    title,
    besides,
    `${count(({ was }) => was === null)} more, ${count(({ now }) => now === null)} no longer, ${count(({ was, now }) => was !== null && now !== null)} changed.`,
    ...groupLeft(changes, ({ was, now }) => (now ?? was)!).flatMap(([group, found]) => [
      `### ${escapeText(group)}: ${countOf(found.length, 'change')}`,
      table([
        ['Symbol', 'Before', 'After'],
        ...found.map((change) => [nameInMarkdown(change.name), leftFacts(change.was), leftFacts(change.now)]),
      ]),
    ]),
  ];
}

function leftFacts(symbol: LeftSymbol | null): string {
  if (!symbol) return 'not left';
  const from = symbol.import === null ? '' : ` as ${code(symbol.import)}`;
  return `${factsInMarkdown(symbol)}${from}, to ${SHORT[symbol.giver]}`;
}

const SHORT: Readonly<Record<keyof typeof GIVERS, string>> = {
  javascript: 'JavaScript',
  host: 'the host',
  linker: 'the linker',
  program: 'the program',
  nobody: 'nobody',
};
