/**
 * First and last patch of each line of official Emscripten releases, without gaps, as emscripten-core/emsdk 6.0.8 lists
 * them. Only used to distinguish a release that cannot be had from a number that never was one, while the list itself cannot
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

const NEWEST = { major: 6, minor: 0 };

/**
 * Whether there was an official release of this number by Emscripten 6.0.8, or can have been one soon after. False:
 * certainly not.
 */
export function mayBeEmscripten(version: string): boolean {
  const match = /^(\d+)\.(\d+)\.(\d+)$/.exec(version);
  if (!match) return false;
  const [major, minor, patch] = match.slice(1).map(Number) as [number, number, number];
  if (isNewer(major, minor)) return true;
  const line = LINES[`${major}.${minor}`];
  if (!line) return false;
  const isNewest = major === NEWEST.major && minor === NEWEST.minor;
  return patch >= line[0] && (isNewest || patch <= line[1]);
}

/** A later line of the same major number or of the next one. */
function isNewer(major: number, minor: number): boolean {
  return (major === NEWEST.major && minor > NEWEST.minor) || major === NEWEST.major + 1;
}

/** The same of a line, such as `3.1`. False: certainly not. */
export function mayBeEmscriptenLine(line: string): boolean {
  const [major = NaN, minor = NaN] = line.split('.').map(Number);
  return Object.hasOwn(LINES, line) || isNewer(major, minor);
}
