import { parseToolchain } from '../../model/ids.ts';
import type { RoleRange } from '../../model/results.ts';
import type { BreakParts } from './break-parts.ts';
import { markBreak } from './grid.ts';

/** Says of a version in a role whether some of these cases' cells work with it. */
export function worksAlong(
  { context, affected }: BreakParts,
  cases: readonly string[],
  { role }: Pick<RoleRange, 'role'>,
): (version: string) => boolean {
  const own = affected.filter((cell) => cases.includes(cell.case));
  const grid = markBreak(context.index, context.survey(cases).byStatus([role]), [role], own);
  return (version) =>
    grid.rows.some((id) => {
      const mark = parseToolchain(id)?.version === version ? grid.at(id, '') : 'unknown';
      return mark === 'works' || mark === 'mixed';
    });
}
