import type { KnownBreak } from '../breaks/knowledge.ts';
import type { Kind } from '../model/codes.ts';
import type { Results } from '../model/results.ts';
import type { HistoryEntry } from './history.ts';

/** What the pages say about a class of breaks. */
export interface KindInfo {
  readonly title: string;
  /** What it means, for a reader who knows neither tool. */
  readonly meaning: string;
  readonly causes: readonly string[];
  readonly cures: readonly string[];
  /** Who can act on it. */
  readonly actor: string;
  /** How to leave it out of a run, or expect it. */
  readonly silence: string;
}

/** All that the pages are made of. */
export interface CatalogueInput {
  readonly results: Results;
  readonly kinds: Readonly<Partial<Record<Kind, KindInfo>>>;
  /** What is known from references; a break names the entry that explains it. */
  readonly knowledge: readonly KnownBreak[];
  /** Lines of `history.jsonl`, oldest first. */
  readonly history: readonly HistoryEntry[];
}
