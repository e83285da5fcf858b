import { type JudgedClaim, type JudgedTest, judgeClaim } from '../../breaks/claims/judge-claim.ts';
import { CLAIM_VERDICTS, type ClaimVerdict } from '../../model/claims.ts';
import { groupBy } from '../../model/group.ts';
import type { Context } from '../query/context.ts';
import { bullets, escapeText, link, page, prose, table } from '../text/markdown.ts';
import { CLAIMS_PATH, REPORTED_VALUES_PATH } from '../text/names.ts';
import { asSentence, countOf, listOf } from '../text/words.ts';
import { briefQuestion, wordCells, writeTest } from './claim-tests.ts';
import { hasReportedValues } from './reported-values-page.ts';

/** Statements compared with what was measured: each with its verdict and the cells that decide it. */
export function renderClaimsPage(context: Context): string {
  const judged = (context.claims ?? []).map((claim) => judgeClaim(claim, context.results.cells));
  return page([
    '# Claims, put to the test',
    INTRODUCTION,
    ...writeSources(context),
    hasReportedValues(context)
      ? `All reported values are listed in ${link('a page of their own', REPORTED_VALUES_PATH)}.`
      : '',
    table([
      ['Claim', 'Verdict', 'It states'],
      ...judged.map(({ claim, verdict, tests }) => [
        link(escapeText(claim.id), `#${anchorOf(claim.id)}`),
        [CLAIM_VERDICTS[verdict], whichFail(tests)].filter((words) => words !== '').join(': '),
        prose(claim.states),
      ]),
    ]),
    ...judged.flatMap((one) => writeClaim(context, one)),
    link('All breaks', 'README.md'),
  ]);
}

const INTRODUCTION = [
  'Each claim is a statement that somebody made about these tools, with the questions that decide it. The verdict follows',
  'from the cells of this catalogue alone: a claim holds where every question is answered with yes, and a question that is',
  'answered with no everywhere decides by itself. Skipped cells say nothing, and nothing is said of versions that are not',
  'named.',
].join(' ');

/** Who states the claims: each source with how many are its own. */
function writeSources({ claims = [] }: Context): readonly string[] {
  const sources = groupBy(
    claims.flatMap(({ source }) => source ?? []),
    (source) => source,
  );
  if (sources.size === 0) return [];
  const named = [...sources].map(([source, own]) => `${prose(source)} (${countOf(own.length, 'claim')})`);
  return [`Stated by ${listOf(named)}; the words are those of this catalogue's makers.`];
}

/** What becomes of several claims, as words behind their number. */
const VERDICTS_OF_MANY: Readonly<Record<ClaimVerdict, string>> = {
  holds: 'hold',
  'holds-for': 'hold for some',
  'does-not-hold': 'do not hold',
  'sample-does-not-build': 'have a sample that does not build',
  'no-such-name': 'use a name that does not exist',
  'contradicts-itself': 'contradict themselves',
  'cannot-be-tested': 'cannot be tested here',
  'not-decided': 'are not decided',
};

/** What becomes of one, in the same sentence. */
const VERDICTS_OF_ONE: Readonly<Record<ClaimVerdict, string>> = {
  ...CLAIM_VERDICTS,
  'sample-does-not-build': 'has a sample that does not build',
  'no-such-name': 'uses a name that does not exist',
  'not-decided': 'is not decided',
};

/** The claims of a catalogue for its first page: how many came to which verdict. */
export function writeClaimsLink({ claims = [], results }: Context): readonly string[] {
  if (claims.length === 0) return [];
  const verdicts = claims.map((claim) => judgeClaim(claim, results.cells).verdict);
  const counts = (Object.keys(CLAIM_VERDICTS) as ClaimVerdict[]).flatMap((verdict) => {
    const count = verdicts.filter((one) => one === verdict).length;
    return count > 0 ? [`${count} ${count === 1 ? VERDICTS_OF_ONE[verdict] : VERDICTS_OF_MANY[verdict]}`] : [];
  });
  return [
    '## Claims, put to the test',
    `${link(countOf(claims.length, 'claim'), CLAIMS_PATH)}, each with the cells that decide it: ${listOf(counts)}.`,
  ];
}

function writeClaim(context: Context, judged: JudgedClaim): readonly string[] {
  const { claim, tests } = judged;
  return [
    `<a id="${anchorOf(claim.id)}"></a>`,
    `## ${escapeText(claim.id)}: ${verdictInWords(context, judged)}`,
    `> ${prose(asSentence(claim.states))}`,
    bullets(tests.flatMap((test) => writeTest(context, test))),
    claim.note ? prose(claim.note) : '',
    claim.refs ? `See ${listOf(claim.refs.map(escapeText))}.` : '',
  ];
}

/** The verdict; of a claim that holds on some combinations with exactly those that were tested and have it. */
function verdictInWords(context: Context, { verdict, tests }: JudgedClaim): string {
  if (verdict !== 'holds-for') return CLAIM_VERDICTS[verdict];
  const some = tests.flatMap((one) => (one.kind === 'cells' && one.outcome === 'some' ? [one.answer.yes] : []));
  return `holds for ${listOf(some.map((cells) => wordCells(context, cells)))}`;
}

/** Of a claim's id, which has letters, digits, dots and hyphens alone. */
function anchorOf(id: string): string {
  return `claim-${id.toLowerCase()}`;
}

/** Of a claim of which some questions are answered with yes, those that are answered with no everywhere; else nothing. */
function whichFail(tests: readonly JudgedTest[]): string {
  const asked = tests.flatMap((test) => (test.kind === 'cells' ? [test] : []));
  const failed = asked.filter(({ outcome }) => outcome === 'never');
  if (failed.length === 0 || failed.length === asked.length) return '';
  return `no to ${failed.length} of ${countOf(asked.length, 'question')}, ${listOf(failed.map(briefQuestion))}`;
}
