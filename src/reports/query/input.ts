import type { CandidateRun } from '../../breaks/comparison/candidate.ts';
import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import type { Claim } from '../../model/claims.ts';
import type { LinkTable } from '../../model/links.ts';
import type { Results } from '../../model/results.ts';
import type { HistoryEntry } from './history.ts';

/** All that the pages are made of. */
export interface CatalogueInput {
  readonly results: Results;
  /** What is known from references; a break names the entry that explains it. */
  readonly knowledge: readonly KnownBreak[];
  /** Whether there are symbol tables; they are read only for the pages on them. False: there are no such pages. */
  readonly hasTables: boolean;
  /** Lines of `history.jsonl`, oldest first. */
  readonly history: readonly HistoryEntry[];
  /** How symbols resolved in the links of cases that ask for it, sorted by case. */
  readonly links: readonly LinkTable[];
  /** Versions that were compared with the ones before them, the newest first. */
  readonly candidates?: readonly CandidateRun[];
  /** Statements to be compared with the results, in their order. */
  readonly claims?: readonly Claim[];
  /** The program of the page for browsers; without it there is none. */
  readonly program?: { readonly script: string; readonly style: string };
}
