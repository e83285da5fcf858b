import type { SilenceUse } from '../../breaks/comparison/silence.ts';
import { makeContext } from '../query/context.ts';
import { listNews, type NewsItem } from '../query/news.ts';
import type { SummaryInput } from '../terminal/summary.ts';
import { cleanLine } from '../text/clean.ts';
import { PLAIN } from '../text/paint.ts';
import { countOf, someOf } from '../text/words.ts';
import { titleOfNews } from '../words/news-words.ts';
import { silenceLine } from '../words/silence-line.ts';
import { type Annotation, limitAnnotations, printAnnotation } from './github-command.ts';

/** The most cells that one annotation names. */
const MOST_CELLS = 3;

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
  return [...limitAnnotations(errors), ...limitAnnotations(warnings)].map(printAnnotation);
}

function annotateSilence(use: SilenceUse): readonly Annotation[] {
  if (use.state === 'holds') return [];
  const { file, line } = use.silence.position;
  const place = { file, ...(line === undefined ? {} : { line }) };
  return [{ level: 'warning', title: 'emrift: silence', message: silenceLine(use, PLAIN), ...place }];
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
