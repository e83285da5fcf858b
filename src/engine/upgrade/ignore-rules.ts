/** Whether a rule ignores a path or takes it back; undefined where none speaks of it. */
export type IgnoreRules = (path: string, isFolder: boolean) => boolean | undefined;

/** The most rules of one file, and the longest, in UTF-16 units: a stranger's file costs bounded time. */
const MOST_RULES = 5000;
const LONGEST_RULE = 1000;

/** One rule. */
interface Rule {
  readonly isNegated: boolean;
  readonly ofFolders: boolean;
  readonly fits: (segments: readonly string[]) => boolean;
}

/** Whether a name fits one part of a pattern, or a character one of its characters. */
type Fits = (item: string) => boolean;

/** What stands for any number of items: `**` of folders, `*` of characters. */
const ANY = null;

/** A pattern of a path by its folders, or of a name by its characters. */
type Pattern = readonly (Fits | typeof ANY)[];

/**
 * The rules of a `.gitignore` (gitignore(5)), for paths relative to its folder. Matching takes time at most pattern times
 * path: the known libraries make backtracking regular expressions of what a stranger wrote.
 */
export function parseIgnore(text: string): IgnoreRules {
  const rules = text
    .split('\n', MOST_RULES)
    .flatMap((line) => parseRule(line.replace(/\r$/, '')) ?? [])
    .reverse();
  return (path, isFolder) => {
    const segments = path.split('/');
    const rule = rules.find((one) => (isFolder || !one.ofFolders) && one.fits(segments));
    return rule && !rule.isNegated;
  };
}

function parseRule(line: string): Rule | null {
  if (line.startsWith('#') || line.length > LONGEST_RULE) return null;
  const isNegated = line.startsWith('!');
  const written = trimEnd(isNegated ? line.slice(1) : line);
  const ofFolders = written.endsWith('/');
  const pattern = ofFolders ? written.slice(0, -1) : written;
  if (pattern === '' || pattern === '/') return null;
  if (!pattern.includes('/')) {
    const fits = compileName(pattern);
    return { isNegated, ofFolders, fits: (segments) => fits(segments.at(-1)!) };
  }
  const parts = pattern.replace(/^\//, '').split('/');
  const compiled = parts.map((part) => (part === '**' ? ANY : compileName(part)));
  return { isNegated, ofFolders, fits: (segments) => fitsPath(compiled, segments) };
}

/** Blanks at the end do not count, unless one is escaped. */
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === ' ' && text[end - 2] !== '\\') end--;
  return text.slice(0, end);
}

function fitsPath(parts: Pattern, segments: readonly string[]): boolean {
  // `a/**` is what lies inside of a, not a itself.
  if (parts.at(-1) === ANY) return fitsBegin(parts.slice(0, -1), segments.slice(0, -1));
  return fitsAll(parts, segments);
}

/** Whether some first segments fit: everything below them then does too. */
function fitsBegin(parts: Pattern, segments: readonly string[]): boolean {
  if (parts.every((part) => part === ANY)) return true;
  return segments.some((_, at) => fitsAll(parts, segments.slice(0, at + 1)));
}

/** Goes back to the last `ANY` alone: what stands before it fits at its first place or nowhere. */
function fitsAll(pattern: Pattern, items: ArrayLike<string>): boolean {
  let [part, at] = [0, 0];
  let [star, from] = [-1, 0];
  while (at < items.length) {
    const fits = pattern[part];
    if (fits === ANY) [star, from] = [part++, at];
    else if (fits?.(items[at]!)) [part, at] = [part + 1, at + 1];
    else if (star >= 0) [part, at] = [star + 1, ++from];
    else return false;
  }
  while (pattern[part] === ANY) part++;
  return part === pattern.length;
}

function compileName(pattern: string): Fits {
  if (!/[*?[\\]/.test(pattern)) return (name) => name === pattern;
  const tokens = readTokens(pattern);
  return (name) => fitsAll(tokens, name);
}

function readTokens(pattern: string): Pattern {
  const tokens: (Fits | typeof ANY)[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!;
    const end = character === '[' ? pattern.indexOf(']', at + (/^\[[!^]/.test(pattern.slice(at)) ? 3 : 2)) : -1;
    if (character === '*') {
      if (tokens.at(-1) !== ANY) tokens.push(ANY);
    } else if (character === '?') tokens.push(() => true);
    else if (end > 0) {
      tokens.push(readClass(pattern.slice(at + 1, end)));
      at = end;
    } else {
      const literal = character === '\\' && at + 1 < pattern.length ? pattern[++at]! : character;
      tokens.push((other) => other === literal);
    }
  }
  return tokens;
}

/** `a-z_` of `[a-z_]`, or `!a-z`. */
function readClass(text: string): (character: string) => boolean {
  const isNegated = /^[!^]/.test(text);
  const body = isNegated ? text.slice(1) : text;
  const spans: [string, string][] = [];
  for (let at = 0; at < body.length; at++) {
    const isSpan = body[at + 1] === '-' && at + 2 < body.length;
    spans.push([body[at]!, isSpan ? body[at + 2]! : body[at]!]);
    if (isSpan) at += 2;
  }
  return (character) => spans.some(([low, high]) => low <= character && character <= high) !== isNegated;
}
