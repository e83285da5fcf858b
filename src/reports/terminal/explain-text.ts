import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Explanation } from '../query/explain.ts';
import type { ExplainedLog } from '../query/explained-log.ts';
import { cleanLine } from '../text/clean.ts';
import { ADVICE } from '../text/cure-labels.ts';
import { type Paint, PLAIN } from '../text/paint.ts';
import { countOf, printNumber } from '../text/words.ts';
import { wrapText } from '../text/wrap.ts';
import { describeExplanation, describePlace, type ExplanationField } from '../words/explanation-words.ts';
import { sayHeadline } from '../words/log-headline.ts';

/** The most reasons that are explained, and lines of other kinds that are shown. */
const MOST_REASONS = 10;
const MOST_LINES = 10;
/** The most lines that are shown where nothing is known. */
const MOST_SUSPECTS = 5;

/** How it is printed. */
export interface ExplainStyle {
  /** Where the catalogue lies, for its links. */
  readonly pages: string;
  /** Characters in a line. */
  readonly width: number;
  /** Show what is folded. False: it is counted. */
  readonly all: boolean;
  readonly paint?: Paint;
}

/** The explanation of a log for a terminal: causes first, follow-on messages folded into a line. */
export function printExplainedLog(log: ExplainedLog, style: ExplainStyle): string {
  const { causes, traps, warnings } = log;
  const { paint = PLAIN } = style;
  const blocks = [
    headline(log, paint),
    ...explainAll(causes, style, 0),
    ...(traps.length === 0 ? [] : [paint.strong('Passes, and misbehaves when it runs')]),
    ...explainAll(traps, style, causes.length),
    ...(warnings.length === 0 ? [] : [listWarnings(warnings, style)]),
    listSuspects(log, style),
    fold(log.reasons.consequences, style),
    log.omitted === 0
      ? ''
      : `${countOf(log.omitted, 'further distinct message')} exceeded the limit and were only counted.`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function headline(log: ExplainedLog, paint: Paint): string {
  const { lead, finding, rest, tone } = sayHeadline(log);
  return `${paint.strong(lead)}: ${tone === null ? finding : paint[tone](finding)}${rest}`;
}

function explainAll(explanations: readonly Explanation[], style: ExplainStyle, before: number): readonly string[] {
  const shown = explanations.slice(0, style.all ? explanations.length : MOST_REASONS);
  const rest = explanations.slice(shown.length);
  const more = rest.map(
    ({ title, kind, subjects }) => `${cleanLine(title)} (${kind}), ${countOf(subjects.length, 'name')}`,
  );
  return [
    ...shown.map((one, at) => printExplanation(one, style, `${before + at + 1}. `)),
    ...(more.length === 0 ? [] : [`And, shown with --all:\n${more.map((line) => `  ${line}`).join('\n')}`]),
  ];
}

/** One reason: what it is, where it stands in the log, why, what helps, in which versions. */
export function printExplanation(
  one: Explanation,
  { pages, width, all, paint = PLAIN }: ExplainStyle,
  lead = '',
): string {
  const { heading, kind, places, more, explanation, fields } = describeExplanation(one, { all });
  const indent = '   ';
  const printField = ({ name, text, of }: ExplanationField) => {
    const label = `${name.padEnd(ADVICE.length)} `;
    const said = of ? `${text} (${cleanLine(`${pages}/${of.page}`)})` : text;
    return `${indent}${paint.strong(label)}${wrapText(said, width, ' '.repeat(indent.length + label.length)).trimStart()}`;
  };
  return [
    `${lead}${paint.bad(heading)} ${paint.soft(kind === null ? '' : `(${kind})`)}`.trimEnd(),
    ...places.map(({ where, text }) => `${indent}${paint.soft(`${where}:`)} ${text}`),
    more === 0 ? '' : `${indent}  and ${countOf(more, 'more name')} (--all)`,
    wrapText(explanation, width, indent),
    ...fields.map(printField),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function listWarnings(warnings: readonly Explanation[], { all, paint = PLAIN }: ExplainStyle): string {
  const most = all ? warnings.length : MOST_LINES;
  const items = warnings.slice(0, most).map((one) => {
    const subjects = one.subjects
      .flatMap(describePlace)
      .map(({ where, text }) => `    ${paint.soft(`${where}:`)} ${text}`);
    const shown = subjects.slice(0, all ? subjects.length : 2);
    const more = subjects.length > shown.length ? `\n    and ${printNumber(subjects.length - shown.length)} more` : '';
    const cure = one.known === null ? '' : `\n    ${ADVICE}: ${cleanLine(one.cures[0] ?? '')}`;
    return `  ${paint.warn(cleanLine(one.title))} ${paint.soft(`(${one.kind})`)}\n${shown.join('\n')}${more}${cure}`;
  });
  const rest = warnings.length > most ? [`  and ${printNumber(warnings.length - most)} more (--all)`] : [];
  return [paint.strong('Warnings'), ...items, ...rest].join('\n');
}

/** Lines that nothing here knows: shown where there is nothing else, else counted. */
function listSuspects({ reasons, causes, traps }: ExplainedLog, { all, paint = PLAIN }: ExplainStyle): string {
  const { suspects } = reasons;
  if (suspects.length === 0) return '';
  const explained = causes.length + traps.length > 0;
  if (explained && !all)
    return paint.soft(
      `${countOf(suspects.length, 'more line')} ${suspects.length === 1 ? 'looks like an unrecognised error' : 'look like unrecognised errors'} (--all).`,
    );
  const shown = suspects.slice(0, all ? suspects.length : MOST_SUSPECTS);
  const items = shown.map(({ logLine, text, count }) => {
    const often = count > 1 ? `, ${printNumber(count)} times` : '';
    return `  ${paint.soft(`line ${logLine}${often}:`)} ${cleanLine(text)}`;
  });
  const rest =
    suspects.length > shown.length ? [`  and ${printNumber(suspects.length - shown.length)} more (--all)`] : [];
  return [...(explained ? [paint.strong('Unrecognised errors')] : []), ...items, ...rest].join('\n');
}

function fold(messages: readonly Diagnostic[], { all, paint = PLAIN }: ExplainStyle): string {
  if (messages.length === 0) return '';
  const count = messages.reduce((sum, { count = 1 }) => sum + count, 0);
  if (!all) return paint.soft(`${countOf(count, 'follow-on message')} (--all).`);
  const items = messages.map(
    (message) => `  line ${message.logLine}, ${message.reporter}: ${cleanLine(message.message)}`,
  );
  return [paint.strong('Follow-on messages'), ...items].join('\n');
}
