import { describe, expect, it } from 'vitest';
import type { Cell } from '../../model/results.ts';
import { caseOf, cellOf } from '../evidence.fixture.ts';
import { indexKnowledge } from '../knowledge/find-known.ts';
import { knownBreak } from '../knowledge/known-break.fixture.ts';
import { derive, EM, GO, NODE, one } from './derive.fixture.ts';
import { deriveBreaks } from './derive-breaks.ts';

const pairs = (broken: (go: string, emsdk: string) => readonly string[], fields: Partial<Cell> = {}): Cell[] =>
  GO.flatMap((go) => EM.map((emsdk) => cellOf({ go, emsdk }, broken(go, emsdk), fields)));
const pairCase = caseOf('a/case', { load: ['go', 'emsdk'] });

describe('blame', () => {
  it('falls on Emscripten where the outcome is constant along Go', () => {
    const brk = one(
      pairs((_, em) => (em === EM[3] ? ['load=runtime-export-missing:HEAPU8'] : [])),
      pairCase,
      'runtime-export-missing:HEAPU8',
    );
    expect(brk).toMatchObject({
      blame: 'emsdk',
      always: false,
      emsdk: { since: { after: '3.1.69', by: '6.0.5' }, until: null, holes: [] },
      affected: GO.map((go) => `a/case@${go}+em6.0.5-debian`),
    });
    expect(brk.go).toBeUndefined();
  });

  it('falls on Go where the outcome is constant along Emscripten', () => {
    const brk = one(
      pairs((go) => (go === GO[0] ? ['load=unsupported-platform:wasip1/wasm'] : [])),
      pairCase,
      'unsupported-platform:wasip1/wasm',
    );
    expect(brk.blame).toBe('go');
    expect(brk.go).toEqual({ since: { after: null, by: '1.19' }, until: { after: '1.19', by: '1.21.13' }, holes: [] });
  });

  it('falls on modules in the order of their Emscriptens, which the range names', () => {
    const modules = ['module3.1.20-sql.js.1.8.0', 'module4.0.9-pyodide.0.28.3', 'module4.0.15-web-tree-sitter.0.27.1'];
    const cells = modules.map((module, at) => cellOf({ module }, at === 1 ? ['load=wrong-output:a/case/load'] : []));
    const brk = one(cells, caseOf('a/case', { load: ['module'] }), 'wrong-output:a/case/load');
    expect(brk.blame).toBe('module');
    expect(brk.module).toEqual({
      since: { after: '3.1.20 (sql.js 1.8.0)', by: '4.0.9 (pyodide 0.28.3)' },
      until: { after: '4.0.9 (pyodide 0.28.3)', by: '4.0.15 (web-tree-sitter 0.27.1)' },
      holes: [],
    });
  });

  it('falls on the pair alone, in tool order, with the widest window of each', () => {
    const entry = caseOf('a/case', { load: ['node', 'emsdk'] });
    const cells = EM.flatMap((emsdk, e) =>
      NODE.map((node, n) => cellOf({ emsdk, node }, e < 2 && n > 0 ? ['load=loader-host-incompatible:x.js'] : [])),
    );
    const brk = one(cells, entry, 'loader-host-incompatible:x.js');
    expect(brk.blame).toBe('emsdk+node');
    expect(brk.emsdk).toEqual({
      since: { after: null, by: '2.0.12' },
      until: { after: '3.1.6', by: '3.1.69' },
      holes: [],
    });
    expect(brk.node).toEqual({ since: { after: '16.20.2', by: '20.20.2' }, until: null, holes: [] });
  });

  it('falls on all axes of the step where nothing tested escapes', () => {
    const brk = one(
      pairs(() => ['load=trap-unreachable:a/case/load']),
      pairCase,
      'trap-unreachable:a/case/load',
    );
    expect(brk).toMatchObject({ blame: 'go+emsdk', always: true });
    const single = caseOf('a/case', { build: ['go'] });
    const goOnly = one(
      GO.map((go) => cellOf({ go }, ['build=cgo-unsupported-arch:wasm'])),
      single,
      'cgo-unsupported-arch:wasm',
    );
    expect(goOnly).toMatchObject({
      blame: 'go',
      always: true,
      go: { since: { after: null, by: '1.19' }, until: null },
    });
  });

  it('counts the axes of the step that failed, not those of the cell', () => {
    const entry = caseOf('a/case', { library: ['emsdk'], load: ['go', 'emsdk'] });
    const cells = pairs((_, em) => (em === EM[0] ? ['library=unknown-setting:X'] : []), {}).map((cell) =>
      cell.status === 'break' ? { ...cell, untested: ['load'] } : cell,
    );
    expect(one(cells, entry, 'unknown-setting:X').blame).toBe('emsdk');
  });

  it('knows a role by its tool, and two roles of one tool as one', () => {
    const entry = caseOf('a/case', { link: ['link', 'object'] }, { link: 'emsdk', object: 'emsdk' });
    const cells = EM.flatMap((link, l) =>
      EM.map((object, o) => cellOf({ link, object }, o < l ? ['link=undefined-symbol:f'] : [])),
    );
    expect(one(cells, entry, 'undefined-symbol:f').blame).toBe('emsdk');
  });

  it('follows a role that follows another', () => {
    const entry = caseOf('a/case', { run: ['go', 'exec'] }, { exec: 'go' });
    const cells = [1, 2].map((index) =>
      cellOf({ go: GO[index]!, exec: GO[index - 1]! }, index === 1 ? ['run=import-module-missing:gojs'] : []),
    );
    const brk = one(cells, entry, 'import-module-missing:gojs');
    expect(brk).toMatchObject({
      blame: 'go',
      go: { since: { after: null, by: '1.21.13' }, until: { after: '1.21.13', by: '1.24.4' } },
    });
    expect(brk.parts?.[0]?.along).toMatchObject([
      { role: 'go', range: { since: { by: '1.21.13' }, until: { by: '1.24.4' } } },
      { role: 'exec', range: { since: { by: '1.19' }, until: { after: '1.19', by: '1.21.13' } } },
    ]);
  });
});

describe('ranges never claim more than was tested', () => {
  const entry = caseOf('a/case', { link: ['emsdk'] });
  const along = (outcomes: readonly (string | Partial<Cell>)[]): Cell[] =>
    EM.map((emsdk, index) => {
      const outcome = outcomes[index]!;
      return typeof outcome === 'string'
        ? cellOf({ emsdk }, outcome === '' ? [] : [`link=${outcome}`])
        : { ...cellOf({ emsdk }, []), ...outcome };
    });

  it('passes over versions that were not tested', () => {
    const cells = along(['', { status: 'infra' }, 'undefined-symbol:f', { status: 'skip' }]);
    expect(one(cells, entry, 'undefined-symbol:f').emsdk).toEqual({
      since: { after: '2.0.12', by: '3.1.69' },
      until: null,
      holes: [],
      unknown: ['3.1.6', '6.0.5'],
    });
  });

  it('names holes, and where a neighbour fails differently ends with it', () => {
    const cells = along(['undefined-symbol:f', '', 'undefined-symbol:f', 'duplicate-symbol:g']);
    const brk = one(cells, entry, 'undefined-symbol:f');
    expect(brk.emsdk).toEqual({
      since: { after: null, by: '2.0.12' },
      until: { after: '3.1.69', by: '6.0.5' },
      holes: ['3.1.6'],
    });
    expect(one(cells, entry, 'duplicate-symbol:g').always).toBe(false);
  });

  it('claims nothing of a version where the break is only a further cause', () => {
    const cells = along([
      '',
      'undefined-symbol:f',
      { ...cellOf({ emsdk: EM[2]! }, ['link=duplicate-symbol:g']), also: ['undefined-symbol:f'] },
      '',
    ]);
    expect(one(cells, entry, 'undefined-symbol:f').emsdk).toMatchObject({
      until: { after: '3.1.6', by: '6.0.5' },
      unknown: ['3.1.69'],
    });
  });

  it('takes a boundary only from the same partners', () => {
    const load = caseOf('a/case', { load: ['go', 'emsdk'] });
    const cells = [
      cellOf({ go: GO[0]!, emsdk: EM[0]! }, []),
      cellOf({ go: GO[1]!, emsdk: EM[1]! }, ['load=trap-unreachable:x']),
      cellOf({ go: GO[1]!, emsdk: EM[2]! }, []),
    ];
    const brk = one(cells, load, 'trap-unreachable:x');
    expect(brk).toMatchObject({ blame: 'emsdk', always: false });
    expect(brk.emsdk).toEqual({
      since: { after: null, by: '3.1.6' },
      until: { after: '3.1.6', by: '3.1.69' },
      holes: [],
      unknown: ['2.0.12'],
    });
  });

  it('distinguishes two origins of one version', () => {
    const cells = [cellOf({ emsdk: 'em6.0.5' }, []), cellOf({ emsdk: 'em6.0.5-debian' }, ['link=undefined-symbol:f'])];
    expect(one(cells, entry, 'undefined-symbol:f').emsdk?.since).toEqual({ after: '6.0.5', by: '6.0.5-debian' });
  });
});

it('joins what several cases say of one break, and takes the first cell as its evidence', () => {
  const cases = ['a/one', 'b/two'].map((name) => caseOf(name, { link: ['emsdk'] }));
  const cells = cases.flatMap(({ name }, index) =>
    EM.map((emsdk, e) => cellOf({ emsdk }, e >= 2 - index ? ['link=undefined-symbol:f'] : [], { case: name })),
  );
  const [brk] = derive([...cells].reverse(), ...cases);
  expect(brk).toMatchObject({
    cases: ['a/one', 'b/two'],
    emsdk: { since: { after: '2.0.12', by: '3.1.6' } },
    evidence: { cell: 'a/one@em3.1.69-debian', step: 'link' },
    shape: 'undefined-symbol:*',
  });
});

describe('several places of one break', () => {
  const F = 'undefined-symbol:f';
  const along = (name: string, broken: (at: number) => boolean): Cell[] =>
    EM.map((emsdk, at) => cellOf({ emsdk }, broken(at) ? [`link=${F}`] : [], { case: name }));
  const cases = ['a/one', 'b/two'].map((name) => caseOf(name, { link: ['emsdk'] }));

  it('blame the tool that makes a difference in one of them', () => {
    const [brk] = derive([...along('a/one', () => true), ...along('b/two', (at) => at > 1)], ...cases);
    expect(brk).toMatchObject({ blame: 'emsdk', always: false, parts: [{ always: true }, { always: false }] });
  });

  it('blame all tools of all their steps where nothing makes a difference', () => {
    const entry = caseOf('a/one', { build: ['go'], link: ['emsdk'] });
    const cells = [cellOf({ go: GO[0], emsdk: EM[0] }, [`build=${F}`, `link=${F}`], { case: 'a/one' })];
    expect(derive(cells, entry)[0]).toMatchObject({ blame: 'go+emsdk', always: true });
  });

  it('are patchy where one of them is', () => {
    const entries = cases.map(({ name }) => caseOf(name, { load: ['emsdk', 'node'] }));
    const grid = (name: string, broken: (em: number, node: number) => boolean) =>
      EM.flatMap((emsdk, e) =>
        NODE.map((node, n) => cellOf({ emsdk, node }, broken(e, n) ? [`load=${F}`] : [], { case: name })),
      );
    const [brk] = derive(
      [...grid('a/one', (e, n) => e < 2 && n > 0), ...grid('b/two', (e, n) => e + n > 3)],
      ...entries,
    );
    expect([brk!.patchy, ...brk!.parts!.map(({ patchy }) => patchy)]).toEqual([true, undefined, true]);
  });

  it('have parts where in one of them a role of another name decides', () => {
    const mixed = caseOf('a/one', { link: ['link'] }, { link: 'emsdk' });
    const cells = [
      ...EM.map((link, at) => cellOf({ link }, at > 1 ? [`link=${F}`] : [], { case: 'a/one' })),
      ...along('b/two', (at) => at > 1),
    ];
    expect(derive(cells, mixed, cases[1]!)[0]!.parts).toMatchObject([
      { along: [{ role: 'link' }] },
      { along: [{ role: 'emsdk' }] },
    ]);
  });

  it('say of each role which versions never met its partners', () => {
    const entry = caseOf('a/one', { link: ['link', 'object'] }, { link: 'emsdk', object: 'emsdk' });
    const cells = EM.flatMap((link, l) =>
      EM.map((object, o) =>
        cellOf({ link, object }, l < 2 && o >= 2 ? [`link=${F}`] : [], {
          case: 'a/one',
          ...(o === 1 ? { status: 'infra' as const } : {}),
        }),
      ),
    );
    expect(derive(cells, entry)[0]!.parts![0]!.along).toMatchObject([
      { role: 'link', range: { since: { after: null, by: '2.0.12' }, until: { after: '3.1.6', by: '3.1.69' } } },
      { role: 'object', range: { since: { after: '2.0.12', by: '3.1.69' }, until: null, unknown: ['3.1.6'] } },
    ]);
  });

  it('distinguish single roles also where only some partners do', () => {
    const entry = caseOf('a/one', { link: ['go', 'link', 'object'] }, { link: 'emsdk', object: 'emsdk' });
    const cells = GO.slice(0, 2).flatMap((go, g) =>
      EM.flatMap((link, l) =>
        EM.map((object, o) =>
          cellOf({ go, link, object }, g > 0 || (l < 2 && o >= 2) ? [`link=${F}`] : [], { case: 'a/one' }),
        ),
      ),
    );
    expect(derive(cells, entry)[0]!.parts![0]!.along.map(({ role }) => role)).toEqual(['go', 'link', 'object']);
  });
});

describe('what cannot be placed', () => {
  it('is a break of a case that is not described: it has no blame', () => {
    const cells = [cellOf({ emsdk: EM[0] }, ['link=undefined-symbol:f'])];
    expect(derive(cells)).toMatchObject([
      { id: 'undefined-symbol:f', blame: '', affected: ['a/case@em2.0.12-debian'] },
    ]);
  });

  it('is an id of no kind: it is none of the breaks', () => {
    const cells = [cellOf({ emsdk: EM[0] }, ['link=no-kind-of-ours:f', 'link=undefined-symbol:f'])];
    expect(derive(cells, caseOf('a/case', { link: ['emsdk'] })).map(({ id }) => id)).toEqual(['undefined-symbol:f']);
  });
});

it('asks knowledge with the messages and unmet expectations that are stored', () => {
  const cells = [cellOf({ emsdk: EM[0] }, ['link=undefined-symbol:f'])];
  const key = cells[0]!.breaks[0]!.evidence;
  const known = (text: string, stored: object) => {
    const entry = knownBreak({ name: 'n', match: { kind: ['undefined-symbol'], text: [text] } });
    const evidence = new Map([[key, { diagnostics: [{ message: 'said so' }], ...stored } as never]]);
    return deriveBreaks(cells, [], evidence, indexKnowledge([entry]))[0]!.known;
  };
  expect([known('said', {}), known('not met', { unmet: ['was not met'] }), known('other', {})]).toEqual([
    'n',
    'n',
    undefined,
  ]);
});
