import type { Break } from '../../model/results.ts';
import { code, prose } from '../text/markdown.ts';
import { breakTitle, type Context } from './context.ts';

/** A break's title as a piece of markdown. */
export function titleInMarkdown(context: Context, brk: Break): string {
  const { words, subject } = breakTitle(context, brk);
  return subject === null ? prose(words) : `${prose(words)}: ${code(subject)}`;
}
