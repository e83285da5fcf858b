import { quoteWord } from '../../model/quote-word.ts';

/** A word as `sh` reads it back, for people: in quotes only where it needs them. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : quoteWord(word);
}
