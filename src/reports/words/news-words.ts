import type { Verdict } from '../../model/results.ts';
import { titleOfBreak } from '../query/break-title.ts';
import type { Context } from '../query/context.ts';
import { titleOf } from '../query/labels.ts';
import type { NewsItem } from '../query/news.ts';
import { cleanLine } from '../text/clean.ts';
import { type Paint, PLAIN } from '../text/paint.ts';
import { printNumber, someOf } from '../text/words.ts';

/** The most causes or imports that one line names. */
const MOST_NAMES = 3;

/** What a piece of news is, in one line of plain text. */
export function titleOfNews(context: Context, item: NewsItem, paint: Paint = PLAIN): string {
  if (item.kind === 'toolchain') {
    const title = cleanLine(titleOf(context.index, item.toolchain));
    const share = `${printNumber(item.changes.length)} of its ${printNumber(item.of)} cells regressed at once`;
    return `${paint.bad('broken')} ${title} is broken here: ${share}`;
  }
  const { verdict, ids, went, imports, isSameShape } = item;
  const colour = colourOf(verdict, paint);
  const titles = (names: readonly string[]) =>
    someOf(
      names.map((id) => titleOfBreak(context, id)),
      MOST_NAMES,
    );
  if (verdict !== 'changed') return `${colour(verdict)} ${ids.length === 0 ? 'cells that pass' : titles(ids)}`;
  if (imports.length > 0)
    return `${colour(verdict)} new import ${someOf(
      imports.map((name) => cleanLine(name)),
      MOST_NAMES,
    )}`;
  const words = isSameShape ? ' (same shape, another name)' : '';
  if (went.length === 0) return `${colour(verdict)} now also ${titles(ids)}`;
  return ids.length === 0
    ? `${colour(verdict)} no longer ${titles(went)}, and still failing`
    : `${colour(verdict)} ${titles(ids)} instead of ${titles(went)}${words}`;
}

/** The colour of a verdict. */
export function colourOf(verdict: Verdict, paint: Paint): (text: string) => string {
  if (verdict === 'regressed' || verdict === 'changed' || verdict === 'flaky') return paint.bad;
  if (verdict === 'fixed') return paint.good;
  return verdict === 'same' ? paint.soft : paint.warn;
}
