import { parseCell } from '../../model/ids.ts';
import type { LinkRow, LinkTable } from '../../model/links.ts';
import type { ResolvedSymbol, SymbolBinding } from '../../model/resolution.ts';
import type { CaseEntry, Cell, StepEntry } from '../../model/results.ts';
import { hasVerdict } from '../../model/results.ts';

/** What became of one link on one cell. */
export interface LinkOutcome {
  readonly cell: Cell;
  /** What varies → the choice. */
  readonly variant: Readonly<Record<string, string>>;
  /** Null where the link failed. */
  readonly symbols: readonly ResolvedSymbol[] | null;
  /** The break of the link or of what ran it; null where both passed. */
  readonly broke: string | null;
  /** How the objects and archives that were linked have the symbols. */
  readonly bindings: readonly SymbolBinding[];
}

/**
 * All links of a case, by what its table says of their symbols and its cells of what happened. Cells that are not decided
 * are left out.
 */
export function gatherLinks(entry: CaseEntry, table: LinkTable, cells: readonly Cell[]): readonly LinkOutcome[] {
  const rows = table.rows.flatMap((row) =>
    row.on.map((on) => ({ row, on: parseCell(`${table.case}@${on}`)?.on ?? {} })),
  );
  const linked = new Set(
    table.rows.filter(({ symbols }) => symbols.length > 0).map(({ step }) => written(entry, step)),
  );
  const links = entry.steps
    .filter(({ name }) => linked.has(written(entry, name)))
    .map((link) => ({ link, names: followers(entry, link).map(({ name }) => name) }));
  return cells.filter(hasVerdict).flatMap((cell) => {
    const own = rows.filter(({ on }) => Object.entries(on).every(([role, id]) => cell.on[role] === id));
    const byStep = new Map<string, LinkRow>(own.map(({ row }) => [row.step, row]));
    const bindings = own.flatMap(({ row }) => row.bindings);
    const failed = new Map(cell.breaks.map(({ step, id }) => [step, id]));
    return links.flatMap(({ link, names }): LinkOutcome[] => {
      const symbols = byStep.get(link.name)?.symbols ?? null;
      const broke = names.flatMap((name) => failed.get(name) ?? [])[0] ?? null;
      // Neither a module nor a reason why there is none: the step was not carried out.
      if (symbols === null && broke === null) return [];
      return [{ cell, variant: link.repeats?.variant ?? {}, symbols, broke, bindings }];
    });
  });
}

/** The link itself and the steps on the same combination of what varies. */
function followers(entry: CaseEntry, link: StepEntry): readonly StepEntry[] {
  const key = JSON.stringify(link.repeats?.variant);
  const others = entry.steps.filter((step) => step !== link && JSON.stringify(step.repeats?.variant) === key);
  return [link, ...(link.repeats ? others : [])];
}

/** A step's name as it was written. */
function written(entry: CaseEntry, step: string): string {
  return entry.steps.find(({ name }) => name === step)?.repeats?.step ?? step;
}
