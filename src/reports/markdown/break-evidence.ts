import { printCell } from '../../model/ids.ts';
import { isTool } from '../../model/tools.ts';
import type { BreakParts } from '../query/break-parts.ts';
import { titleOf } from '../query/labels.ts';
import { collectWordings, evidenceOf, excerptLog } from '../query/message.ts';
import { axesOf, describeCells } from '../query/where.ts';
import { reproCommand, runCommand, shellSteps } from '../repro/by-hand.ts';
import { code, escapeText, fence, table } from '../text/markdown.ts';
import { listOf } from '../text/words.ts';
import { rolesInWords } from '../words/role-words.ts';
import { listBreaks } from './break-list.ts';

/** The most wordings of one break, and the most further causes, that its page lists. */
const MOST_WORDINGS = 6;
const MOST_COMPANY = 5;
/** The most wordings that stand at the top of a page. */
const MOST_SEEN = 3;

/** What a user sees: the messages, most frequent first; where nothing was printed, what was expected and not met. */
export function writeSeen({ context, brk, failure }: BreakParts): readonly string[] {
  const messages = [...new Set(collectWordings(context.index, brk).map(({ message }) => message))];
  if (messages.length > 0) {
    return [
      messages.length > 1 ? 'One of these, or the like:' : '',
      fence(messages.slice(0, MOST_SEEN).join('\n'), 'text'),
    ];
  }
  const evidence = evidenceOf(context.index, failure.evidence);
  const log = evidence ? excerptLog(evidence, brk.kind) : '';
  const unmet = evidence?.unmet ?? [];
  return [
    log === '' ? '' : fence(log, 'text'),
    unmet.length === 0
      ? ''
      : `${log === '' ? 'No message, but not what was expected' : 'That is not what was expected'}:`,
    unmet.length === 0 ? '' : fence(unmet.join('\n'), 'text'),
  ];
}

/** The evidence: command and message as printed, where it was seen, and how other versions word it. */
export function writeMessage(parts: BreakParts): readonly string[] {
  const { context, brk, shown, failure } = parts;
  const evidence = evidenceOf(context.index, failure.evidence);
  if (!evidence) return ['No evidence is stored.'];
  const end = evidence.limit
    ? `was stopped by its limit on ${evidence.limit}`
    : `ended with exit code ${evidence.exitCode}`;
  const env = Object.entries(evidence.env).sort(([a], [b]) => (a < b ? -1 : 1));
  const log = excerptLog(evidence, brk.kind);
  const unmet = evidence.unmet ?? [];
  const cell = shown ? printCell(shown) : brk.evidence.cell;
  return [
    `Step ${code(failure.step)} of ${code(cell)} ${end}. Its command:`,
    fence(evidence.command, 'sh'),
    env.length === 0 ? '' : `with ${listOf(env.map(([name, value]) => code(`${name}=${value}`)))} in the environment.`,
    log === '' ? 'It printed nothing.' : 'It printed (with normalised paths):',
    log === '' ? '' : fence(log, 'text'),
    unmet.length === 0 ? '' : 'What the case expects and was not met:',
    unmet.length === 0 ? '' : fence(unmet.join('\n'), 'text'),
    ...writeWordings(parts),
    writeCompany(parts),
  ];
}

/** The commands that show the break: through the tool, as a script, and by hand. */
export function writeRepro({ context, shown, failure }: BreakParts): readonly string[] {
  if (!shown) return ['No affected cell is stored.'];
  const entry = context.index.cases.get(shown.case);
  const tools = Object.entries(shown.on).map(([role, id]) => {
    const title = escapeText(titleOf(context.index, id));
    return isTool(role) ? title : `${title} as ${code(role)}`;
  });
  return [
    'With emrift, which installs the toolchains, in a clone of it after `npm ci --ignore-scripts && npm run build`:',
    fence(runCommand(shown), 'sh'),
    'As a script that needs no emrift, with the sources inside:',
    fence(`${reproCommand(printCell(shown))} -o repro.sh`, 'sh'),
    entry ? `By hand, in a copy of ${code(`cases/${shown.case}`)} with ${listOf(tools)} in \`PATH\`:` : '',
    rolesInWords(context.index, shown.case),
    entry ? fence(shellSteps(entry, failure.step, shown.on), 'sh') : '',
  ];
}

function writeWordings({ context, brk, survey }: BreakParts): readonly string[] {
  const wordings = collectWordings(context.index, brk);
  if (wordings.length < 2) return [];
  const first = axesOf(context.index, brk);
  const rows = wordings
    .slice(0, MOST_WORDINGS)
    .map(({ reporter, message, cells: said }) => [
      code(reporter),
      code(message),
      escapeText(describeCells(context.index, said, { possible: survey.possible, most: 2, first }).join('; ')),
    ]);
  return ['The same break in other words:', table([['Said by', 'Message', 'On'], ...rows])];
}

/**
 * Further causes that the same steps reported, the most frequent first. That a failed step did not print what was expected
 * is no news: it stands above, among what was not met.
 */
function writeCompany({ context, brk, affected }: BreakParts): string {
  const counts = new Map<string, number>();
  for (const cell of affected) for (const id of cell.also) counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const id of counts.keys()) if (id === brk.id || id.startsWith('wrong-output:')) counts.delete(id);
  if (counts.size === 0) return '';
  return `Also found in the same cells: ${listBreaks(context, counts, MOST_COMPANY)}.`;
}
