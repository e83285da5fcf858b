import { isTool, TOOLS, type Tool } from '../../model/tools.ts';

/** `1 cell`, `24 cells`, `1,234 cells`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${printNumber(count)} ${count === 1 ? singular : plural}`;
}

/** A whole number with a comma at each thousand. */
export function printNumber(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(items: readonly string[], conjunction = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`;
}

/** The first few items, and how many more there are. */
export function someOf(
  items: readonly string[],
  most: number,
  print: (item: string) => string = (item) => item,
): string {
  const named = items.slice(0, most).map(print).join(', ');
  return items.length <= most ? named : `${named} and ${printNumber(items.length - most)} more`;
}

/** A tool's title; `toolchain` for one that the results do not describe. */
export function toolTitleOf(tool: Tool | undefined): string {
  return tool ? TOOLS[tool].title : 'toolchain';
}

/** The tools in a break's blame. */
export function blamedTools(blame: string): readonly Tool[] {
  return blame.split('+').filter(isTool);
}

/** Names of programs that are written small and look like words. */
const SMALL_NAMES: ReadonlySet<string> = new Set([
  ...Object.values(TOOLS).map(({ title }) => title),
  ...'cgo clang dlv emar emcc emrift emrun emsdk gofmt lld node npm pip wasi-sdk wasi-testsuite wasm-ld wasm-opt'.split(
    ' ',
  ),
]);

/** A text as a sentence: first letter large, unless the first word is a name; a full stop at its end. */
export function asSentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const closed = /[.!?:]$/.test(trimmed) ? trimmed : `${trimmed}.`;
  return beginsWithName(trimmed) ? closed : `${closed[0]!.toUpperCase()}${closed.slice(1)}`;
}

/** Whether the first word is code or a name, such as `os.O_TRUNC`, `clock_time_get` or `wazero`. False: it is a word. */
function beginsWithName(text: string): boolean {
  const word = text.split(/\s/, 1)[0]!.replace(/[,;:.!?]+$/, '');
  return SMALL_NAMES.has(word) || /[^\p{L}'’-]|\p{L}\p{Lu}|^-/u.test(word);
}

/** Whether a sentence has hardly a word that another has not, so that beside it it says nothing new. False: it adds some. */
export function saysSame(sentence: string, other: string): boolean {
  const wordsOf = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}_.]+/gu) ?? []);
  const [own, known] = [wordsOf(sentence), wordsOf(other)];
  const fresh = [...own].filter((word) => !known.has(word));
  return fresh.length <= own.size / MOST_FRESH;
}

/** One word in so many may be another. */
const MOST_FRESH = 5;

/** Whose version decides, as a heading: `Go`, `Go and Emscripten together`. */
export function blameTitle(blame: string): string {
  const titles = blamedTools(blame).map((tool) => TOOLS[tool].title);
  if (titles.length === 0) return 'No tested version';
  return titles.length === 1 ? titles[0]! : `${listOf(titles)} together`;
}
