import type { AbiDrift, SymbolChange } from '../../breaks/abi/drift.ts';
import type { ModuleDrift } from '../../breaks/abi/module-drift.ts';
import type { ModuleEntry } from '../../model/results.ts';
import { isMangled } from '../abi/symbol-words.ts';
import type { DriftData, ModuleStep, NamesByGroup, SymbolStep } from './drift-data.ts';

/** Two neighbouring toolchains whose symbol tables differ so. */
export interface ComparedTables {
  readonly before: string;
  readonly after: string;
  readonly drift: AbiDrift;
}

/** Gathers what the page shows of drift. */
export function packDrift(tables: readonly ComparedTables[], modules: readonly ModuleDrift[]): DriftData {
  return { symbols: tables.map(packSymbols), modules: packModules(modules) };
}

function packSymbols({ before, after, drift }: ComparedTables): SymbolStep {
  const plain = drift.symbols.filter(({ name }) => !isMangled(name));
  const of = (...kinds: readonly SymbolChange['kind'][]) =>
    groupNames(plain.filter(({ kind }) => kinds.includes(kind)).map(({ family, name }) => [family, name]));
  return {
    before,
    after,
    added: of('added'),
    removed: of('removed'),
    changed: of('changed', 'moved'),
    mangled: drift.symbols.length - plain.length,
  };
}

/** All modules of a step together: a name that any of them has anew or no longer, in whatever case. */
function packModules(drifts: readonly ModuleDrift[]): readonly ModuleStep[] {
  const steps = new Map<string, { before: string; after: string; added: Pair[]; removed: Pair[] }>();
  for (const { before, after, change } of drifts) {
    const key = `${before} ${after}`;
    const step = steps.get(key) ?? { before, after, added: [], removed: [] };
    steps.set(key, step);
    if (change.kind === 'minified') continue;
    step.added.push(...entries('imports', change.imports.added), ...entries('exports', change.exports.added));
    step.removed.push(...entries('imports', change.imports.removed), ...entries('exports', change.exports.removed));
    for (const { from, to, names } of change.renamed) {
      step.added.push(...names.map((name): Pair => ['imports', `${to}.${name}`]));
      step.removed.push(...names.map((name): Pair => ['imports', `${from}.${name}`]));
    }
  }
  return [...steps.values()]
    .map(({ before, after, added, removed }) => ({
      before,
      after,
      added: groupNames(added),
      removed: groupNames(removed),
    }))
    .filter(({ added, removed }) => Object.keys(added).length + Object.keys(removed).length > 0);
}

type Pair = readonly [group: string, name: string];

function entries(group: string, list: readonly ModuleEntry[]): readonly Pair[] {
  return list.map(({ module, name }) => [group, module === undefined ? name : `${module}.${name}`]);
}

function groupNames(pairs: readonly Pair[]): NamesByGroup {
  const groups = new Map<string, Set<string>>();
  for (const [group, name] of pairs) {
    const names = groups.get(group) ?? new Set();
    // A blank inside a name would part it.
    groups.set(group, names.add(name.replace(/\s+/g, '\u00a0')));
  }
  return Object.fromEntries([...groups].map(([group, names]) => [group, [...names].sort().join(' ')]));
}
