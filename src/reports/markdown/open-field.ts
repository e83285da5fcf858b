import { printNumber } from '../text/words.ts';

/** How many cases fail without a cure, in bold, and how many with one: `**3** + 14 cured`. */
export function printOpen(open: number, cured: number): string {
  return `**${printNumber(open)}**${cured === 0 ? '' : ` + ${printNumber(cured)} cured`}`;
}
