import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import type { Break, CaseEntry, CellStatus, ToolchainEntry, WorkaroundEntry } from '../../model/results.ts';
import type { BreakHistory } from '../query/break-history.ts';
import type { DriftData } from './drift-data.ts';

/** What the page in a browser is given: what its queries ask of results, packed. `packResults` makes it, `unpackResults` reads it. */
export interface PageData {
  readonly toolchains: readonly PackedToolchain[];
  readonly cases: readonly PackedCase[];
  /** Cells of one case that follow each other. */
  readonly cells: readonly PackedCells[];
  /** How cells come out: each that occurs, once. */
  readonly outcomes: readonly PackedOutcome[];
  /** Ids of breaks that outcomes name by their place. */
  readonly ids: readonly string[];
  readonly breaks: readonly PackedBreak[];
  /** One piece of evidence for each wording of a break. */
  readonly evidence: readonly PackedEvidence[];
  /** Knowledge that a break or a documented range needs. */
  readonly notes: readonly PackedNote[];
  /** Lives of breaks by id, where runs are on record. */
  readonly histories: readonly (readonly [id: string, history: BreakHistory])[];
  /** The date of the last recorded run; null where none is. */
  readonly date: string | null;
  readonly drift: DriftData;
  /** How the paths of plain pages end beside it: as they are written, or as a web site has them. */
  readonly pages: '.md' | '.html';
}

/** A toolchain without the digest, which no query asks for. */
export type PackedToolchain = Omit<ToolchainEntry, 'digest'>;

/** A case whose steps are left out; of a workaround the commands that it runs instead. */
export type PackedCase = Omit<CaseEntry, 'steps' | 'workarounds'> & {
  readonly workarounds: readonly (Pick<WorkaroundEntry, 'name' | 'title'> & { readonly commands: string })[];
};

/** Cells of one case in a row: places in the product of the roles' toolchains, and the outcome at each. */
export interface PackedCells {
  readonly case: number;
  readonly roles: readonly string[];
  /** The toolchains of each role, by their place in `ids` of the page's toolchains; the last role varies fastest. */
  readonly choices: readonly (readonly string[])[];
  /** Places skipped since the last cell, outcome, how many cells in a row have it; and so on. */
  readonly runs: readonly number[];
}

/** A status, failed steps as `[step, id, evidence]`, why there is no verdict, workarounds as `[name, status, ids]`. */
export type PackedOutcome = readonly [
  status: CellStatus,
  breaks: readonly (readonly [step: string, id: number, evidence: number])[],
  reason: string | 0,
  workarounds: readonly (readonly [name: string, status: CellStatus, ids: readonly number[]])[],
];

/** A break without what its cells say, and without its shape. */
export type PackedBreak = Omit<Break, 'affected' | 'shape'>;

/** The part of a failed step's record that a page shows. */
export interface PackedEvidence {
  readonly command: string;
  readonly exit: number | string | null;
  /** The part of the log around the cause, as it was printed; the last lines where nothing says which part. */
  readonly log: string;
  readonly unmet: readonly string[];
  /** The message that shows the break; null where none does. */
  readonly cause: readonly [reporter: string, message: string, code: string] | null;
}

/** What is shown of a knowledge entry. */
export type PackedNote = Pick<KnownBreak, 'name' | 'title' | 'documented' | 'explanation' | 'cure' | 'refs'>;
