/**
 * First and last patch of each line of official Emscripten releases, without gaps, as emscripten-core/emsdk 6.0.8 lists
 * them. Only used to tell a release that cannot be had from a number that never was one, while the list itself cannot
 * be reached.
 */
const LINES: Readonly<Record<string, readonly [first: number, last: number]>> = {
  '1.38': [33, 48],
  '1.39': [0, 20],
  '1.40': [0, 1],
  '2.0': [0, 34],
  '3.0': [0, 1],
  '3.1': [0, 74],
  '4.0': [0, 23],
  '5.0': [0, 7],
  '6.0': [0, 8],
};

/** Whether there was an official release of this number by Emscripten 6.0.8. */
export function isKnownEmscripten(version: string): boolean {
  const match = /^(\d+\.\d+)\.(\d+)$/.exec(version);
  if (!match || !isKnownEmscriptenLine(match[1]!)) return false;
  const [first, last] = LINES[match[1]!]!;
  const patch = Number(match[2]);
  return patch >= first && patch <= last;
}

/** Whether there was a line of this number, such as `3.1`. */
export function isKnownEmscriptenLine(line: string): boolean {
  return Object.hasOwn(LINES, line);
}
