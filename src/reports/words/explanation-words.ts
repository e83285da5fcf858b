import type { ReasonSubject } from '../../breaks/logs/gather-reasons.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { groupBy } from '../../model/group.ts';
import { printDocumented } from '../query/documented.ts';
import type { DocumentedVerdict } from '../query/documented-verdict.ts';
import type { Explanation, MeasuredBreak } from '../query/explain.ts';
import { cleanLine } from '../text/clean.ts';
import { ADVICE, VERIFIED_CURE } from '../text/cure-labels.ts';
import { countOf, printNumber } from '../text/words.ts';

/** The most subjects of one reason that are shown. */
const MOST_SUBJECTS = 8;

/** The longest paragraph, in UTF-16 units. */
const LONGEST = 4000;

/** One reason in words, for whoever shows it. Plain text, cleaned. */
export interface ExplanationWords {
  readonly heading: string;
  /** Its kind, by name; null where the kind says nothing. */
  readonly kind: string | null;
  readonly places: readonly ExplanationPlace[];
  /** How many further names it has. */
  readonly more: number;
  readonly explanation: string;
  readonly fields: readonly ExplanationField[];
}

/** Where something stands in a log, and what it says. */
export interface ExplanationPlace {
  readonly where: string;
  readonly text: string;
}

/** What is said of a reason, under a name. */
export interface ExplanationField {
  readonly name: string;
  readonly text: string;
  /** The break of the catalogue that it speaks of, and its page below the catalogue's folder. */
  readonly of?: { readonly id: string; readonly page: string };
  /** What there is to copy, where that is not all of the text. */
  readonly copy?: string;
}

/** Puts one reason into words; `all` shows what is folded. */
export function describeExplanation(one: Explanation, { all }: { readonly all: boolean }): ExplanationWords {
  const { title, kind, subjects } = one;
  const shown = subjects.slice(0, all ? subjects.length : MOST_SUBJECTS);
  const cures = verifiedCures(one).map(({ title: does, cells, of }) => {
    const [fail, pass] = cells === 1 ? ['fails', 'passes'] : ['fail', 'pass'];
    const text = `${does} (${of}${countOf(cells, 'cell')} that ${fail} without it ${pass} with it)`;
    return [VERIFIED_CURE, text, { copy: cleanLine(does, LONGEST) }] as const;
  });
  const offered = one.offered.map(({ name, releases }) => `\`${name}\` ${releases}`).join(', ');
  const fields: readonly (readonly [name: string, text: string, more?: Partial<ExplanationField>])[] = [
    ...one.stated.map((advice) => ['It says', `“${advice}”`] as const),
    ...one.causes.map((cause, at) => [at === 0 ? 'Possible' : 'or', cause] as const),
    ['To check', one.check ?? ''],
    ...cures,
    ...one.cures.map((cure, at) => [at > 0 ? 'or' : ADVICE, cure] as const),
    ...one.names.flatMap(({ says, cure, certainty }) => [
      [certainty === 'possible' ? 'Perhaps' : 'The name', says] as const,
      ['or', cure] as const,
    ]),
    ['Versions', versionsOf(one)],
    ...one.measured.map(
      (brk) => ['Measured', measuredIn(brk, one.known), { of: { id: brk.id, page: brk.page } }] as const,
    ),
    ['Offered', offered === '' ? '' : `by Emscripten’s JavaScript library: ${offered}`],
    ['Linked by', providersOf(one)],
    ['Who can fix it', one.actor],
    ['See', one.refs.join('; ')],
  ];
  return {
    heading: `${certaintyLead(one)}${cleanLine(title)}${namesOf(one)}`,
    kind: one.known !== null && kind === 'unexplained-failure' ? null : kind,
    places: shown.flatMap(describePlace),
    more: subjects.length - shown.length,
    explanation: cleanLine(one.explanation, LONGEST),
    fields: fields
      .filter(([, text]) => text !== '')
      .map(([name, text, more]) => ({ name, text: cleanLine(text, LONGEST), ...more })),
  };
}

/** The most names in a heading, and the longest of them. */
const MOST_NAMES = 2;
const LONGEST_NAME = 60;

/** What a reason is about, for its heading: names that its title does not say itself. */
function namesOf({ title, subjects }: Explanation): string {
  const names = [...new Set(subjects.flatMap(({ name }) => name ?? []))];
  const unsaid = names.filter((name) => name.length <= LONGEST_NAME && !title.includes(name));
  if (unsaid.length === 0) return '';
  const more = unsaid.length > MOST_NAMES ? ` and ${printNumber(unsaid.length - MOST_NAMES)} more` : '';
  return `: ${unsaid
    .slice(0, MOST_NAMES)
    .map((name) => cleanLine(name))
    .join(', ')}${more}`;
}

/** What links the libraries that define the missing names. */
function providersOf({ provided }: Explanation): string {
  return provided
    .filter(({ flag }) => flag !== '')
    .map(({ library, flag, names }) => `${flag} (${library}: ${names.slice(0, MOST_SUBJECTS).join(', ')})`)
    .join('; ');
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
export function certaintyLead({ known, isLedByName, certainty }: Explanation): string {
  if ((known === null && !isLedByName) || certainty === 'certain') return '';
  return certainty === 'likely' ? 'Likely: ' : 'Possible: ';
}

/** Where a subject first stands in the log, who says it, and what; none where it is not of a log. */
export function describePlace({ name, diagnostics, count }: ReasonSubject): readonly ExplanationPlace[] {
  const [first] = diagnostics;
  if (!first) return [];
  const often = count > 1 ? `, ${printNumber(count)} times` : '';
  const names = name !== null && !first.message.includes(name) ? ` (${cleanLine(name)})` : '';
  return [{ where: `line ${first.logLine}${often}, ${speakerOf(first)}${names}`, text: cleanLine(first.message) }];
}

/** Who says it. What JavaScript threw has the same words in Node.js and in browsers with its engine. */
function speakerOf({ reporter, message }: Diagnostic): string {
  return reporter === 'node' && /^(?:Uncaught )?\w*Error\b/.test(message) ? 'JavaScript' : reporter;
}

function versionsOf({ documented }: Explanation): string {
  const says = printDocumented(documented);
  return says === '' ? '' : `the references say ${says}`;
}

function measuredIn(brk: MeasuredBreak, known: string | null): string {
  const { same, title, range, cells, documented } = brk;
  const what = same && isExplainedBy(brk, known) ? '' : `for “${title}”: `;
  const agrees: Record<DocumentedVerdict['verdict'], string> = {
    agrees: '; the references agree',
    uncontradicted: '; the references say the same, of a boundary that was not crossed',
    disagrees: `; the references disagree: ${documented?.but}`,
    undecided: '; nothing that was tested confirms or contradicts the references',
  };
  return `${what}${range}, in ${countOf(cells, 'cell')}${documented ? agrees[documented.verdict] : ''}`;
}
