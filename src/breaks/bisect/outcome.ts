import type { Cell, Evidence, Results } from '../../model/results.ts';
import type { Side } from './search.ts';

/** What became of the case on one version: three values, for what could not be tried is neither. */
export type ProbeOutcome =
  | { readonly kind: 'works' }
  | { readonly kind: 'breaks'; readonly id: string; readonly step: string; readonly message: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Reads the outcome of a cell; a cell that was skipped, or that the machine could not decide, is unknown. */
export function outcomeOf(cell: Cell | undefined, results: Results): ProbeOutcome {
  if (!cell) return { kind: 'unknown', reason: 'the case does not apply to this version' };
  if (cell.status === 'pass') return { kind: 'works' };
  const [broke] = cell.breaks;
  if (cell.status !== 'break' || !broke)
    return { kind: 'unknown', reason: cell.reason ?? `the cell is ${cell.status}` };
  const evidence = Object.hasOwn(results.evidence, broke.evidence) ? results.evidence[broke.evidence] : undefined;
  return { kind: 'breaks', id: broke.id, step: broke.step, message: messageOf(evidence) };
}

/** The two ends of a search, as they came out. */
export interface Ends {
  readonly older: ProbeOutcome;
  readonly newer: ProbeOutcome;
}

/** What distinguishes versions: whether they work, or, where both ends break, for which reason. */
export type Question = 'status' | 'reason';

/** What there is to find between two ends; null where they came out alike or one of them is unknown. */
export function questionBetween({ older, newer }: Ends): Question | null {
  if (older.kind === 'unknown' || newer.kind === 'unknown') return null;
  if (older.kind !== newer.kind) return 'status';
  return older.kind === 'breaks' && newer.kind === 'breaks' && older.id !== newer.id ? 'reason' : null;
}

/** On which side of the change a version lies. One that breaks for a third reason says nothing about a change of reason. */
export function sideOf(outcome: ProbeOutcome, { older, newer }: Ends, question: Question): Side {
  if (outcome.kind === 'unknown') return 'unknown';
  if (question === 'status') return outcome.kind === older.kind ? 'older' : 'newer';
  const id = outcome.kind === 'breaks' ? outcome.id : null;
  if (older.kind === 'breaks' && id === older.id) return 'older';
  return newer.kind === 'breaks' && id === newer.id ? 'newer' : 'unknown';
}

function messageOf(evidence: Evidence | undefined): string {
  return evidence?.diagnostics[0]?.message ?? evidence?.unmet?.[0] ?? '';
}
