import type { Around, Pattern } from './patterns.ts';

/** How much of a file is asked for what makes its uses harmless, in bytes each way. */
const FILE_NEAR = 1 << 16;

/** Whether what stands around a use makes it none. False: nothing in its file does. */
export function isHarmless({ use, name = '$' }: Pattern, text: string, place: number, { start, end }: Around): boolean {
  const { butNot = [], unlessInLine = [], unlessInFile = [] } = use;
  if (butNot.some((other) => text.startsWith(other.replaceAll('$', name), place))) return true;
  if (unlessInLine.length > 0) {
    const line = text.slice(start, end);
    if (unlessInLine.some((part) => line.includes(part))) return true;
  }
  if (unlessInFile.length === 0) return false;
  const near = text.slice(Math.max(0, place - FILE_NEAR), place + FILE_NEAR);
  return unlessInFile.some((part) => near.includes(part));
}
