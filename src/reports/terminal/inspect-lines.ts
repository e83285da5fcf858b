import { clip } from '../text/clean.ts';

/** How many lines are put together at a time: a list may have millions. */
const AT_A_TIME = 5000;

/** The longest type that is printed whole: it may be as long as its module. */
const LONGEST_TYPE = 300;

/** Items as lines, to each of which `print` adds its parts; in pieces of many lines. */
export function* printLines<T>(items: readonly T[], print: (item: T, line: string[]) => void): Generator<string> {
  let parts: string[] = [];
  for (const [place, item] of items.entries()) {
    print(item, parts);
    parts.push('\n');
    if ((place + 1) % AT_A_TIME !== 0) continue;
    yield parts.join('');
    parts = [];
  }
  if (parts.length > 0) yield parts.join('');
}

/** A type behind a name. */
export function printType(type: string): string {
  return ` ${clip(type, LONGEST_TYPE)}`;
}
