import { isCode } from '../../model/codes.ts';
import type { Cell, CellBreak, Results } from '../../model/results.ts';
import type { MeasuredFailure } from './script.ts';

/** What results say became of a cell, or of a workaround on it; null where that is no verdict. */
export function measuredFailures(
  results: Results,
  cell: Cell | undefined,
  workaround: string | null,
): readonly MeasuredFailure[] | null {
  const outcome = workaround === null ? cell : cell?.workarounds?.[workaround];
  if (outcome?.status === 'pass') return [];
  if (outcome?.status !== 'break') return null;
  return (outcome.breaks ?? []).map((broke) => describe(results, broke));
}

function describe({ evidence }: Results, { step, id, evidence: key }: CellBreak): MeasuredFailure {
  const found = Object.hasOwn(evidence, key) ? evidence[key] : undefined;
  const kind = id.slice(0, id.indexOf(':'));
  const diagnostics = found?.diagnostics ?? [];
  const shown = diagnostics.find(({ code }) => isCode(kind) && code === kind) ?? diagnostics[0];
  const message = shown?.message ?? found?.unmet?.[0] ?? '';
  return { step, id, exitCode: found?.exitCode ?? null, message };
}
