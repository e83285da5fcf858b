import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCollector } from './collect.ts';
import { draft } from './draft.ts';
import { fingerprint, fingerprintText } from './fingerprint.ts';

const CODES = ['undefined-symbol', 'compile-error'] as const;
const make = (code: (typeof CODES)[number], text: string) => draft('clang', 'error', code, text);

it('keeps the same whether fingerprints are known or not', () => {
  const key = fc.string({ unit: fc.constantFrom('a', 'b', 'ä', '\n'), maxLength: 3 });
  const message = fc.record({ key, code: fc.constantFrom(...CODES), isPrinted: fc.boolean() });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 300 }), (messages) => {
      const [plain, printed] = [createCollector(), createCollector()];
      for (const { key, code, isPrinted } of messages) {
        plain.keep(make(code, key), key);
        // As of lines whose bytes are at hand.
        const print = isPrinted && /^[ -~]*$/.test(key) ? fingerprintText(key) : undefined;
        printed.keep(make(code, key), key, print);
      }
      expect([printed.kept, printed.omitted]).toEqual([plain.kept, plain.omitted]);
    }),
    { seed: 3, numRuns: 200 },
  );
});

it('keeps apart what has one fingerprint', () => {
  const texts = new Map<number, string>();
  let [first, second]: (string | undefined)[] = [];
  for (let at = 0; first === undefined; at++) {
    second = `error: ${at}`;
    const print = fingerprintText(second);
    first = texts.get(print);
    texts.set(print, second);
  }
  const collector = createCollector();
  const twice = [first, second!, first, second!];
  for (const text of twice) collector.keep(make('compile-error', text), text, fingerprintText(text));
  for (let at = 0; at < 400; at++) {
    const text = twice[at % 2]!;
    collector.keep(make('compile-error', text), text, fingerprintText(text));
  }
  const counts = new Map<string, number>();
  for (const { message, count = 1 } of collector.kept) counts.set(message, (counts.get(message) ?? 0) + count);
  expect([...counts]).toEqual([
    [first, 202],
    [second, 202],
  ]);
});

it('a fingerprint is that of the bytes, wherever they lie, and differs with each of them', () => {
  const text = 'src/file.c:12:7: error: x';
  const bytes = Buffer.from(`__${text}__`);
  expect(fingerprint(bytes, 2, 2 + text.length)).toBe(fingerprintText(text));
  const others = [...text].map((_, at) => `${text.slice(0, at)}~${text.slice(at + 1)}`);
  expect(new Set([text, text.slice(1), `${text} `, ...others].map(fingerprintText)).size).toBe(text.length + 3);
});
