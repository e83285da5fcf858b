import type { SilenceUse } from '../breaks/silence.ts';
import { cleanLine } from './clean.ts';
import { makeContext } from './context.ts';
import { listNews, type NewsItem } from './news.ts';
import { titleOfNews } from './news-words.ts';
import { PLAIN } from './paint.ts';
import { silenceLine } from './silence-line.ts';
import type { SummaryInput } from './summary.ts';
import { countOf, printNumber, someOf } from './words.ts';

/** GitHub shows ten annotations of a level for one step and drops the rest without a word (docs: usage limits). */
const MOST_ANNOTATIONS = 10;

/** The most cells that one annotation names. */
const MOST_CELLS = 3;

type Level = 'error' | 'warning';

/** One workflow command; `file` as GitHub shows it beside the message, relative to the repository. */
interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

/**
 * The verdicts of a run as GitHub annotations, one workflow command a line: an error for each piece of news, a warning for
 * what is flaky and for silences that ran out or fit nothing. `cases` is the folder of the cases as the repository has it.
 */
export function renderAnnotations(input: SummaryInput, cases: string): readonly string[] {
  const context = makeContext(input);
  const news = listNews(input.comparison);
  const errors = news.map(
    (item): Annotation => ({
      level: 'error',
      title: item.kind === 'toolchain' ? 'emrift: broken toolchain' : `emrift: ${item.verdict}`,
      message: `${titleOfNews(context, item, PLAIN)}\n${countOf(item.changes.length, 'cell')}: ${namesOf(item)}`,
      ...(item.kind === 'cells' ? { file: `${cases}/${caseOf(item)}/case.yaml` } : {}),
    }),
  );
  const flaky = input.comparison.changes.filter(({ verdict }) => verdict === 'flaky').map(({ cell }) => cell);
  const warnings = [
    ...(flaky.length > 0
      ? [
          {
            level: 'warning',
            title: 'emrift: flaky',
            message: someOf(
              flaky.map((name) => cleanLine(name)),
              MOST_CELLS,
            ),
          } as const,
        ]
      : []),
    ...input.comparison.silences.flatMap((use) => annotateSilence(use)),
  ];
  return [...limit(errors), ...limit(warnings)].map(printAnnotation);
}

function annotateSilence(use: SilenceUse): readonly Annotation[] {
  if (use.state === 'holds') return [];
  const { file, line } = use.silence.position;
  const place = { file, ...(line === undefined ? {} : { line }) };
  return [{ level: 'warning', title: 'emrift: silence', message: silenceLine(use, PLAIN), ...place }];
}

/** As many as GitHub shows, of which the last says how many more there are. */
function limit(annotations: readonly Annotation[]): readonly Annotation[] {
  if (annotations.length <= MOST_ANNOTATIONS) return annotations;
  const shown = annotations.slice(0, MOST_ANNOTATIONS - 1);
  const message = `and ${printNumber(annotations.length - shown.length)} more; the summary of the step has all`;
  return [...shown, { level: annotations[0]!.level, title: 'emrift', message }];
}

function namesOf({ changes }: NewsItem): string {
  return someOf(
    changes.map(({ cell }) => cleanLine(cell)),
    MOST_CELLS,
  );
}

function caseOf({ changes }: NewsItem): string {
  return (changes[0].now ?? changes[0].old)?.case ?? '';
}

/** `::error file=a,line=1,title=b::message`, escaped as actions/toolkit does (packages/core, command.ts). */
function printAnnotation({ level, title, message, file, line }: Annotation): string {
  const properties = Object.entries({ file, line, title }).filter(([, value]) => value !== undefined);
  const written = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  return `::${level} ${written}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
