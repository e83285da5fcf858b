import { byCodeUnit } from '../../model/order.ts';

/** The longest word that is compared, in UTF-16 units; what is longer is nobody's slip of the hand. */
const LONGEST = 40;

/**
 * The words that are spelled most like one: at most so many, the nearest first. A word is like another where at most a third
 * of its letters, and two at least, would have to be typed, left out or replaced.
 */
export function nearestWords(asked: string, words: Iterable<string>, most = 3): readonly string[] {
  const word = asked.toLowerCase();
  if (word.length > LONGEST) return [];
  const bound = Math.max(2, Math.floor(word.length / 3));
  const near = [...new Set(words)].flatMap((other) => {
    if (Math.abs(other.length - word.length) > bound || other.length > LONGEST) return [];
    const distance = countEdits(word, other.toLowerCase());
    return distance <= bound ? [{ other, distance }] : [];
  });
  near.sort((a, b) => a.distance - b.distance || byCodeUnit(a.other, b.other));
  return near.slice(0, most).map(({ other }) => other);
}

/** How many letters have to be typed, left out, replaced or swapped with the next (optimal string alignment). */
function countEdits(a: string, b: string): number {
  let twoAbove: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let at = 1; at <= b.length; at++) {
      const replaced = above[at - 1]! + (a[row - 1] === b[at - 1] ? 0 : 1);
      const swapped = a[row - 1] === b[at - 2] && a[row - 2] === b[at - 1] ? twoAbove[at - 2]! + 1 : replaced;
      line.push(Math.min(replaced, swapped, above[at]! + 1, line[at - 1]! + 1));
    }
    [twoAbove, above] = [above, line];
  }
  return above[b.length]!;
}
