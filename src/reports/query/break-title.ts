import { isOfTests } from '../../breaks/comparison/troubles.ts';
import { parseBreakId } from '../../breaks/identity/identify.ts';
import type { Break } from '../../model/results.ts';
import { cleanLine } from '../text/clean.ts';
import { code, prose } from '../text/markdown.ts';
import { breakTitle, type Context } from './context.ts';
import { kindInfoOf } from './kind-words.ts';

/** A break's title as a piece of markdown. */
export function titleInMarkdown(context: Context, brk: Break): string {
  const { words, subject } = breakTitle(context, brk);
  return subject === null ? prose(words) : `${prose(words)}: ${code(subject)}`;
}

/** What a break is called; of one that the results do not describe its id. */
export function titleOfBreak(context: Context, id: string): string {
  const brk = context.index.breaks.get(id);
  if (!brk && isOfTests(id)) {
    const { kind, subject } = parseBreakId(id)!;
    return cleanLine(`${kindInfoOf(kind).title}: ${subject}`);
  }
  if (!brk) return cleanLine(id);
  const { words, subject } = breakTitle(context, brk);
  return cleanLine(subject === null ? words : `${words}: ${subject}`);
}
