import type { Diagnostic } from '../../model/diagnostic.ts';

/** The most advice that is repeated of one reason. */
const MOST = 2;

/** Behind what advice begins: a dash, a sentence, an opening bracket. A whole message may be advice too. */
const STARTS = /[-–—] |[.;!?:] |\(|, (?:so |please )?|` |' /g;

const POLITE = /(?:please |try to |try |you (?:may|might|can|should|need to|must|probably) (?:want to |need to )?)?/iy;

/** The first words of what tools advise. */
const VERBS: ReadonlySet<string> = new Set([
  ...['add', 'use', 'using', 'pass', 'compile', 'recompile', 'rebuild', 'build', 'link', 'set', 'enable', 'disable'],
  ...['run', 'install', 'upgrade', 'update', 'include', 'specify', 'define', 'export', 'import', 'remove', 'replace'],
  ...['rename', 'increase', 'raise', 'reduce', 'consider', 'make sure', 'ensure', 'switch', 'check', 'change'],
  ...['perhaps', 'maybe', 'call', 'write', 'put', 'move', 'delete', 'configure', 'rerun', 're-run', 'mark', 'declare'],
  'provide',
]);
const VERB = /make sure\b|re-run\b|[a-z]+\b/iy;

/** What follows such a word where it is no advice: `use of`, `build constraints`, `import #3`. */
const NO_OBJECT =
  / (?:of|to|from|in|for|is|was|are|named?|constraints|failed|error|errors|cycle|module|function|symbol|object|field|memory|file)\b| #/iy;

/** Other ways in which advice begins. */
const LEAD = /did you mean\b|hint: |help: |to (?:fix|resolve|solve) (?:this|it|the)\b/iy;

/** What is advised, as far as it is repeated. */
const REST = /[^\n]{3,240}/y;

/** The text that a sticky pattern matches at a place; undefined where it matches none. */
function textAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** The first advice in a text; undefined where there is none. */
function matchAdvice(text: string): string | undefined {
  for (const start of [0, ...[...text.matchAll(STARTS)].map(({ index, 0: lead }) => index + lead.length)]) {
    const from = start + (textAt(POLITE, text, start)?.length ?? 0);
    const verb = textAt(VERB, text, from);
    const begin = verb !== undefined && VERBS.has(verb.toLowerCase()) ? verb : textAt(LEAD, text, from);
    if (begin === undefined) continue;
    const behind = from + begin.length;
    if (begin === verb && textAt(NO_OBJECT, text, behind) !== undefined) continue;
    const rest = textAt(REST, text, behind);
    if (rest !== undefined) return text.slice(start, behind + rest.length);
  }
  return undefined;
}

/** What advises to look away, and what is no advice though it begins like one. */
const NO_CURE =
  /\bto (?:disable|suppress|silence|ignore|see|get more|show|print|view|display)\b|for more (?:info|details|information)|\bsubmit a bug|invocation|--verbose|-v to see|bug report|--trace-/i;

/** Words of a message that are no advice though they follow a colon: `undefined symbol: add`. */
const NAMES = /^[\w$:~<>.]+$/;

/**
 * The cures that messages state themselves: "add `_malloc` to EXPORTED_FUNCTIONS", "recompile with -fPIC", "did you mean
 * …". `hints` are remarks of the same log about symbols; those about the messages' own symbols count.
 */
export function statedCures(messages: readonly Diagnostic[], hints: readonly Diagnostic[]): readonly string[] {
  const own = [...new Set(messages.flatMap(({ symbol }) => symbol ?? []))];
  const fitting = hints.filter(({ message }) => own.some((name) => message.includes(`_${name} `)));
  const found = new Set<string>();
  for (const { message } of [...messages, ...fitting]) {
    if (found.size >= MOST) break;
    const advice = findAdvice(message);
    if (advice !== null) found.add(advice);
  }
  return [...found];
}

/** The part of a message that says what to do, or null. */
export function findAdvice(message: string): string | null {
  const text = message.slice(0, 1200);
  const may = /(?:^|[\s:])(\S+ (?:may|might) need to be [^.;\n]{3,160})/.exec(text);
  const found = may?.[1] ?? matchAdvice(text);
  if (found === undefined) return null;
  const advice = clip(found);
  return advice.length < 8 || NAMES.test(advice) || NO_CURE.test(advice) ? null : advice;
}

/** Up to the end of the sentence, without a bracket that was never opened. */
function clip(advice: string): string {
  const end = /[.!?](?:\s|$)|\s>>>|\s\(referenced|\s\[-W| at [\w.]+ \(/.exec(advice);
  const text = (end ? advice.slice(0, end.index) : advice).trim();
  return text.slice(0, endInBrackets(text)).trimEnd();
}

/** Where a bracket closes that was opened before the text, or its end. */
function endInBrackets(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if ('(['.includes(text[at]!)) depth++;
    else if (')]'.includes(text[at]!) && --depth < 0) return at;
  }
  return text.length;
}
