import { byCodeUnit } from '../../model/order.ts';
import type { ModuleEntry } from '../../model/results.ts';
import type { ArtifactSurface } from './artifact-surface.ts';
import type { WasmSymbol } from './symbols.ts';

/** What one list has that another has not; `changed` pairs entries of one name that differ in anything else. */
export interface ListDiff<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly changed: readonly { readonly before: T; readonly after: T }[];
}

/** The differences between two artifacts, each list sorted by name. */
export interface SurfaceDiff {
  readonly imports: ListDiff<ModuleEntry>;
  readonly exports: ListDiff<ModuleEntry>;
  readonly symbols: ListDiff<WasmSymbol>;
  readonly features: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

/** What of a surface is compared. */
type Comparable = Omit<ArtifactSurface, 'unread'>;

/**
 * Compares two surfaces. Of symbols, local ones do not count, and an undefined one does not where the same artifact
 * also defines the name: an archive is compared by what it gives and what it still needs.
 */
export function diffSurfaces(before: Comparable, after: Comparable): SurfaceDiff {
  return {
    imports: diffLists(before.imports, after.imports, entryName, printEntry),
    exports: diffLists(before.exports, after.exports, entryName, printEntry),
    symbols: diffLists(resolveSymbols(before.symbols), resolveSymbols(after.symbols), ({ name }) => name, printSymbol),
    features: {
      added: after.features.filter((name) => !before.features.includes(name)).sort(byCodeUnit),
      removed: before.features.filter((name) => !after.features.includes(name)).sort(byCodeUnit),
    },
  };
}

/** Compares lists whose entries may share a name: equal ones cancel out, then those of one name are paired in order. */
function diffLists<T>(
  before: readonly T[],
  after: readonly T[],
  nameOf: (entry: T) => string,
  print: (entry: T) => string,
): ListDiff<T> {
  const old = groupByName(before, nameOf, print);
  const now = groupByName(after, nameOf, print);
  const names = [...new Set([...old.keys(), ...now.keys()])].sort(byCodeUnit);
  const pairs = names.map((name) => {
    const left = old.get(name) ?? new Map<string, T>();
    const right = now.get(name) ?? new Map<string, T>();
    const gone = [...left].filter(([text]) => !right.has(text)).map(([, entry]) => entry);
    const come = [...right].filter(([text]) => !left.has(text)).map(([, entry]) => entry);
    const shared = Math.min(gone.length, come.length);
    const changed = gone.slice(0, shared).map((entry, place) => ({ before: entry, after: come[place]! }));
    return { changed, removed: gone.slice(shared), added: come.slice(shared) };
  });
  return {
    added: pairs.flatMap((pair) => pair.added),
    removed: pairs.flatMap((pair) => pair.removed),
    changed: pairs.flatMap((pair) => pair.changed),
  };
}

/** Name → text → entry, texts in order; repeated entries count once. */
function groupByName<T>(
  entries: readonly T[],
  nameOf: (entry: T) => string,
  print: (entry: T) => string,
): Map<string, Map<string, T>> {
  const texts = entries.map((entry) => [print(entry), entry] as const).sort(([a], [b]) => byCodeUnit(a, b));
  const groups = new Map<string, Map<string, T>>();
  for (const [text, entry] of texts) {
    const name = nameOf(entry);
    const group = groups.get(name) ?? new Map<string, T>();
    groups.set(name, group.set(text, entry));
  }
  return groups;
}

function resolveSymbols(symbols: readonly WasmSymbol[]): WasmSymbol[] {
  const shown = symbols.filter(({ binding }) => binding !== 'local');
  const defined = new Set(shown.filter((symbol) => symbol.defined).map(({ name }) => name));
  return shown.filter((symbol) => symbol.defined || !defined.has(symbol.name));
}

function entryName(entry: ModuleEntry): string {
  return `${entry.module ?? ''}\0${entry.name}`;
}

function printEntry(entry: ModuleEntry): string {
  return JSON.stringify([entry.kind, entry.type ?? null]);
}

/** Where an undefined symbol is used does not matter, where a defined one lies does. */
function printSymbol(symbol: WasmSymbol): string {
  const { kind, binding, defined, visibility, type = null, member = null } = symbol;
  return JSON.stringify([kind, binding, defined, visibility, type, defined ? member : null]);
}
