import { compareRoles, parseToolchain } from '../../model/ids.ts';
import type { CaseEntry, Cell } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';

/** What one step did on one combination of the roles on which its outcome can depend. */
export interface Observation {
  /** Toolchain ids, in the order of the step's roles. */
  readonly on: readonly string[];
  /** Ids of the breaks it failed with; none where it passed. */
  readonly ids: ReadonlySet<string>;
  /** Ids of further causes: whether the step would have broken with these alone was not tested. */
  readonly also: ReadonlySet<string>;
}

/** All observations of one step of one case. */
export interface StepObservations {
  readonly roles: readonly string[];
  /** The tool of each role. */
  readonly tools: readonly Tool[];
  readonly list: readonly Observation[];
  /** The toolchain ids of each role, of all cells of the case, whatever became of them. */
  readonly columns: readonly ReadonlySet<string>[];
}

/**
 * What the cells of one case say about one of its steps. A step that failed was tested, and so was one that passed;
 * skipped, blocked and not carried out is not tested. A cell that broke elsewhere still shows the steps that passed.
 */
export function observeStep(cells: readonly Cell[], entry: CaseEntry, step: string): StepObservations {
  const roles = rolesOfStep(cells, entry, step);
  const byCombination = new Map<string, { on: string[]; ids: ReadonlySet<string>; also: ReadonlySet<string> }>();
  for (const cell of cells) {
    if (!wasTested(cell, step)) continue;
    const on = roles.map((role) => (Object.hasOwn(cell.on, role) ? cell.on[role]! : ''));
    const key = on.join('+');
    let seen = byCombination.get(key);
    if (!seen) {
      seen = { on, ids: NONE, also: NONE };
      byCombination.set(key, seen);
    }
    for (const broke of cell.breaks) if (broke.step === step) seen.ids = withId(seen.ids, broke.id);
    for (const id of cell.also) seen.also = withId(seen.also, id);
  }
  const tools = roles.map((role) => toolOf(role, cells, entry));
  return { roles, tools, list: [...byCombination.values()], columns: columnsOf(cells, roles) };
}

/** What most observations have: one for all. */
const NONE: ReadonlySet<string> = new Set();

function withId(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return ids.has(id) ? ids : new Set([...ids, id]);
}

function wasTested(cell: Cell, step: string): boolean {
  if (cell.status === 'pass') return true;
  return cell.status === 'break' && !cell.untested?.includes(step);
}

function rolesOfStep(cells: readonly Cell[], entry: CaseEntry, step: string): readonly string[] {
  const axes = entry.steps.find(({ name }) => name === step)?.axes ?? Object.keys(cells[0]?.on ?? {});
  return [...axes].sort(compareRoles);
}

function toolOf(role: string, cells: readonly Cell[], entry: CaseEntry): Tool {
  if (Object.hasOwn(entry.roles, role)) return entry.roles[role]!;
  const on = cells[0]?.on ?? {};
  return (Object.hasOwn(on, role) ? parseToolchain(on[role]!)?.tool : undefined) ?? 'go';
}

function columnsOf(cells: readonly Cell[], roles: readonly string[]): readonly ReadonlySet<string>[] {
  return roles.map((role) => new Set(cells.flatMap(({ on }) => (Object.hasOwn(on, role) ? on[role]! : []))));
}
