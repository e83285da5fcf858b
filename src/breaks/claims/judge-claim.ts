import type { Claim, ClaimTest, ClaimVerdict } from '../../model/claims.ts';
import type { Cell } from '../../model/results.ts';
import { type Answer, answerTest, type CellTest } from './answer-test.ts';
import { figuresAgree } from './figures.ts';

/** One test of a claim and its outcome. `never`, `some`, `always`: on so many of its cells. */
export type JudgedTest =
  | {
      readonly kind: 'cells';
      readonly test: CellTest;
      readonly answer: Answer;
      readonly outcome: 'never' | 'some' | 'always' | 'open';
    }
  | { readonly kind: 'figures'; readonly test: ClaimTest & { ask: 'figures' }; readonly agree: boolean }
  | { readonly kind: 'nobody'; readonly test: ClaimTest & { ask: 'nobody' } };

/** A claim with what became of it. */
export interface JudgedClaim {
  readonly claim: Claim;
  readonly verdict: ClaimVerdict;
  readonly tests: readonly JudgedTest[];
}

/**
 * What becomes of a claim: a function of its tests and of what was measured alone. All tests have to hold. One that holds
 * nowhere decides, whatever could not be tested; where none does, what is open or cannot be tested leaves it undecided.
 */
export function judgeClaim(claim: Claim, cells: readonly Cell[]): JudgedClaim {
  const tests = claim.tests.map((test) => judgeTest(test, cells));
  return { claim, verdict: decideVerdict(tests), tests };
}

function judgeTest(test: ClaimTest, cells: readonly Cell[]): JudgedTest {
  switch (test.ask) {
    case 'figures':
      return { kind: 'figures', test, agree: figuresAgree(Object.values(test.figures)) };
    case 'nobody':
      return { kind: 'nobody', test };
    default: {
      const answer = answerTest(test, cells);
      return { kind: 'cells', test, answer, outcome: outcomeOf(answer) };
    }
  }
}

/** Where a cell is open, what the others say is no answer for all. */
function outcomeOf({ yes, no, open }: Answer): 'never' | 'some' | 'always' | 'open' {
  if (open.length > 0 || yes.length + no.length === 0) return 'open';
  return no.length === 0 ? 'always' : yes.length === 0 ? 'never' : 'some';
}

function decideVerdict(tests: readonly JudgedTest[]): ClaimVerdict {
  if (tests.some((one) => one.kind === 'figures' && !one.agree)) return 'contradicts-itself';
  const asked = tests.flatMap((one) => (one.kind === 'cells' ? [one] : []));
  const failed = asked.find(({ outcome }) => outcome === 'never');
  if (failed) return (failed.test.ask === 'works' && failed.test.otherwise) || 'does-not-hold';
  if (asked.some(({ outcome }) => outcome === 'open')) return 'not-decided';
  if (tests.some(({ kind }) => kind === 'nobody')) return 'cannot-be-tested';
  return asked.some(({ outcome }) => outcome === 'some') ? 'holds-for' : 'holds';
}
