import type { Break, CaseEntry, Cell } from '../../model/results.ts';
import { indexKnowledge } from '../knowledge/find-known.ts';
import { sortCells } from '../order.ts';
import { deriveBreaks } from './derive-breaks.ts';

/** Versions of the tools that breaks depend on; for tests. */
export const GO = ['go1.19', 'go1.21.13', 'go1.24.4'] as const;
export const EM = ['em2.0.12-debian', 'em3.1.6-debian', 'em3.1.69-debian', 'em6.0.5-debian'] as const;
export const NODE = ['node16.20.2', 'node20.20.2', 'node24.21.0'] as const;

/** The breaks of cells in any order, without evidence and knowledge. */
export function derive(cells: readonly Cell[], ...cases: readonly CaseEntry[]): readonly Break[] {
  return deriveBreaks(sortCells(cells), cases, new Map(), indexKnowledge([]));
}

/** The one break of that id. */
export function one(cells: readonly Cell[], entry: CaseEntry, id: string): Break {
  const found = derive(cells, entry).find((brk) => brk.id === id);
  if (!found) throw new Error(`no break ${id}`);
  return found;
}
