import { canonicalJson } from '../../model/canonical.ts';
import type { Break, CaseEntry, Cell, CellBreak, Evidence, WorkaroundEntry } from '../../model/results.ts';
import type { Context } from '../query/context.ts';
import { causeOf, evidenceOf, excerptLog, shapeOf } from '../query/message.ts';
import { printStep } from '../repro/by-hand.ts';
import { otherSteps } from '../repro/other-steps.ts';
import { clip } from '../text/clean.ts';
import type { DriftData } from './drift-data.ts';
import { packCells, type TableOf } from './pack-cells.ts';
import type { PackedBreak, PackedCase, PackedEvidence, PackedNote, PackedOutcome, PageData } from './page-data.ts';

/** The longest message, and the longest command, that are shown whole, in UTF-16 units. */
const LONGEST_TEXT = 2000;

/** Packs what a page in a browser asks of a catalogue; `pages` ends the paths of plain pages. A function of its input alone. */
export function packResults(context: Context, drift: DriftData, pages: PageData['pages'] = '.md'): PageData {
  const { results } = context;
  const ids = tableOf<string>((id) => id);
  const wordings = new Wordings(context);
  const outcomes = tableOf<PackedOutcome>(canonicalJson);
  const outcomeOf = (cell: Cell) => outcomes.place(packOutcome(cell, ids, wordings));
  const cells = packCells(results, outcomeOf);
  return {
    toolchains: results.toolchains.map(({ digest, ...rest }) => rest),
    cases: results.cases.map(packCase),
    cells,
    outcomes: outcomes.all,
    ids: ids.all,
    breaks: results.breaks.map(packBreak),
    evidence: wordings.all,
    notes: packNotes(context),
    ...packRecord(context),
    drift,
    pages,
  };
}

/** The part of it that recorded runs say. */
export function packRecord({
  results,
  history,
  histories,
}: Pick<Context, 'results' | 'history' | 'histories'>): Pick<PageData, 'histories' | 'date'> {
  return {
    histories: results.breaks.flatMap(({ id }) => {
      const life = histories(id);
      return life ? [[id, life] as const] : [];
    }),
    date: history.findLast(({ kind }) => kind === 'run')?.date ?? null,
  };
}

function packCase({ steps, workarounds, ...rest }: CaseEntry): PackedCase {
  return { ...rest, workarounds: workarounds.map((one) => packWorkaround(steps, one)) };
}

function packWorkaround(steps: CaseEntry['steps'], workaround: WorkaroundEntry): PackedCase['workarounds'][number] {
  const { name, title } = workaround;
  const commands = otherSteps(steps, workaround).map((step) => printStep(step));
  return { name, title, commands: clip(commands.join('\n'), LONGEST_TEXT) };
}

function packBreak({ affected, shape, ...rest }: Break): PackedBreak {
  return rest as PackedBreak;
}

/** Entries that a break names, and those whose documented ranges an upgrade may cross. */
function packNotes({ knowledge, results }: Context): readonly PackedNote[] {
  const named = new Set(results.breaks.flatMap((brk) => [brk, ...(brk.parts ?? [])].map(({ known }) => known)));
  return knowledge
    .filter(({ name, documented }) => named.has(name) || Object.keys(documented).length > 0)
    .map(({ name, title, documented, explanation, cure, refs }) => ({
      name,
      title,
      documented,
      explanation,
      cure,
      refs,
    }));
}

function packOutcome(cell: Cell, ids: TableOf<string>, wordings: Wordings): PackedOutcome {
  const workarounds = Object.entries(cell.workarounds ?? {}).map(
    ([name, { status, breaks = [] }]) => [name, status, breaks.map(({ id }) => ids.place(id))] as const,
  );
  const breaks = cell.breaks.map((found) => [found.step, ids.place(found.id), wordings.place(found)] as const);
  return [cell.status, breaks, cell.reason === undefined ? 0 : clip(cell.reason, LONGEST_TEXT), workarounds];
}

/** One piece of evidence for each wording of each break: the first that was seen stands for all that are worded alike. */
class Wordings {
  readonly all: PackedEvidence[] = [];
  readonly #places = new Map<string, number>();
  /** What was found for a break and its evidence. */
  readonly #seen = new Map<string, number>();
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** The place of what stands for a failed step's evidence; -1 where the results do not have it. */
  place({ id, evidence: key }: CellBreak): number {
    const seen = `${id} ${key}`;
    const place = this.#seen.get(seen) ?? this.#find(id, key);
    this.#seen.set(seen, place);
    return place;
  }

  #find(id: string, key: string): number {
    const { index } = this.#context;
    const evidence = evidenceOf(index, key);
    const kind = index.breaks.get(id)?.kind;
    if (!evidence || !kind) return -1;
    const cause = causeOf(evidence, kind);
    const wording = `${id} ${cause ? shapeOf(cause) : ''}`;
    const known = this.#places.get(wording);
    if (known !== undefined) return known;
    this.#places.set(wording, this.all.length);
    return this.all.push(packEvidence(evidence, kind)) - 1;
  }
}

function packEvidence(evidence: Evidence, kind: Break['kind']): PackedEvidence {
  const { command, exitCode, limit, unmet = [] } = evidence;
  const cause = causeOf(evidence, kind);
  return {
    command: clip(command, LONGEST_TEXT),
    exit: limit ?? exitCode,
    log: excerptLog(evidence, kind),
    unmet: unmet.slice(0, 4).map((text) => clip(text, LONGEST_TEXT)),
    cause: cause ? [cause.reporter, clip(cause.message, LONGEST_TEXT), cause.code] : null,
  };
}

/** Values by what identifies them, each with a place. */
function tableOf<Value>(keyOf: (value: Value) => string): TableOf<Value> {
  const places = new Map<string, number>();
  const all: Value[] = [];
  return {
    all,
    place(value) {
      const key = keyOf(value);
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, all.length);
      return all.push(value) - 1;
    },
  };
}
