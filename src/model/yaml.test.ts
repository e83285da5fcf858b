import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { ProblemInInput, printPosition } from './errors.ts';
import { processorTime } from './processor-time.fixture.ts';
import { readYaml } from './yaml.ts';

const where = (text: string) => {
  try {
    readYaml(text, 'f.yaml');
  } catch (error) {
    if (!(error instanceof ProblemInInput)) throw error;
    return `${error.position ? printPosition(error.position) : ''} ${error.message}`;
  }
  return 'read';
};

describe('readYaml', () => {
  it('keeps versions as text and reads integers and booleans', () => {
    expect(readYaml('a: 1.20\nb: 1e3\nc: 20\nd: true\ne: 2026-01-01\nf: .5\n', 'f').value).toEqual({
      a: '1.20',
      b: '1e3',
      c: 20,
      d: true,
      e: '2026-01-01',
      f: '.5',
    });
  });

  it('knows where values and names stand, in block and flow style and behind quotes', () => {
    const text = 'top:\n  list: [one, "two"]\n  \'quoted name\': {deep: 3}\n';
    const { positionOf, positionOfKey } = readYaml(text, 'f.yaml');
    expect(printPosition(positionOf(['top', 'list', 1]))).toBe('f.yaml:2:15');
    expect(printPosition(positionOf(['top', 'quoted name', 'deep']))).toBe('f.yaml:3:25');
    expect(printPosition(positionOfKey(['top', 'quoted name']))).toBe('f.yaml:3:3');
    expect(printPosition(positionOfKey(['top', 'quoted name', 'deep']))).toBe('f.yaml:3:19');
  });

  it('gives the nearest holder for what is missing', () => {
    const { positionOf } = readYaml('a:\n  b: 1\n', 'f.yaml');
    expect(printPosition(positionOf(['a', 'nothing', 3]))).toBe('f.yaml:2:3');
    expect(printPosition(positionOf([]))).toBe('f.yaml:1:1');
  });

  it.each([
    ['a: 1\nb: 2\na: 3\n', 'f.yaml:3:1 not valid YAML: duplicated mapping key'],
    ['a: [1\n', 'f.yaml:2:1 not valid YAML: deficient indentation'],
    ['', 'f.yaml not valid YAML: expected a document, but the input is empty'],
    ['a: 1\n---\nb: 2\n', 'f.yaml more than one YAML document'],
    ['a: *nothing\n', expect.stringContaining('not valid YAML')],
    [`x: ${'y'.repeat(1_000_001)}`, 'f.yaml larger than 1000000 characters'],
    [`${'['.repeat(60)}${']'.repeat(60)}`, expect.stringContaining('nesting')],
  ])('refuses %j', (text, problem) => {
    if (text === '') expect(where(text)).toMatch(/empty/);
    else expect(where(text)).toEqual(problem);
  });

  it('refuses aliases that grow exponentially, before building anything', () => {
    const levels = Array.from({ length: 30 }, (_, n) => `l${n + 1}: &l${n + 1} [*l${n}, *l${n}]`);
    const took = processorTime(() => {
      expect(where(`l0: &l0 [x, x]\n${levels.join('\n')}\n`)).toMatch(/expands to more than 50000 values/);
    });
    expect(took).toBeLessThan(500);
  });

  it('never lets a name reach an object prototype', () => {
    for (const text of ['__proto__: {polluted: yes}', '{a: [{"\\x5f_proto__": 1}]}', 'x: &a __proto__\n? *a\n: 1']) {
      expect(() => readYaml(text, 'm.yaml')).toThrow('nothing can be named `__proto__`');
    }
    expect(readYaml('a: __proto__', 'm.yaml').value).toEqual({ a: '__proto__' });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('throws nothing but ProblemInInput, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab:-[]{}&*!|>\'"#?%@, \n\t1.') }), (text) => {
        where(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('knows a place for every value of a document that it reads', () => {
    const leaf = fc.oneof(fc.stringMatching(/^[a-z]{1,6}$/), fc.integer(), fc.boolean());
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('node'), { minKeys: 1, maxKeys: 4 }),
      ),
    })).node;
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tree, { minKeys: 1 }), (data) => {
        const text = dump(data);
        const { value, positionOf } = readYaml(text, 'f');
        const lines = text.split('\n');
        const visit = (part: unknown, path: (string | number)[]) => {
          const { line, column } = positionOf(path);
          if (typeof part !== 'object' || part === null) {
            const there = lines[line! - 1]!.slice(column! - 1).replace(/^['"]/, '');
            expect(there.startsWith(String(part))).toBe(true);
            return;
          }
          for (const [key, child] of Object.entries(part)) {
            visit(child, [...path, Array.isArray(part) ? Number(key) : key]);
          }
        };
        visit(value, []);
      }),
      { numRuns: 300 },
    );
  });

  it('knows where aliases, blocks, lists in lists and odd names stand', () => {
    const text = 'a: &x\n  - [1, two]\n  - 3\nb: |\n  text\n  more\n"c d": *x\ne: ""\n';
    const { positionOf, positionOfKey, value } = readYaml(text, 'f');
    expect(value).toMatchObject({ a: [[1, 'two'], 3], b: 'text\nmore\n', 'c d': [[1, 'two'], 3], e: '' });
    const at = (...path: (string | number)[]) => printPosition(positionOf(path));
    expect([at('a', 0, 1), at('a', 1), at('c d'), at('e')]).toEqual(['f:2:9', 'f:3:5', 'f:7:8', 'f:8:4']);
    expect(printPosition(positionOfKey(['c d']))).toBe('f:7:1');
    // What is behind an alias stands where the alias does, what has no name where its value stands.
    expect([at('c d', 0, 1), printPosition(positionOfKey(['a', 1]))]).toEqual(['f:7:8', 'f:3:5']);
    expect(printPosition(positionOfKey(['a', 'nothing']))).toBe(at('a'));
  });

  it('reads as much as a hand may write, and refuses more', () => {
    const list = (count: number) => `[${'1,'.repeat(count)}]`;
    // The list itself is a value too.
    expect(where(list(49_999))).toBe('read');
    expect(where(list(50_000))).toMatch(/^f\.yaml:1:\d+ expands to more than 50000 values$/);
    expect(where(`a: ${'x'.repeat(999_997)}`)).toBe('read');
    expect(where(`a: ${'x'.repeat(999_998)}`)).toBe('f.yaml larger than 1000000 characters');
    const twice = (count: number) => `a: &a ${list(count)}\nb: *a\n`;
    expect(where(twice(24_990))).toBe('read');
    expect(where(twice(25_000))).toMatch(/^f\.yaml:2:4 expands to more/);
  });
});
