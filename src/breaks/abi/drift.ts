import type { Abi, AbiSymbol } from '../../model/abi.ts';
import { compareSymbols } from '../../model/abi-text.ts';
import { byCodeUnit } from '../../model/order.ts';
import { familyOf } from './families.ts';
import { findLeftOver, type LeftSymbol, linksOf } from './left-over.ts';

/** What a family of libraries says of a symbol. */
export type SymbolFacts = Pick<AbiSymbol, 'kind' | 'weak' | 'type'>;

/** What became of a symbol from one version to the next. */
export type SymbolChange = { readonly name: string } & (
  | { readonly kind: 'added'; readonly family: string; readonly now: SymbolFacts }
  | { readonly kind: 'removed'; readonly family: string; readonly was: SymbolFacts }
  /** Defined by another family than before; its facts may have changed on the way. */
  | {
      readonly kind: 'moved';
      readonly from: string;
      readonly family: string;
      readonly was: SymbolFacts;
      readonly now: SymbolFacts;
    }
  | { readonly kind: 'changed'; readonly family: string; readonly was: SymbolFacts; readonly now: SymbolFacts }
);

/** What a link leaves to others and did not, no longer does, or leaves otherwise. */
export interface LeftChange {
  readonly name: string;
  /** Null where it was not left before. */
  readonly was: LeftSymbol | null;
  /** Null where it no longer is left. */
  readonly now: LeftSymbol | null;
}

/** The differences between the symbol tables of two toolchains. */
export interface AbiDrift {
  /** By family, then name. */
  readonly symbols: readonly SymbolChange[];
  /** Link → changes by name, for the links that both have. */
  readonly left: ReadonlyMap<string, readonly LeftChange[]>;
  /** Families that only one of the two has. */
  readonly families: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

/** Family → name → facts. */
export type FamilyTables = ReadonlyMap<string, ReadonlyMap<string, SymbolFacts>>;

/**
 * What each family defines. Where its libraries or members do not agree on a symbol, the strong one counts, and of equally
 * strong ones the first in a table's order.
 */
export function tablesByFamily({ libraries }: Pick<Abi, 'libraries'>): FamilyTables {
  const tables = new Map<string, Map<string, AbiSymbol>>();
  for (const library of libraries) {
    const family = familyOf(library);
    const table = tables.get(family) ?? new Map<string, AbiSymbol>();
    tables.set(family, table);
    for (const symbol of library.provides) {
      const known = table.get(symbol.name);
      if (!known || Number(symbol.weak) - Number(known.weak) < 0 || isBefore(symbol, known))
        table.set(symbol.name, symbol);
    }
  }
  return tables;
}

function isBefore(symbol: AbiSymbol, other: AbiSymbol): boolean {
  return symbol.weak === other.weak && compareSymbols(symbol, other) < 0;
}

/** Compares two toolchains' tables. Equal ones give no changes. */
export function driftAbi(before: Abi, after: Abi): AbiDrift {
  const [was, now] = [tablesByFamily(before), tablesByFamily(after)];
  const links = linksOf(before).filter((link) => linksOf(after).includes(link));
  return {
    symbols: driftTables(was, now),
    left: new Map(links.map((link) => [link, driftLeft(findLeftOver(before, link), findLeftOver(after, link))])),
    families: {
      added: [...now.keys()].filter((family) => !was.has(family)).sort(byCodeUnit),
      removed: [...was.keys()].filter((family) => !now.has(family)).sort(byCodeUnit),
    },
  };
}

/** Compares what families define. A name that one family lost and another got has moved. */
export function driftTables(before: FamilyTables, after: FamilyTables): SymbolChange[] {
  const changes: SymbolChange[] = [];
  const gone = new Map<string, { family: string; was: SymbolFacts }[]>();
  for (const [family, table] of [...before].sort(byKey)) {
    const other = after.get(family);
    for (const [name, was] of table) {
      const now = other?.get(name);
      if (!now) gone.set(name, [...(gone.get(name) ?? []), { family, was }]);
      else if (!sameFacts(was, now)) changes.push({ kind: 'changed', name, family, was, now });
    }
  }
  for (const [family, table] of [...after].sort(byKey)) {
    const other = before.get(family);
    for (const [name, now] of table) {
      if (other?.has(name)) continue;
      const left = gone.get(name)?.shift();
      if (left) changes.push({ kind: 'moved', name, from: left.family, family, was: left.was, now });
      else changes.push({ kind: 'added', name, family, now });
    }
  }
  for (const [name, places] of gone) {
    for (const { family, was } of places) changes.push({ kind: 'removed', name, family, was });
  }
  return changes.sort((a, b) => byCodeUnit(a.family, b.family) || byCodeUnit(a.name, b.name));
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return byCodeUnit(a, b);
}

/** Whether a linker sees no difference. False: a program that links with one may not link with the other. */
export function sameFacts(a: SymbolFacts, b: SymbolFacts): boolean {
  return a.kind === b.kind && a.weak === b.weak && a.type === b.type;
}

function driftLeft(before: readonly LeftSymbol[], after: readonly LeftSymbol[]): LeftChange[] {
  const [was, now] = [firstByName(before), firstByName(after)];
  const names = [...new Set([...was.keys(), ...now.keys()])].sort(byCodeUnit);
  return names.flatMap((name): LeftChange[] => {
    const [old = null, current = null] = [was.get(name), now.get(name)];
    const same =
      old && current && sameFacts(old, current) && old.import === current.import && old.giver === current.giver;
    return same ? [] : [{ name, was: old, now: current }];
  });
}

function firstByName(symbols: readonly LeftSymbol[]): Map<string, LeftSymbol> {
  return new Map([...symbols].reverse().map((symbol) => [symbol.name, symbol]));
}
