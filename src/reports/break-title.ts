import type { Break } from '../model/results.ts';
import { breakTitle, type Context } from './context.ts';
import { code, prose } from './markdown.ts';

/** A break's title as a piece of markdown. */
export function titleInMarkdown(context: Context, brk: Break): string {
  const { words, subject } = breakTitle(context, brk);
  return subject === null ? prose(words) : `${prose(words)}: ${code(subject)}`;
}
