import { type CandidateComparison, type CandidateRun, compareCandidate } from '../../breaks/comparison/candidate.ts';
import type { CellChange } from '../../breaks/comparison/cell-change.ts';
import { listModuleChanges } from '../../breaks/smoke/built.ts';
import { groupBy } from '../../model/group.ts';
import type { Verdict } from '../../model/results.ts';
import { type Context, nameResults } from '../query/context.ts';
import { diffChange } from '../query/evidence-diff.ts';
import type { CatalogueInput } from '../query/input.ts';
import { titleOf } from '../query/labels.ts';
import { groupChanges, type NewsItem } from '../query/news.ts';
import { originOf, provenanceOf } from '../query/toolchain-words.ts';
import { reproCommand } from '../repro/by-hand.ts';
import { bullets, code, escapeText, fence, page, table } from '../text/markdown.ts';
import { PLAIN } from '../text/paint.ts';
import { asSentence, countOf, printNumber, someOf } from '../text/words.ts';
import { verdictOnCandidate } from '../words/candidate-words.ts';
import { titleOfNews } from '../words/news-words.ts';
import { unreachedLines } from '../words/smoke-words.ts';
import { writeBuilt } from './candidate-built.ts';

/** The most cells under one change, and the most lines of a difference. */
const MOST_CELLS = 8;
const MOST_DIFF_LINES = 60;

/** The path of a candidate's page below `reports/`. */
export function candidatePath(run: Pick<CandidateRun, 'candidate'>): string {
  return `candidates/${run.candidate}.md`;
}

/** The page of a candidate: what it breaks, fixes and changes compared with its predecessor, and what it imports. */
export function renderCandidatePage(run: CandidateRun, known: Pick<CatalogueInput, 'knowledge'>): string {
  const context = nameResults(known, run.results);
  const compared = compareCandidate(run);
  const { comparison, now } = compared;
  const [candidate, against] = [titleOf(context.index, run.candidate), titleOf(context.index, run.against)];
  const items = groupChanges(comparison, comparison.changes);
  const section = (title: string, verdicts: readonly Verdict[], none: string) => {
    const own = items.filter((item) => verdicts.includes(item.kind === 'toolchain' ? 'regressed' : item.verdict));
    return [`## ${title}`, ...(own.length === 0 ? [none] : own.flatMap((item) => writeItem(context, item, compared)))];
  };
  const fresh = (change: CellChange) => change.verdict === 'new' && change.now?.status === 'pass';
  const isFresh = (item: NewsItem) => item.changes.every(fresh);
  const partners = run.results.toolchains.filter(({ tool }) => tool !== run.tool);
  return page([
    `# ${escapeText(candidate)} compared with ${escapeText(against)}`,
    `**${escapeText(verdictOnCandidate(compared, run.unreached, candidate, against))}**`,
    `${countOf(now.cells.length + compared.undecided, 'cell')} of ${countCases(now)}, with ${partners.map(({ id }) => escapeText(titleOf(context.index, id))).join(', ')}.`,
    ...section('What it breaks', ['regressed'], 'Nothing that passes with the older version.'),
    ...section(
      'What it changes',
      ['changed'],
      'No failure has another cause, and no module that is built has a new import.',
    ),
    ...section('What it fixes', ['fixed'], 'Nothing that fails with the older version.'),
    ...(items.some((item) => item.kind === 'cells' && item.verdict === 'flaky')
      ? section('What is flaky', ['flaky'], '')
      : []),
    ...(items.some((item) => item.kind === 'cells' && ['new', 'gone'].includes(item.verdict) && !isFresh(item))
      ? section('What only one of the two has', ['new', 'gone'], '')
      : []),
    ...writeBuilt(run, compared),
    ...(run.unreached.length === 0 ? [] : ['## Not tried', bullets(unreachedLines(run.unreached, code))]),
    '## Still failing',
    ...writeStanding(compared),
    '## The two versions',
    ...writeVersions(context, run),
  ]);
}

function writeItem(context: Context, item: NewsItem, { old, now }: CandidateComparison): readonly string[] {
  const names = item.changes.map(({ cell }) => code(cell));
  const diff = diffChange(item.changes[0], old, now)
    .slice(0, MOST_DIFF_LINES)
    .map(({ sign, text }) => (sign === '@' ? '@@' : `${sign}${text}`));
  const log = diff.length > 0 ? '' : logOf(item, now);
  return [
    `### ${escapeText(asSentence(titleOfNews(context, item, PLAIN)).replace(/\.$/, ''))}`,
    bullets([`${countOf(names.length, 'cell')}: ${someOf(names, MOST_CELLS)}`]),
    diff.length > 0 ? fence(diff.join('\n'), 'diff') : '',
    ...(log === ''
      ? []
      : [`The first of them prints (${code(reproCommand(item.changes[0].cell))}):`, fence(log, 'text')]),
  ];
}

/** The first lines of what a regressed cell printed. */
function logOf(item: NewsItem, { evidence }: CandidateComparison['now']): string {
  const { now, verdict } = item.changes[0];
  const key = verdict === 'regressed' ? now?.breaks[0]?.evidence : undefined;
  const found = key !== undefined && Object.hasOwn(evidence, key) ? evidence[key] : undefined;
  return found ? [...found.log.trimEnd().split('\n').slice(0, 12), ...(found.unmet ?? [])].join('\n') : '';
}

function countCases({ cells }: CandidateComparison['now']): string {
  return countOf(new Set(cells.map((cell) => cell.case)).size, 'case');
}

/** What breaks with both in the same way, so that nobody blames the candidate for it. */
function writeStanding({ comparison, now }: CandidateComparison): readonly string[] {
  const changed = new Set(comparison.changes.map(({ now: cell }) => cell));
  const standing = now.cells.filter((cell) => cell.status === 'break' && !changed.has(cell));
  if (standing.length === 0) return ['Nothing fails with both.'];
  const ids = groupBy(
    standing.flatMap((cell) => [...new Set(cell.breaks.map(({ id }) => id))]),
    (id) => id,
  );
  const items = [...ids]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([id, cells]) => `${code(id)} in ${countOf(cells.length, 'cell')}`);
  return [
    `${countOf(standing.length, 'cell')} ${standing.length === 1 ? 'fails' : 'fail'} with both versions alike:`,
    bullets(items),
  ];
}

function writeVersions(context: Context, run: CandidateRun): readonly string[] {
  const rows = [run.candidate, run.against, ...(run.before === null ? [] : [run.before])].map((id) => {
    const entry = context.index.toolchains.get(id);
    const title = escapeText(titleOf(context.index, id));
    if (!entry) return [title, 'unavailable', '', ''];
    return [title, escapeText(originOf(entry)), escapeText(provenanceOf(entry)), escapeText(entry.llvm ?? '')];
  });
  return [
    table([['Toolchain', 'From', 'Verified', 'LLVM'], ...rows]),
    run.before === null ? '' : 'The last one is used beside the second where a case mixes two neighbouring versions.',
  ].filter((block) => block !== '');
}

/** The candidates of a catalogue for its first page: each with its verdict, the newest versions first. */
export function writeCandidates({ candidates = [], knowledge, index }: Context): readonly string[] {
  if (candidates.length === 0) return [];
  const rows = candidates.map((run) => {
    const own = nameResults({ knowledge }, run.results);
    const [candidate, against] = [titleOf(own.index, run.candidate), titleOf(own.index, run.against)];
    const compared = compareCandidate(run);
    const imports = listModuleChanges(compared).reduce((sum, { modules }) => sum + modules.length, 0);
    return [
      `[${escapeText(candidate)}](${candidatePath(run)})${index.toolchains.has(run.candidate) ? ' (tested in full since)' : ''}`,
      escapeText(against),
      `${printNumber(compared.now.cells.length)} of ${countCases(compared.now)}`,
      escapeText(verdictOnCandidate(compared, run.unreached, candidate, against)),
      imports === 0 ? 'none' : printNumber(imports),
    ];
  });
  return [
    '## Candidates',
    'A first look at single versions by `smoke`, each beside the version before it, on the cells counted here alone. It says nothing of any other case: of a version that was tested in full since, the table at the top and its page under [Upgrades](#upgrades) say more.',
    table([
      ['Version', 'Compared with', 'Cells compared', 'Verdict', 'Modules with other imports or exports'],
      ...rows,
    ]),
  ];
}
