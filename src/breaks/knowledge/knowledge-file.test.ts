import { expect, it } from 'vitest';
import { indexKnowledge } from './find-known.ts';
import { readShippedKnowledge } from './knowledge.fixture.ts';
import { indexShipped, parseAll, printKnowledge } from './knowledge-file.ts';

const entries = readShippedKnowledge();
const text = printKnowledge(entries);

it('comes back as it was, through ASCII alone', () => {
  expect(parseAll(text)).toEqual(JSON.parse(JSON.stringify(entries)));
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  expect(parseAll(printKnowledge([{ ...entries[0]!, cure: 'Ünï\n😀.' }]))[0]!.cure).toBe('Ünï\n😀.');
});

it('narrows to the same entries as knowledge that was parsed whole', () => {
  const whole = indexKnowledge(entries);
  const shipped = indexShipped(text);
  let found = 0;
  for (const log of entries.flatMap(({ example }) => example ?? []).filter((_, at) => at % 8 === 0)) {
    const names = [whole, shipped].map((one) =>
      one
        .narrow(log)
        .matchersOf('unexplained-failure')
        .map(({ entry }) => entry.name),
    );
    expect(names[1]).toEqual(names[0]);
    found += names[1]!.length;
  }
  expect(found).toBeGreaterThan(300);
  expect(shipped.matchersOf('undefined-symbol').map(({ entry }) => entry.name)).toEqual(
    whole.matchersOf('undefined-symbol').map(({ entry }) => entry.name),
  );
});

it('says that anything else is none', () => {
  expect(() => parseAll('[1]\n{')).toThrow(SyntaxError);
});
