import type { Diagnostic } from '../../model/diagnostic.ts';

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SPLINTERS = [
  '\x1b[0;31m',
  '\x1b]8;;http://x\x07',
  '\x1b[',
  '\r',
  '\n',
  '\t',
  '\0',
  '\x07',
  '\x85',
  '\u2028',
  '\u202e',
  '\ud800',
  '👾',
  ': error: ',
  'wasm-ld: error: ',
  'emcc: error: ',
  "' failed (1)",
  '>>> defined in ',
  'Traceback (most recent call last):\n',
  'Stack dump:\n',
  'Aborted(',
  'RuntimeError: ',
  '[2026-01-01 00:00:00.000] [error] execution failed: , Code: 0x1',
  '# x\n',
  '__proto__',
  'constructor: ',
  '(',
  ')',
  '`',
  '"',
  "'",
  '{',
  '§'.repeat(100),
  'A'.repeat(5000),
  '::::'.repeat(500),
] as const;

/** A log changed in one to eight places: cut, doubled, joined with another, or with a splinter put in. */
export function mutate(log: string, other: string, random: () => number): string {
  const pick = (below: number) => Math.floor(random() * below);
  let text = log;
  for (let changes = 1 + pick(8); changes > 0; changes--) {
    const at = pick(text.length + 1);
    const to = Math.min(text.length, at + pick(80));
    const kind = pick(6);
    if (kind === 0) text = text.slice(0, at) + text.slice(to);
    else if (kind === 1) text = text.slice(0, to) + text.slice(at);
    else if (kind === 2) text = text.slice(0, at) + SPLINTERS[pick(SPLINTERS.length)] + text.slice(at);
    else if (kind === 3) text = text.slice(0, at) + String.fromCharCode(pick(256)) + text.slice(at + 1);
    else if (kind === 4) text = text.slice(0, at) + other.slice(pick(other.length)).slice(0, 400) + text.slice(at);
    else text = text.slice(0, at);
  }
  return text.slice(0, 200_000);
}

/** Fields that hold what no field may: control characters, or text beyond any bound. */
export function badFields(one: Diagnostic): readonly string[] {
  return Object.entries(one)
    .filter(([, value]) => [value].flat().some((part) => typeof part === 'string' && BAD.test(part)))
    .map(([name]) => name);
}

const BAD = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|^.{4097}/u;
