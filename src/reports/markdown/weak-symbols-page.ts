import type { Resolution, ResolvedSymbol, SymbolBinding } from '../../model/resolution.ts';
import type { CaseEntry } from '../../model/results.ts';
import { titleInMarkdown } from '../query/break-title.ts';
import type { Context } from '../query/context.ts';
import { factorCombinations } from '../query/factor-cells.ts';
import { titleOf, versionOf } from '../query/labels.ts';
import { gatherLinks, type LinkOutcome } from '../query/link-outcomes.ts';
import { code, escapeText, link, page, prose, table } from '../text/markdown.ts';
import { breakPath } from '../text/names.ts';
import { listOf } from '../text/words.ts';

/** How names resolve where libraries of different origin meet in one link; one section a case. */
export function renderWeakSymbolsPage(context: Context): string {
  const sections = context.links.flatMap((found) => {
    const entry = context.index.cases.get(found.case);
    const cells = context.index.cellsOfCase.get(found.case) ?? [];
    return entry ? renderCase(context, entry, gatherLinks(entry, found, cells)) : [];
  });
  return page([
    '# How names resolve where libraries of different origin meet',
    ...INTRODUCTION,
    ...sections,
    link('All breaks', '../README.md'),
  ]);
}

const INTRODUCTION: readonly string[] = [
  'Each table is one symbol in the links of one case. What it resolves to is read from the linked module: its symbol table, imports and exports; the file of a definition is what the linker named when it took it. The module then ran, so that a function that silently does nothing shows.',
  'A row stands for exactly the combinations that it names: where one field has several versions or choices, all of them were tried with all of the other fields. **any** is every choice that was tried in this case.',
];

function renderCase(context: Context, entry: CaseEntry, outcomes: readonly LinkOutcome[]): readonly string[] {
  const there = outcomes.flatMap(({ symbols: found }) => found ?? []).filter(isThere);
  const symbols = new Set(there.map(({ symbol }) => symbol));
  return [
    `## ${prose(entry.title)}`,
    prose(entry.why),
    `Case ${code(entry.name)}; its first link: ${code(firstLink(entry, outcomes))}${describeConstant(context, entry, outcomes)}`,
    ...[...symbols].flatMap((symbol) => [`### ${code(symbol)}`, renderSymbol(context, entry, symbol, outcomes)]),
  ];
}

/** The toolchains that are the same in all links, which the tables do not repeat. */
function describeConstant(context: Context, entry: CaseEntry, outcomes: readonly LinkOutcome[]): string {
  const same = Object.keys(entry.roles).flatMap((role) => {
    const ids = [...new Set(outcomes.map(({ cell }) => cell.on[role]!))];
    return ids.length === 1 ? [escapeText(titleOf(context.index, ids[0]!))] : [];
  });
  return same.length > 0 ? `; all with ${listOf(same)}` : '';
}

/** A name that no module of a case has says nothing. */
function isThere({ resolution }: ResolvedSymbol): boolean {
  return resolution.kind !== 'absent';
}

/** The command of the first link as it was run. */
function firstLink(entry: CaseEntry, outcomes: readonly LinkOutcome[]): string {
  const key = JSON.stringify(outcomes[0]?.variant);
  return entry.steps.find((step) => JSON.stringify(step.repeats?.variant) === key)?.run ?? '';
}

/** A row of the table before its combinations are put into words. */
interface Row {
  readonly fields: readonly string[];
  readonly exports: Set<boolean>;
  readonly combinations: (readonly string[])[];
}

function renderSymbol(context: Context, entry: CaseEntry, symbol: string, outcomes: readonly LinkOutcome[]): string {
  const roles = Object.keys(entry.roles).filter((role) => new Set(outcomes.map(({ cell }) => cell.on[role])).size > 1);
  const axes = Object.keys(outcomes[0]?.variant ?? {});
  const rows = new Map<string, Row>();
  for (const { cell, variant, symbols, broke, bindings } of outcomes) {
    const found = symbols?.find((one) => one.symbol === symbol) ?? null;
    const fields = [...describeResolution(found, bindings), describeBreak(context, symbols, broke)];
    const row = rows.get(fields.join('\n')) ?? { fields, exports: new Set<boolean>(), combinations: [] };
    rows.set(fields.join('\n'), row);
    if (found) row.exports.add(found.exported);
    row.combinations.push([...roles.map((role) => cell.on[role]!), ...axes.map((axis) => variant[axis]!)]);
  }
  const all = [...roles, ...axes].map((_, at) =>
    distinct(
      [...rows.values()].flatMap((row) => row.combinations),
      at,
    ),
  );
  const choices = axes.flatMap((axis) => [...new Set(outcomes.map(({ variant }) => variant[axis]!))]);
  const order = new Map([...context.index.order, ...choices.map((choice, place) => [choice, place] as const)]);
  const body = [...rows.values()].flatMap(({ fields, exports, combinations }) =>
    factorCombinations(combinations, order).map((product) => [
      ...product.map((some, at) => describeAxis(context, some, all[at]!, at < roles.length)),
      ...fields.slice(0, 2),
      describeExports(exports),
      ...fields.slice(2),
    ]),
  );
  const head = [...roles, ...axes].map((name) => escapeText(name));
  return table([[...head, 'Resolves to', 'Binding', 'Exported', 'What happened'], ...body]);
}

function distinct(combinations: readonly (readonly string[])[], at: number): number {
  return new Set(combinations.map((combination) => combination[at])).size;
}

function describeAxis(context: Context, some: readonly string[], all: number, isRole: boolean): string {
  if (some.length === all && all > 1) return 'any';
  return some.map((one) => escapeText(isRole ? versionOf(context.index, one) : one)).join(', ');
}

function describeExports(exports: ReadonlySet<boolean>): string {
  if (exports.size === 0) return '';
  return exports.size > 1 ? 'in some' : exports.has(true) ? 'yes' : 'no';
}

function describeResolution(
  found: ResolvedSymbol | null,
  bindings: readonly SymbolBinding[],
): readonly [what: string, binding: string] {
  if (!found) return ['–', ''];
  const { resolution, symbol } = found;
  return [describeTarget(resolution), describeBinding(resolution, symbol, bindings)];
}

function describeTarget(resolution: Resolution): string {
  switch (resolution.kind) {
    case 'import':
      return `import ${code(resolution.import)}`;
    case 'definition':
      return resolution.file === null ? 'a definition' : `definition in ${code(resolution.file)}`;
    case 'undefined-weak':
      return 'nothing: a weak reference, address 0';
    case 'absent':
      return 'not in the module';
  }
}

/** Of the definition that was taken, or of the reference that is imported, as its object has it. */
function describeBinding(resolution: Resolution, symbol: string, bindings: readonly SymbolBinding[]): string {
  if (resolution.kind === 'absent') return '';
  if (resolution.kind === 'undefined-weak') return 'weak';
  const isDefinition = resolution.kind === 'definition';
  const file = isDefinition ? resolution.file : resolution.by;
  const own = bindings.find((one) => one.symbol === symbol && one.file === file && one.defined === isDefinition);
  return own ? (own.weak ? 'weak' : 'strong') : '';
}

function describeBreak(context: Context, symbols: LinkOutcome['symbols'], broke: string | null): string {
  if (broke === null) return 'runs';
  const brk = context.index.breaks.get(broke);
  const name = brk ? link(titleInMarkdown(context, brk), `../${breakPath(broke)}`) : code(broke);
  return `${symbols === null ? 'does not link' : 'runs and fails'}: ${name}`;
}
