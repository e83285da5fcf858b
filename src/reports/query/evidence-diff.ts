import { structuredPatch } from 'diff';
import type { CellChange } from '../../breaks/comparison/cell-change.ts';
import type { CellBreak, Evidence, Results } from '../../model/results.ts';
import { cleanText } from '../text/clean.ts';

/** The most text of one side that is compared, in UTF-16 units; what emrift stores is shorter. */
const LONGEST_SIDE = 20_000;

/** The most lines that may differ before two texts are simply set against each other; bounds the time. */
const MOST_EDITS = 800;

/** Lines of both sides' agreement around what differs. */
const CONTEXT = 2;

/** A line of a difference: `-` what was, `+` what is, a blank for both, `@` where some lines are left out. */
export interface DiffLine {
  readonly sign: '-' | '+' | ' ' | '@';
  readonly text: string;
}

/** How the evidence of a changed failure differs; empty where nothing does, or where a side has none. */
export function diffChange(change: CellChange, old: Results | null, now: Results): readonly DiffLine[] {
  if (change.verdict !== 'changed' || !old) return [];
  if (change.difference.imports.length > 0) {
    return change.difference.imports.map((text) => ({ sign: '+', text: cleanText(`import ${text}`) }));
  }
  const [before, after] = chooseSteps(change);
  const evidenceIn = ({ evidence }: Results, key: string | undefined) =>
    key !== undefined && Object.hasOwn(evidence, key) ? evidence[key] : undefined;
  return diffEvidence(evidenceIn(old, before), evidenceIn(now, after));
}

/** The differences of two pieces of evidence, line by line; of a step that passed on one side there is only the other. */
export function diffEvidence(old: Evidence | undefined, now: Evidence | undefined): readonly DiffLine[] {
  const [before, after] = [old ? writeEvidence(old) : '', now ? writeEvidence(now) : ''];
  if (before === after) return [];
  const options = { context: CONTEXT, maxEditLength: MOST_EDITS };
  const patch = old && now ? structuredPatch('', '', before, after, '', '', options) : undefined;
  if (!patch) return [...signed('-', before), ...signed('+', after)];
  return patch.hunks.flatMap(({ lines, oldStart }, index) => [
    ...(index > 0 || oldStart > 1 ? [{ sign: '@', text: '…' } as const] : []),
    ...lines.filter((line) => /^[-+ ]/.test(line)).map((line) => ({ sign: line[0] as '-', text: line.slice(1) })),
  ]);
}

function signed(sign: '-' | '+', text: string): readonly DiffLine[] {
  if (text === '') return [];
  return text
    .trimEnd()
    .split('\n')
    .map((line) => ({ sign, text: line }));
}

/** The step whose cause came, and on the other side the same step, else the one whose cause went. */
function chooseSteps({ old, now, difference }: CellChange): readonly [string | undefined, string | undefined] {
  const [before, after] = [old?.breaks ?? [], now?.breaks ?? []];
  const isOf = (ids: readonly string[]) => (broke: CellBreak) => ids.includes(broke.id);
  const came = after.find(isOf(difference.came));
  const went = before.find((broke) => broke.step === came?.step) ?? before.find(isOf(difference.went));
  // A further cause of a step that failed before: the step as it is, against the step as it was.
  const shared = came || went ? undefined : before.find(({ step }) => after.some((broke) => broke.step === step));
  const other = came ?? after.find((broke) => broke.step === (went ?? shared)?.step);
  return [(went ?? shared)?.evidence, other?.evidence];
}

function writeEvidence({ command, env, exitCode, limit, log, unmet }: Evidence): string {
  const variables = Object.entries(env).sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = [
    `$ ${[...variables.map(([name, value]) => `${name}=${value}`), command.trimEnd()].join(' ')}`,
    limit === undefined ? `exit code ${exitCode}` : `stopped by its limit on ${limit}`,
    log.trimEnd(),
    ...(unmet ?? []).map((text) => `not met: ${text}`),
  ];
  return `${cleanText(
    lines
      .filter((line) => line !== '')
      .join('\n')
      .slice(0, LONGEST_SIDE),
  )}\n`;
}
