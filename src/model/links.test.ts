import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemInInput } from './errors.ts';
import { groupLinks, type Link, listLinks, parseLinks, printLinks } from './links.ts';
import type { Resolution } from './resolution.ts';

const resolution: fc.Arbitrary<Resolution> = fc.oneof(
  fc.record({ kind: fc.constant('import' as const), import: fc.string(), by: fc.option(fc.string()) }),
  fc.record({ kind: fc.constant('definition' as const), file: fc.option(fc.string()) }),
  fc.constant({ kind: 'undefined-weak' as const }),
  fc.constant({ kind: 'absent' as const }),
);
const link: fc.Arbitrary<Link> = fc.record({
  case: fc.constantFrom('a/b', 'a/c'),
  step: fc.constantFrom('link-x', 'link-y'),
  on: fc.constantFrom('llvm11.0.1', 'llvm19.1.7', 'llvm22.1.8'),
  symbols: fc.array(fc.record({ symbol: fc.string(), resolution, exported: fc.boolean() }), { maxLength: 2 }),
  bindings: fc.array(fc.record({ symbol: fc.string(), file: fc.string(), defined: fc.boolean(), weak: fc.boolean() }), {
    maxLength: 2,
  }),
});
const links = fc.uniqueArray(link, { selector: (one) => `${one.case} ${one.step} ${one.on}` });
const sorted = (list: readonly Link[]) => list.map((one) => JSON.stringify(one, Object.keys(one).sort())).sort();

describe('tables of links', () => {
  it('hold exactly the links they were made of, in whatever order these came, and are read as they were printed', () => {
    fc.assert(
      fc.property(links, (given) => {
        const tables = groupLinks(given);
        expect(sorted(listLinks(tables))).toEqual(sorted(given));
        expect(groupLinks([...given].reverse())).toEqual(tables);
        for (const table of tables) {
          const read = parseLinks(printLinks(table), 'file');
          expect(read).toEqual(table);
          expect(printLinks(read)).toBe(printLinks(table));
        }
      }),
    );
  });

  it.each([
    ['', /is no JSON/],
    ['null', /the table/],
    ['{"schema": 2, "case": "a/b", "rows": []}', /^schema: /],
    ['{"schema": 1, "case": "a/b", "rows": [{"step": "x"}]}', /^rows\.0\./],
  ])('refuses %j', (text, message) => {
    expect(() => parseLinks(text, 'file')).toThrow(ProblemInInput);
    expect(() => parseLinks(text, 'file')).toThrow(message);
  });
});
