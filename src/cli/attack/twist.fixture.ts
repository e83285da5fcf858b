import fc from 'fast-check';

/** Every place in a JSON value, as paths of member names. */
export function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, member]) => placesIn(member, [...path, name]))];
}

/** A JSON value with another one at a place. Throws where an earlier change took the place away. */
export function replaceAt(value: unknown, [name, ...rest]: readonly string[], replacement: unknown): unknown {
  if (name === undefined) return replacement;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  const holder = copy as Record<string, unknown>;
  holder[name] = replaceAt(holder[name], rest, replacement);
  return copy;
}

const WORDS = [
  '__proto__',
  'constructor',
  'x:y',
  'undefined-symbol:f',
  '',
  'go1.23.4',
  'em3.1.6',
  '../..',
  '\u202e\u001b]0;x\u0007',
];

/** What somebody else's file may have in place of what should be there. */
const strange = fc.oneof(fc.jsonValue(), fc.constantFrom(...WORDS), fc.constantFrom(-1, 2 ** 53, 1e308, 0.5));

/** JSON values that differ from one in up to three places. */
export function twisted(original: unknown): fc.Arbitrary<unknown> {
  const change = fc.tuple(fc.constantFrom(...placesIn(original)), strange);
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce((value, [path, replacement]) => {
      try {
        return replaceAt(value, path, replacement);
      } catch {
        return value;
      }
    }, original),
  );
}

/** Pieces that YAML gives a meaning to. */
const MARKS = [
  '{',
  '}',
  '[',
  ']',
  ': ',
  '\n',
  '  ',
  '- ',
  '&a ',
  '*a',
  '!!x ',
  '"',
  "'",
  '|',
  '>',
  '#',
  '---\n',
  '\t',
  '\0',
  '? ',
];

/** Texts that differ from one in up to six places: pieces put in, cut out, repeated. */
export function mangled(original: string): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.nat({ max: original.length }),
    length: fc.nat({ max: 30 }),
    put: fc.oneof(fc.constantFrom(...MARKS, ...WORDS), fc.string({ maxLength: 8 })),
    times: fc.constantFrom(0, 1, 1, 1, 40),
  });
  return fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) =>
    changes.reduce((text, { at, length, put, times }) => {
      return text.slice(0, at) + put.repeat(times) + text.slice(at + length);
    }, original),
  );
}
