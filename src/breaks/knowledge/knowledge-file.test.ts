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
  for (const log of entries.flatMap(({ example }) => example ?? []).filter((_, at) => at % 10 === 0)) {
    const names = [whole, shipped].map((one) =>
      one
        .narrow(log)
        .entriesOf('unexplained-failure')
        .map(({ name }) => name),
    );
    expect(names[1]).toEqual(names[0]);
    found += names[1]!.length;
  }
  expect(found).toBeGreaterThan(300);
  for (const subject of [null, 'malloc', 'emscripten_x'])
    expect(shipped.matchersOf('undefined-symbol', subject).map(({ entry }) => entry.name)).toEqual(
      whole.matchersOf('undefined-symbol', subject).map(({ entry }) => entry.name),
    );
  expect(shipped.entriesOf('undefined-symbol').map(({ name }) => name)).toEqual(
    whole.entriesOf('undefined-symbol').map(({ name }) => name),
  );
});

it('has one line for the words and one for each entry, and parses those alone whose words a log has', () => {
  const lines = text.split('\n');
  expect(lines).toHaveLength(entries.length + 2);
  expect(lines.at(-1)).toBe('');
  const words = JSON.parse(lines[0]!) as (string[] | null)[];
  expect(words).toHaveLength(entries.length);
  const at = words.findIndex((some) => some?.every((word) => word.length > 12));
  // Every other entry is no JSON: had it been parsed, it would have thrown.
  const others = lines.slice(1, -1).map((line, place) => (place === at ? line : '{'));
  const masked = words.map((some, place) => (place === at ? some : ['\u0000']));
  const shipped = indexShipped([JSON.stringify(masked), ...others, ''].join('\n'));
  const namesOf = (log: string) =>
    new Set(
      entries[at]!.match.kind!.flatMap((kind) =>
        shipped
          .narrow(log)
          .entriesOf(kind)
          .map(({ name }) => name),
      ),
    );
  expect(namesOf(`x ${words[at]![0]!.toUpperCase()} y`)).toEqual(new Set([entries[at]!.name]));
  expect(namesOf('nothing of the kind')).toEqual(new Set());
  expect(() => shipped.matchersOf('undefined-symbol', null)).toThrow(SyntaxError);
});

it('spells what is not ASCII as JSON does, with four digits', () => {
  const printed = printKnowledge([{ ...entries[0]!, cure: 'ÿ\u007f' }]);
  expect(printed).toContain('\\u00ff\\u007f');
});

it('says that anything else is none', () => {
  expect(() => parseAll('[1]\n{')).toThrow(SyntaxError);
});
