import { describe, expect, it } from 'vitest';
import { problemOf } from '../model/problem.fixture.ts';
import { processorTime } from '../model/processor-time.fixture.ts';
import { parseCase } from './parse.ts';

const read = (steps: string) =>
  parseCase(
    'group/name',
    `title: A title
why: A reason
variants:
  order: {after: 'a.o {stub} libc.a', before: 'libc.a a.o {stub}'}
  stub: {none: '', own: stub.o}
steps:
${steps}`,
    'case.yaml',
    [],
  );
const problem = (steps: string) => problemOf(() => read(steps));

describe('steps that are repeated', () => {
  it('stand for one step a combination, with the texts in place, and need each other on the same one', () => {
    const { steps, workarounds } = read(`  compile: {run: cc, uses: [llvm], outputs: [a.o]}
  link: {each: [stub, order], needs: [compile], run: 'ld {order} -o out', uses: [llvm], outputs: [out.wasm]}
  run: {each: [order, stub], needs: [link], run: 'node run.mjs "{order}"'}
workarounds:
  other: {title: T, steps: {link: {run: 'ld --other {stub}'}}}
`);
    expect(steps.map(({ name, run, needs, repeats }) => [name, run, needs, repeats])).toEqual([
      ['compile', 'cc', [], undefined],
      ...[
        ['after', 'none', 'a.o libc.a'],
        ['after', 'own', 'a.o stub.o libc.a'],
        ['before', 'none', 'libc.a a.o'],
        ['before', 'own', 'libc.a a.o stub.o'],
      ].map(([order, stub, text]) => [
        `link-${order}-${stub}`,
        `ld ${text} -o out`,
        ['compile'],
        { step: 'link', variant: { order, stub } },
      ]),
      ...[
        ['after', 'none', 'a.o libc.a'],
        ['after', 'own', 'a.o stub.o libc.a'],
        ['before', 'none', 'libc.a a.o'],
        ['before', 'own', 'libc.a a.o stub.o'],
      ].map(([order, stub, text]) => [
        `run-${order}-${stub}`,
        `node run.mjs "${text}"`,
        [`link-${order}-${stub}`],
        { step: 'run', variant: { order, stub } },
      ]),
    ]);
    expect(workarounds[0]!.steps.find(({ name }) => name === 'link-before-own')!.run).toBe('ld --other stub.o');
  });

  it.each([
    ['  a: {each: [flag], run: node x}\n', /^case\.yaml:7:13: nothing is varied as `flag`/],
    [
      '  a: {each: [stub], run: node x}\n  b: {needs: [a], run: node y}\n',
      /^case\.yaml:8:14: needs `a`, which is repeated over `stub` \(add stub to its `each`\)/,
    ],
    ['  a: {each: [stub], run: node x}\n  b: {needs: [a-own], run: node y}\n', /^no problem$/],
    ['  a: {each: [stub], run: node x}\n  b: {needs: [a-other], run: node y}\n', /needs the unknown step `a-other`/],
    ['  a: {each: [constructor], run: node x}\n', /nothing is varied as `constructor`/],
  ])('%j: %s', (steps, expected) => expect(problem(steps)).toMatch(expected));

  it('are bounded', () => {
    const choices = Array.from({ length: 30 }, (_, n) => `c${n}: ''`).join(', ');
    const text = `title: T\nwhy: W\nvariants: {x: {${choices}}, y: {${choices}}}\nsteps:\n  a: {each: [x, y], run: node x}\n`;
    expect(problemOf(() => parseCase('g/n', text, 'case.yaml', []))).toBe(
      'case.yaml:3:11: 900 steps are more than 400',
    );
    const twenty = Array.from({ length: 20 }, (_, n) => `c${n}: ''`).join(', ');
    const most = (more: string) =>
      parseCase(
        'g/n',
        `title: T\nwhy: W\nvariants: {x: {${twenty}}, y: {${twenty}}}\nsteps:\n  a: {each: [x, y, x], run: node x}\n${more}`,
        'case.yaml',
        [],
      );
    expect(most('').steps).toHaveLength(400);
    expect(() => most('  b: {run: node x}\n')).toThrow(/401 steps are more than 400/);
  });

  it('put a choice into what is expected too, and may make a text as long as Linux takes', () => {
    const text = (length: number) => `title: T
why: W
variants: {size: {big: ${'x'.repeat(length)}}, none: {no: ''}}
steps:
  a: {each: [none, size], run: 'node x{none}{none} {none}', stdout: '{none}{size} {none}!{size} {other}'}
`;
    const { steps } = parseCase('g/n', text(3), 'case.yaml', []);
    expect(steps[0]).toMatchObject({ run: 'node x', expect: { stdout: 'xxx!xxx {other}' } });
    // Two places of a choice in a text of 35 characters, before any choice stands in it.
    const at = (length: number) => problemOf(() => parseCase('g/n', text(length), 'case.yaml', []));
    expect(at(65_000)).toBe('no problem');
    expect(at(66_000)).toBe('case.yaml:5:13: with its choices a text is longer than 131072 characters');
  });

  it('are counted before they are made, and so are texts and workarounds', () => {
    const axes = Array.from({ length: 7 }, (_, axis) => `a${axis}`);
    const choices = (text: string) =>
      `{${Array.from({ length: 10 }, (_, choice) => `c${choice}: '${text}'`).join(', ')}}`;
    const parse = (rest: string) => () => parseCase('a/b', `title: t\nwhy: w\n${rest}`, 'f', []);
    const varied = `variants: {${axes.map((axis) => `${axis}: ${choices('x')}`).join(', ')}}\n`;
    const took = processorTime(() => {
      expect(parse(`${varied}steps: {a: {run: go x, each: [${axes.join(', ')}]}}\n`)).toThrow(
        '10000000 steps are more than 400',
      );
      const grown = axes.map((axis, at) => `${axis}: {c: '${`{a${at + 1}} `.repeat(40)}'}`);
      const one = `variants: {${grown.join(', ')}}\nsteps: {a: {run: 'go {a0}', each: [${axes.join(', ')}]}}\n`;
      expect(parse(one)).toThrow('with its choices a text is longer than 131072 characters');
      const cures = Array.from({ length: 2000 }, (_, at) => `  w${at}: {title: t, steps: {a: {run: go y}}}\n`);
      const steps = `steps: {a: {run: go x, each: [a0, a1]}}\nworkarounds:\n${cures.join('')}`;
      expect(parse(`${varied}${steps}`)).toThrow('200000 steps of workarounds are more than 20000');
    });
    expect(took).toBeLessThan(2_000);
  });
});
