import type { BreakParts } from '../../reports/query/break-parts.ts';
import { collectWordings, evidenceOf, type Wording } from '../../reports/query/message.ts';
import { type Child, h, line } from '../dom.ts';
import { splitOwn } from '../own-words.ts';
import { placesOf } from './break-where.ts';

/** The most wordings that stand side by side. */
const MOST_WORDINGS = 6;

/** A break in the words of each tool and version, beside each other, with what differs marked. */
export function writeWordings(parts: BreakParts): Child {
  const { context, brk, failure } = parts;
  const wordings = collectWordings(context.index, brk).slice(0, MOST_WORDINGS);
  if (wordings.length === 0) {
    const evidence = evidenceOf(context.index, failure.evidence);
    if (!evidence) return h('p', {}, 'No evidence is stored.');
    return [
      h('p', {}, 'It prints no message that is known.'),
      writeLog(evidence.command, evidence.log, evidence.unmet ?? []),
    ];
  }
  return [
    wordings.length > 1 &&
      h(
        'p',
        { class: 'soft' },
        'The words of each version beside each other. Each is compared with the first other of the same tool, or where there is none with the first of all; marked is what that one does not say.',
      ),
    h(
      'div',
      { class: 'wordings' },
      wordings.map((one, at) => writeWording(parts, one, comparedWith(wordings, one), at)),
    ),
  ];
}

function writeWording(
  parts: BreakParts,
  { reporter, message, cells }: Wording,
  other: Wording | undefined,
  at: number,
): Child {
  const { context, brk } = parts;
  const key = cells[0]?.breaks.find(({ id }) => id === brk.id)?.evidence ?? '';
  const evidence = evidenceOf(context.index, key);
  return h(
    'figure',
    { class: 'card' },
    h('figcaption', {}, h('strong', {}, line(reporter)), ` on ${placesOf(parts, cells)}`),
    h(
      'pre',
      { tabindex: 0, role: 'group', 'aria-label': `Message ${at + 1}` },
      other === undefined ? message : markOwn(message, other.message),
    ),
    evidence &&
      h(
        'details',
        {},
        h('summary', {}, 'Command and log'),
        writeLog(evidence.command, evidence.log, evidence.unmet ?? []),
      ),
  );
}

/** What a wording is compared with. */
function comparedWith(all: readonly Wording[], one: Wording): Wording | undefined {
  const others = all.filter((other) => other !== one);
  return others.find(({ reporter }) => reporter === one.reporter) ?? others[0];
}

function writeLog(command: string, log: string, unmet: readonly string[]): Child {
  const lines = [`$ ${command.trim()}`, log, ...unmet.map((text) => `not met: ${text}`)].filter((text) => text !== '');
  return h('pre', { tabindex: 0, role: 'group', 'aria-label': 'Command and log' }, lines.join('\n'));
}

/** A message with what another does not have marked. */
function markOwn(message: string, other: string): Child {
  return splitOwn(message, other).map(({ text, isOwn }) => (isOwn ? h('mark', {}, text) : text));
}
