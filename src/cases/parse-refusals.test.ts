import { describe, expect, it } from 'vitest';
import { problemOf } from '../model/problem.fixture.ts';
import { claimsJsonSchema } from './claims-schema.ts';
import { parseCase } from './parse.ts';
import { parseClaims } from './parse-claims.ts';
import { caseJsonSchema, isCaseName } from './schema.ts';

/** The first line is `title`, the second `why`, so that what a test writes begins in line 3. */
const HEAD = 'title: A title\nwhy: A reason\n';
const problem = (text: string) => problemOf(() => parseCase('group/name', HEAD + text, 'case.yaml', []));

describe('a refusal stands in its place and says what to do', () => {
  it.each([
    ['roles: {go: node}\nsteps: {a: {run: go}}', '3:13: a role named `go` can only be played by go'],
    ['roles: {go: go}\nsteps: {a: {run: go}}', 'no problem'],
    ['roles: {x: {tool: go, of: go}}\nsteps: {a: {run: go}}', '3:12: `of` needs `is: previous` or `is: next`'],
    ['steps: {a: {run: x, uses: []}}', '3:8: no step uses any toolchain, so there is nothing to compare'],
    ['roles: {other: go}\nsteps: {a: {run: go}}', '3:16: no step uses the role `other`'],
    ["when: {node: '>=1'}\nsteps: {a: {run: go}}", '3:14: no step uses the role `node`'],
    ["when: [{go: '>=1'}, {node: '>=1'}]\nsteps: {a: {run: go}}", '3:28: no step uses the role `node`'],
    [
      "when: {other: '>=1'}\nsteps: {a: {run: go}, b: {run: x, uses: []}}\nroles: {other: node}",
      '5:16: no step uses the role `other`',
    ],
    [
      'when: {go: newish}\nsteps: {a: {run: go}}',
      '3:12: `newish` is no range of versions (write it like >=1.21 <1.25)',
    ],
    [
      'steps: {a: {run: x, uses: [], outputs: [o], record: [o]}, b: {run: go}}',
      '3:53: what is recorded has to depend on one toolchain alone (it depends on none)',
    ],
    ['steps: {a: {run: go, outputs: [o], record: [o]}}', 'no problem'],
    ['stepz: {}', '3:1: unknown key `stepz` (see `emrift cases show --schema` for the format)'],
    [
      'roles: {exec: {tool: go, is: next, of: node}}\nsteps: {a: {run: node x, uses: [exec, node]}}',
      '3:15: `exec` and `node` are different tools',
    ],
    [
      'roles: {exec: {tool: go, is: next, of: other}}\nsteps: {a: {run: x, uses: [exec]}}',
      '3:15: `exec` is the neighbour of `other`, which is no axis of this case',
    ],
    [
      'roles: {go: {tool: go, is: next}}\nsteps: {a: {run: go}}',
      '3:13: `go` is the neighbour of `go`, which is no axis of this case',
    ],
    [
      'roles: {b: {tool: go, is: next}, c: {tool: go, is: next, of: b}}\nsteps: {a: {run: go x, uses: [go, b, c]}}',
      '3:37: `c` is the neighbour of `b`, which is no axis of this case',
    ],
    ['steps: {a: {run: go}, b: {run: go, needs: [c]}}', '3:43: needs the unknown step `c` (steps are a, b)'],
    [
      'steps: {a: {run: go, needs: [b]}, b: {run: go, needs: [a]}}',
      '3:29: steps need each other in a circle: a → b → a',
    ],
    [
      'steps: {a: {run: go}, b: {run: go}}\nworkarounds: {w: {title: t, steps: {c: {run: go}}}}',
      '4:40: the case has no step `c` to replace (its steps are a, b)',
    ],
    [
      'steps: {a: {run: go}}\nworkarounds: {w: {title: t, steps: {a: {run: make}}}}',
      '4:46: the first word does not say which role the step uses (add `uses`: known are go, emsdk, node, …; a step without any tool has `uses: []`)',
    ],
    [
      'steps: {a: {run: go}, b: {run: go, needs: [a]}}\nworkarounds: {w: {title: t, steps: {a: {run: go, needs: [b]}}}}',
      '4:57: steps need each other in a circle: a → b → a',
    ],
    [
      'steps: {a: {run: go}}\nworkarounds: {w: {title: t, steps: {a: {uses: [node]}}}}',
      '4:36: the workaround brings in the role `node`, which the case itself does not use',
    ],
    [
      'steps: {a: {run: go, outputs: [a/./b]}}',
      '3:32: `steps.a.outputs.0`: must be a relative path that stays inside the working folder',
    ],
    [
      'steps: {a: {run: go, outputs: [a//b]}}',
      '3:32: `steps.a.outputs.0`: must be a relative path that stays inside the working folder',
    ],
    [
      'steps: {a: {run: go, outputs: [~/b]}}',
      '3:32: `steps.a.outputs.0`: must be a relative path that stays inside the working folder',
    ],
    ['steps: {a: {run: go, outputs: [a~/b, .a]}}', 'no problem'],
  ])('%j', (text, expected) => {
    expect(problem(text)).toBe(expected === 'no problem' ? expected : `case.yaml:${expected}`);
  });

  it('is of the whole document where that is nothing at all', () => {
    expect(problemOf(() => parseCase('a/b', '- 1\n', 'case.yaml', []))).toMatch(/^case\.yaml:1:1: Invalid input/);
    expect(problemOf(() => parseClaims('a: 1\n', 'claims.yaml', []))).toMatch(/^claims\.yaml:1:1: Invalid input/);
    expect(problemOf(() => parseClaims('- {id: 1}\n', 'claims.yaml', []))).toMatch(/^claims\.yaml:1:8: `0\.id`: /);
    expect(problemOf(() => parseClaims('- {id: a, state: b}\n', 'claims.yaml', []))).toBe(
      'claims.yaml:1:11: unknown key `state` (see `emrift cases show claims --schema` for the format)',
    );
  });

  it('counts the steps of all workarounds together, those that a replacement repeats too, before it makes them', () => {
    const choices = (count: number) => Array.from({ length: count }, (_, at) => `c${at}: x`).join(', ');
    const text = (many: number) => `variants: {x: {${choices(200)}}, y: {${choices(many)}}}
steps: {a: {run: go}}
workarounds:
  w: {title: t, steps: {a: {each: [x]}}}
  z: {title: t, steps: {a: {each: [x, y]}}}
`;
    // 200 and 19,800 are as many as there may be, though more than one case may have.
    expect(problem(text(99))).toMatch(/^case\.yaml:3:11: 19800 steps are more than 400$/);
    expect(problem(text(100))).toMatch(/^case\.yaml:6:3: 20200 steps of workarounds are more than 20000$/);
  });

  it('is none for what is left out or trimmed', () => {
    const { why, tags, refs, when } = parseCase('a/b', 'title: t\nwhy: " w\\n"\nsteps: {a: {run: go}}\n', 'f', []);
    expect({ why, tags, refs, when }).toEqual({ why: 'w', tags: [], refs: [], when: [] });
  });
});

describe('what editors and names are checked with', () => {
  it('has a schema of what is written, not of what is read', () => {
    expect(caseJsonSchema()).toMatchObject({ type: 'object', required: ['title', 'why', 'steps'] });
    expect(claimsJsonSchema()).toMatchObject({ type: 'array', items: { required: ['id', 'states', 'tests'] } });
    // A figure may be written as an integer, which is read as text.
    expect(JSON.stringify(claimsJsonSchema())).toContain('"integer"');
  });

  it.each([
    ['page/heap-view', true],
    ['page', true],
    ['../page', false],
    ['Page/x', false],
    ['', false],
  ])('%j may be a case: %s', (name, expected) => expect(isCaseName(name)).toBe(expected));
});
