import { byCodeUnit } from '../model/canonical.ts';
import { printCell } from '../model/ids.ts';
import type { Break, CaseEntry, Cell, Evidence, EvidenceRef } from '../model/results.ts';
import { attributeBreak } from './attribute.ts';
import { findKnown, type Knowledge } from './find-known.ts';
import { groupBy } from './group.ts';
import { type BreakName, parseBreakId, shapeOf } from './identify.ts';
import type { KnownBreak } from './knowledge.ts';
import { type Ladder, makeLadder } from './ladder.ts';
import { makeSurveyor, type Surroundings } from './neighbours.ts';
import { observeStep } from './observe.ts';

/** Where and how often a break was seen. */
interface Sightings {
  readonly name: BreakName;
  readonly cases: Set<string>;
  readonly affected: Set<string>;
  readonly evidence: Map<string, EvidenceRef & { readonly case: string }>;
  readonly places: Surroundings[];
}

/**
 * The breaks of cells, sorted by id, with blame and ranges. `cells` are in canonical order; the first affected cell
 * represents a break. Needs nothing but what results hold, so that merged results tell their breaks anew.
 */
export function deriveBreaks(
  cells: readonly Cell[],
  cases: readonly CaseEntry[],
  evidence: ReadonlyMap<string, Evidence>,
  knowledge: Knowledge,
): readonly Break[] {
  const sightings = new Map<string, Sightings>();
  for (const cell of cells) for (const broke of cell.breaks) addSighting(sightings, cell, broke);
  const ladder = makeLadder(cells.flatMap(({ on }) => Object.values(on)));
  const entries = new Map(cases.map((entry) => [entry.name, entry]));
  for (const [name, group] of groupBy(cells, (cell) => cell.case)) {
    const entry = entries.get(name);
    if (entry) survey(group, entry, sightings);
  }
  return [...sightings.values()]
    .sort((a, b) => byCodeUnit(a.name.id, b.name.id))
    .map((seen) => describeBreak(seen, ladder, evidence, knowledge));
}

function addSighting(
  sightings: Map<string, Sightings>,
  cell: Cell,
  { step, id, evidence: key }: Cell['breaks'][number],
) {
  let seen = sightings.get(id);
  if (!seen) {
    const name = parseBreakId(id);
    if (!name) return;
    seen = { name, cases: new Set(), affected: new Set(), evidence: new Map(), places: [] };
    sightings.set(id, seen);
  }
  const cellName = printCell(cell);
  seen.cases.add(cell.case);
  seen.affected.add(cellName);
  if (!seen.evidence.has(key)) seen.evidence.set(key, { cell: cellName, step, key, case: cell.case });
}

function survey(cells: readonly Cell[], entry: CaseEntry, sightings: ReadonlyMap<string, Sightings>): void {
  const steps = new Set(cells.flatMap(({ breaks }) => breaks.map(({ step }) => step)));
  for (const step of steps) {
    const observations = observeStep(cells, entry, step);
    const surroundingsOf = makeSurveyor(observations);
    const failures = observations.list.flatMap((seen) => [...seen.ids].map((id) => ({ id, seen })));
    for (const [id, group] of groupBy(failures, (failure) => failure.id)) {
      sightings.get(id)?.places.push(
        surroundingsOf(
          id,
          group.map(({ seen }) => seen),
        ),
      );
    }
  }
}

function describeBreak(
  seen: Sightings,
  ladder: Ladder,
  evidence: ReadonlyMap<string, Evidence>,
  knowledge: Knowledge,
): Break {
  const { name, cases, affected, places } = seen;
  const refs = [...seen.evidence.values()];
  const { cell, step, key } = refs[0]!;
  const known = explain(name, refs, evidence, knowledge);
  const { blame, always, ranges } = attributeBreak(places, ladder);
  return {
    ...name,
    shape: shapeOf(name),
    blame,
    always,
    cases: [...cases],
    affected: [...affected],
    ...(known && Object.keys(known.documented).length > 0 ? { documented: known.documented } : {}),
    ...(known ? { known: known.name } : {}),
    evidence: { cell, step, key },
    ...ranges,
  };
}

/** The knowledge entry that fits the first of the sightings that one fits. */
function explain(
  { kind, subject }: BreakName,
  refs: Iterable<EvidenceRef & { readonly case: string }>,
  evidence: ReadonlyMap<string, Evidence>,
  knowledge: Knowledge,
): KnownBreak | null {
  for (const { case: caseName, step, key } of refs) {
    const seen = evidence.get(key);
    const texts = [...(seen?.diagnostics ?? []).map(({ message }) => message), ...(seen?.unmet ?? [])];
    const known = findKnown({ kind, subject, case: caseName, step, texts }, knowledge);
    if (known) return known;
  }
  return null;
}
