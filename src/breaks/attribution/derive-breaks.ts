import { canonicalJson } from '../../model/canonical.ts';
import { groupBy } from '../../model/group.ts';
import { type CellName, createCellPrinter } from '../../model/ids.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Break, BreakPart, CaseEntry, Cell, Evidence, EvidenceRef } from '../../model/results.ts';
import { type BreakName, parseBreakId, shapeOf } from '../identity/identify.ts';
import { findKnown, type Knowledge } from '../knowledge/find-known.ts';
import type { KnownBreak } from '../knowledge/knowledge.ts';
import { attributeBreak, rangesByRole } from './attribute.ts';
import { openNeighbourhoods, type StepNeighbourhood } from './neighbours.ts';
import { observeStep } from './observe.ts';
import { orderVersions, type VersionOrder } from './version-order.ts';

/** Where and how often a break was seen. */
interface Sightings {
  readonly name: BreakName;
  readonly cases: Set<string>;
  readonly affected: Set<string>;
  /** By case, step and key. */
  readonly evidence: Map<string, EvidenceRef & { readonly case: string }>;
  /** By case. */
  readonly places: Map<string, StepNeighbourhood[]>;
}

/**
 * The breaks of cells, sorted by id, with blame and ranges. `cells` are in canonical order; the first affected cell
 * represents a break. Needs nothing but what results hold, so that merged results derive their breaks anew.
 */
export function deriveBreaks(
  cells: readonly Cell[],
  cases: readonly CaseEntry[],
  evidence: ReadonlyMap<string, Evidence>,
  knowledge: Knowledge,
): readonly Break[] {
  const sightings = new Map<string, Sightings>();
  const nameOf = createCellPrinter();
  for (const cell of cells) for (const broke of cell.breaks) addSighting(sightings, nameOf, cell, broke);
  const order = orderVersions(cells.flatMap(({ on }) => Object.values(on)));
  const entries = new Map(cases.map((entry) => [entry.name, entry]));
  for (const [name, group] of groupBy(cells, (cell) => cell.case)) {
    const entry = entries.get(name);
    if (entry) survey(group, entry, sightings);
  }
  return [...sightings.values()]
    .sort((a, b) => byCodeUnit(a.name.id, b.name.id))
    .map((seen) => describeBreak(seen, order, evidence, knowledge));
}

function addSighting(
  sightings: Map<string, Sightings>,
  nameOf: (cell: CellName) => string,
  cell: Cell,
  { step, id, evidence: key }: Cell['breaks'][number],
) {
  let seen = sightings.get(id);
  if (!seen) {
    const name = parseBreakId(id);
    if (!name) return;
    seen = { name, cases: new Set(), affected: new Set(), evidence: new Map(), places: new Map() };
    sightings.set(id, seen);
  }
  const cellName = nameOf(cell);
  seen.cases.add(cell.case);
  seen.affected.add(cellName);
  const sight = `${cell.case} ${step} ${key}`;
  if (!seen.evidence.has(sight)) seen.evidence.set(sight, { cell: cellName, step, key, case: cell.case });
}

function survey(cells: readonly Cell[], entry: CaseEntry, sightings: ReadonlyMap<string, Sightings>): void {
  const steps = new Set(cells.flatMap(({ breaks }) => breaks.map(({ step }) => step)));
  for (const step of steps) {
    const observations = observeStep(cells, entry, step);
    const neighbourhoodOf = openNeighbourhoods(observations);
    const failures = observations.list.flatMap((seen) => [...seen.ids].map((id) => ({ id, seen })));
    for (const [id, group] of groupBy(failures, (failure) => failure.id)) {
      const places = sightings.get(id)?.places;
      const found = neighbourhoodOf(
        id,
        group.map(({ seen }) => seen),
      );
      places?.set(entry.name, [...(places.get(entry.name) ?? []), found]);
    }
  }
}

function describeBreak(
  seen: Sightings,
  order: VersionOrder,
  evidence: ReadonlyMap<string, Evidence>,
  knowledge: Knowledge,
): Break {
  const { name, cases, affected, places } = seen;
  const { cell, step, key } = [...seen.evidence.values()][0]!;
  const { blame, always, ranges, patchy } = attributeBreak([...places.values()].flat(), order);
  const entries = knownByCase(seen, evidence, knowledge);
  const parts = [...places].map(([ofCase, ofPlaces]): BreakPart => {
    const own = attributeBreak(ofPlaces, order);
    return {
      case: ofCase,
      blame: own.blame,
      always: own.always,
      along: rangesByRole(ofPlaces, order),
      ...(own.patchy ? { patchy: true } : {}),
      ...explain([entries.get(ofCase) ?? []]),
    };
  });
  return {
    ...name,
    shape: shapeOf(name),
    blame,
    always,
    cases: [...cases],
    affected: [...affected],
    ...explain([...entries.values()]),
    ...(patchy ? { patchy: true } : {}),
    ...(needsParts(parts) ? { parts } : {}),
    evidence: { cell, step, key },
    ...ranges,
  };
}

/** Whether one range a tool would say too much: cases differ, or versions are those in a role of another name. */
function needsParts(parts: readonly BreakPart[]): boolean {
  const kinds = new Set(parts.map(({ case: _, ...rest }) => canonicalJson(rest)));
  return kinds.size > 1 || parts.some(({ along }) => along.some(({ role, tool }) => role !== tool));
}

/** For each case of a break the knowledge entries that fit it there, the most specific first. */
function knownByCase(
  { name, evidence: refs }: Sightings,
  evidence: ReadonlyMap<string, Evidence>,
  knowledge: Knowledge,
): ReadonlyMap<string, readonly KnownBreak[]> {
  const lists = [...groupBy(refs.values(), (ref) => ref.case)].map(([ofCase, own]) => {
    const found = own.flatMap(({ step, key }) => {
      const seen = evidence.get(key);
      const texts = [...(seen?.diagnostics ?? []).map(({ message }) => message), ...(seen?.unmet ?? [])];
      return findKnown({ kind: name.kind, subject: name.subject, case: ofCase, step, texts }, knowledge);
    });
    return [ofCase, found] as const;
  });
  return new Map(lists);
}

/** The entry that fits in all of some cases; where none does, the one that fits in the first case that one fits. */
function explain(lists: readonly (readonly KnownBreak[])[]): Pick<BreakPart, 'known' | 'documented'> {
  const common = lists[0]?.find((entry) => lists.every((list) => list.includes(entry)));
  const known = common ?? lists.flat()[0];
  if (!known) return {};
  const { name, documented } = known;
  return Object.keys(documented).length > 0 ? { documented, known: name } : { known: name };
}
