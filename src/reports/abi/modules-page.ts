import type { ModuleDrift, SurfaceChange } from '../../breaks/abi/module-drift.ts';
import { steadyModules } from '../../breaks/abi/module-drift.ts';
import type { ListDiff } from '../../evidence/wasm/diff-surfaces.ts';
import { groupBy } from '../../model/group.ts';
import type { ModuleEntry } from '../../model/results.ts';
import type { Context } from '../query/context.ts';
import { titleOf } from '../query/labels.ts';
import { bullets, code, escapeText, page } from '../text/markdown.ts';
import { countOf, listOf, someOf } from '../text/words.ts';
import { type Mentioned, writeKnownSymbols } from './known-symbols.ts';

/** How many modules are named beside a change that they share. */
const MOST_MODULES = 6;

/** The page on what the probes' own modules import and export otherwise from one version to the next. */
export function renderModulesPage(context: Context, drifts: readonly ModuleDrift[]): string {
  const { results } = context.index;
  const pairs = groupBy(drifts, ({ before, after }) => `${before} ${after}`);
  const steady = steadyModules(results, drifts);
  return page([
    '# Imports and exports of the cases’ modules, version by version',
    'What the modules that cases build import and export, compared with the same case’s module from the nearest older tested version, everything else being equal. Modules that changed alike are listed together. Where names are minified, only their number is compared.',
    ...[...pairs.values()].flatMap((found) => [
      `## From ${escapeText(titleOf(context.index, found[0]!.before))} to ${escapeText(titleOf(context.index, found[0]!.after))}`,
      writeKnownSymbols(context, found.flatMap(mentionedIn), '../'),
      ...found.flatMap((drift) => [
        `In ${countOf(drift.modules.length, 'module')}: ${someOf(drift.modules.map(code), MOST_MODULES)}`,
        bullets(describeChange(drift.change)),
      ]),
    ]),
    drifts.length === 0 ? 'No module changed with any tested version.' : '',
    steady.length === 0 ? '' : '## Modules that never changed',
    steady.map(code).join(', '),
  ]);
}

function mentionedIn({ change }: ModuleDrift): Mentioned[] {
  if (change.kind === 'minified') return [];
  const { added, removed, changed } = change.imports;
  const entries = [...added, ...removed, ...changed.map(({ after }) => after)];
  return entries.map(({ module, name }) => ({ name, import: `${module}.${name}` }));
}

/** How a module's outside changed, as lines of markdown. */
export function describeChange(change: SurfaceChange): string[] {
  if (change.kind === 'minified') {
    const words = [count(change.imports, 'imports'), count(change.exports, 'exports')].filter((text) => text !== '');
    return [`minified names: ${listOf(words)}`];
  }
  return [
    ...change.renamed.map(
      ({ from, to, names }) =>
        `${countOf(names.length, 'import')} of module ${code(to)} instead of ${code(from)}: ${names.map(code).join(', ')}`,
    ),
    ...describeList(change.imports, 'import'),
    ...describeList(change.exports, 'export'),
  ];
}

function count([before, after]: readonly [number, number], what: string): string {
  return before === after ? '' : `${after} ${what} instead of ${before}`;
}

function describeList({ added, removed, changed }: ListDiff<ModuleEntry>, what: string): string[] {
  return [
    ...(added.length > 0 ? [`${what}s added: ${added.map(printEntry).join(', ')}`] : []),
    ...(removed.length > 0 ? [`${what}s removed: ${removed.map(printEntry).join(', ')}`] : []),
    ...changed.map(
      ({ before, after }) => `${what} ${code(nameOf(after))} changed from ${printType(before)} to ${printType(after)}`,
    ),
  ];
}

function printEntry(entry: ModuleEntry): string {
  return code(
    `${nameOf(entry)}${entry.kind === 'function' ? '' : ` ${entry.kind}`}${entry.type ? ` ${entry.type}` : ''}`,
  );
}

function nameOf({ module, name }: ModuleEntry): string {
  return module === undefined ? name : `${module}.${name}`;
}

function printType({ kind, type }: ModuleEntry): string {
  return code(type ?? kind);
}
