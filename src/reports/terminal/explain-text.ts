import type { LogReasons, ReasonSubject } from '../../breaks/logs/gather-reasons.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { groupBy } from '../../model/group.ts';
import { printDocumented } from '../query/documented.ts';
import type { DocumentedVerdict } from '../query/documented-verdict.ts';
import type { Explanation, MeasuredBreak } from '../query/explain.ts';
import { cleanLine } from '../text/clean.ts';
import { ADVICE, VERIFIED_CURE } from '../text/cure-labels.ts';
import { type Paint, PLAIN } from '../text/paint.ts';
import { countOf, listOf, printNumber } from '../text/words.ts';
import { wrapText } from '../text/wrap.ts';

/** The most reasons that are explained, subjects that one names, and lines of other kinds that are shown. */
const MOST_REASONS = 10;
const MOST_SUBJECTS = 8;
const MOST_LINES = 10;
/** The most lines that are shown where nothing is known. */
const MOST_SUSPECTS = 5;

/** What a log says, explained. */
export interface ExplainedLog {
  /** The log as the user named it. */
  readonly name: string;
  readonly lines: number;
  /** Distinct messages beyond those that were kept. */
  readonly omitted: number;
  readonly reasons: LogReasons;
  readonly causes: readonly Explanation[];
  readonly traps: readonly Explanation[];
  readonly warnings: readonly Explanation[];
}

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

function headline({ name, lines, reasons, causes, traps, warnings }: ExplainedLog, paint: Paint): string {
  const size = `${cleanLine(name)} (${countOf(lines, 'line')})`;
  const counted = [
    causes.length > 0 ? countOf(causes.length, 'cause') : '',
    traps.length > 0 ? countOf(traps.length, 'warning that will trap', 'warnings that will trap') : '',
    warnings.length > 0 ? countOf(warnings.length, 'kind of warning', 'kinds of warnings') : '',
  ].filter((part) => part !== '');
  if (counted.length > 0) return `${paint.strong(size)}: ${listOf(counted)}`;
  if (reasons.suspects.length > 0) {
    return `${paint.strong(size)}: ${paint.warn('no known message; these lines look like unrecognised errors')}`;
  }
  if (!reasons.consequences.some(({ severity }) => severity === 'error'))
    return `${paint.strong(size)}: ${paint.good('no error and no warning')}`;
  return `${paint.strong(size)}: ${paint.warn('a failure without its cause')}: what is here follows from an earlier message; look at the lines before it`;
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
  const { title, kind, subjects } = one;
  const single = one.known === null && subjects.length === 1 ? subjects[0]!.name : null;
  const heading = `${certaintyLead(one)}${cleanLine(title)}${single === null ? '' : `: ${cleanLine(single)}`}`;
  const indent = '   ';
  const field = (name: string, text: string) => {
    if (text === '') return '';
    const label = `${name.padEnd(ADVICE.length)} `;
    return `${indent}${paint.strong(label)}${wrapText(cleanLine(text, 4000), width, ' '.repeat(indent.length + label.length)).trimStart()}`;
  };
  const most = all ? subjects.length : MOST_SUBJECTS;
  return [
    `${lead}${paint.bad(heading)} ${paint.soft(one.known !== null && kind === 'unexplained-failure' ? '' : `(${kind})`)}`.trimEnd(),
    ...subjects.slice(0, most).map((subject) => placeOf(subject, indent, paint)),
    subjects.length > most ? `${indent}  and ${countOf(subjects.length - most, 'more name')} (--all)` : '',
    wrapText(cleanLine(one.explanation, 4000), width, indent),
    ...one.stated.map((advice) => field('It says', `“${advice}”`)),
    ...one.causes.map((cause, at) => field(at === 0 ? 'Possible' : 'or', cause)),
    field('To check', one.check ?? ''),
    ...verifiedCures(one).map(({ title: does, cells, of }) => {
      const [fail, pass] = cells === 1 ? ['fails', 'passes'] : ['fail', 'pass'];
      return field(VERIFIED_CURE, `${does} (${of}${countOf(cells, 'cell')} that ${fail} without it ${pass} with it)`);
    }),
    ...one.cures.map((cure, at) => field(at > 0 ? 'or' : ADVICE, cure)),
    field('Versions', versionsOf(one)),
    ...one.measured.map((brk) => field('Measured', measuredIn(brk, one.known, pages))),
    field(
      'Offered',
      one.offered
        .map(({ name, releases }) => `\`${name}\` ${releases}`)
        .join(', ')
        .replace(/^(?=.)/, 'by Emscripten’s JavaScript library: '),
    ),
    field(
      'Linked by',
      one.provided
        .filter(({ flag }) => flag !== '')
        .map(({ library, flag, names }) => `${flag} (${library}: ${names.slice(0, MOST_SUBJECTS).join(', ')})`)
        .join('; '),
    ),
    field('Who can fix it', one.actor),
    field('See', one.refs.join('; ')),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** The first two cures of each measured break; what cured several stands once, with the cells of all. */
function verifiedCures({ measured, known }: Explanation) {
  const cures = measured.flatMap((brk) =>
    brk.cures.slice(0, 2).map((cure) => ({ ...cure, of: isExplainedBy(brk, known) ? '' : `for “${brk.title}”: ` })),
  );
  return [...groupBy(cures, ({ title, of }) => `${of}${title}`).values()].map((list) => ({
    ...list[0]!,
    cells: list.reduce((sum, { cells }) => sum + cells, 0),
  }));
}

/** Whether a break has the explanation that is printed, by name. False: it has another, or only the kind is explained. */
function isExplainedBy(brk: MeasuredBreak, known: string | null): boolean {
  return known !== null && brk.known.includes(known);
}

/** A cause that is not certain is called what it is. The title of a kind only says again what the message says. */
export function certaintyLead({ known, certainty }: Explanation): string {
  if (known === null || certainty === 'certain') return '';
  return certainty === 'likely' ? 'Likely: ' : 'Possible: ';
}

function placeOf({ name, diagnostics, count }: ReasonSubject, indent: string, paint: Paint): string {
  const [first] = diagnostics;
  if (!first) return '';
  const often = count > 1 ? `, ${printNumber(count)} times` : '';
  const names = name !== null && !first.message.includes(name) ? ` (${cleanLine(name)})` : '';
  const who = `${speakerOf(first)}${names}`;
  return `${indent}${paint.soft(`line ${first.logLine}${often}, ${who}:`)} ${cleanLine(first.message)}`;
}

/** Who says it. What JavaScript threw has the same words in Node.js and in browsers with its engine. */
function speakerOf({ reporter, message }: Diagnostic): string {
  return reporter === 'node' && /^(?:Uncaught )?\w*Error\b/.test(message) ? 'JavaScript' : reporter;
}

function versionsOf({ documented }: Explanation): string {
  const says = printDocumented(documented);
  return says === '' ? '' : `the references say ${says}`;
}

function measuredIn(brk: MeasuredBreak, known: string | null, pages: string): string {
  const { same, title, range, cells, documented, page } = brk;
  const what = same && isExplainedBy(brk, known) ? '' : `for “${title}”: `;
  const agrees: Record<DocumentedVerdict['verdict'], string> = {
    agrees: '; the references agree',
    uncontradicted: '; the references say the same, of a boundary that was not crossed',
    disagrees: `; the references disagree: ${documented?.but}`,
    undecided: '; nothing that was tested confirms or contradicts the references',
  };
  return `${what}${range}, in ${countOf(cells, 'cell')}${documented ? agrees[documented.verdict] : ''} (${pages}/${page})`;
}

function listWarnings(warnings: readonly Explanation[], { all, paint = PLAIN }: ExplainStyle): string {
  const most = all ? warnings.length : MOST_LINES;
  const items = warnings.slice(0, most).map((one) => {
    const subjects = one.subjects.map((subject) => placeOf(subject, '    ', paint));
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
