/** The format of `reports/claims.json`; a reader refuses a newer one. 1 had `tells` in place of `reports`. */
export const CLAIMS_SCHEMA = 2;

/** A statement that somebody made, and what decides whether it holds. */
export interface Claim {
  /** E.g. `C05`; unique in its file. */
  readonly id: string;
  /** The statement, as one or more sentences. */
  readonly states: string;
  /** Who states it, and where; undefined where nobody is named. */
  readonly source?: string | undefined;
  /** The statement holds where all of them are answered with yes. */
  readonly tests: readonly ClaimTest[];
  /** What a reader has to know beside the verdict. */
  readonly note?: string | undefined;
  readonly refs?: readonly string[] | undefined;
}

/** Which cells a test looks at. */
export interface CellsAsked {
  /** A case, or a pattern of cases with `*`. */
  readonly case: string;
  /** The step that decides; without one the whole cell does. */
  readonly step?: string | undefined;
  /** Role → range of versions that the statement is about. */
  readonly when?: Readonly<Record<string, string>> | undefined;
}

/** One question to the measured cells, to the statement's own figures, or to nobody. */
export type ClaimTest =
  /** Does it pass? `otherwise` names what it is that a statement fails by where it passes nowhere. */
  | (CellsAsked & { readonly ask: 'works'; readonly otherwise?: Otherwise | undefined })
  /** Does it fail, by a break whose id fits the pattern? */
  | (CellsAsked & { readonly ask: 'breaks'; readonly by: string })
  /** Which value does the step report under a name? Exactly one of the three bounds is given; numbers are compared as such. */
  | (CellsAsked & {
      readonly ask: 'reports';
      readonly name: string;
      readonly is?: string | undefined;
      readonly atLeast?: string | undefined;
      readonly atMost?: string | undefined;
    })
  /** Do figures that the statement gives of one thing agree? What each is said of → a number, a sum like `127 + 9`, or a text. */
  | { readonly ask: 'figures'; readonly figures: Readonly<Record<string, string>> }
  /** It cannot be asked here, for a reason. */
  | { readonly ask: 'nobody'; readonly reason: string };

/** What can be wrong with what does not work: the statement, its sample, or a name that it uses. */
export type Otherwise = 'does-not-hold' | 'sample-does-not-build' | 'no-such-name';

/** What becomes of a statement, as people read it. */
export const CLAIM_VERDICTS = {
  holds: 'holds',
  'holds-for': 'holds for some',
  'does-not-hold': 'does not hold',
  'sample-does-not-build': 'the sample does not build',
  'no-such-name': 'no such name',
  'contradicts-itself': 'contradicts itself',
  'cannot-be-tested': 'cannot be tested here',
  'not-decided': 'not decided',
} as const;

/** A key of `CLAIM_VERDICTS`. */
export type ClaimVerdict = keyof typeof CLAIM_VERDICTS;
