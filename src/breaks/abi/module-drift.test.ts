import { describe, expect, it } from 'vitest';
import type { Cell, ModuleEntry, ModuleSurface, Results } from '../../model/results.ts';
import { caseOf, toolchainOf } from '../evidence.fixture.ts';
import { driftModules, steadyModules } from './module-drift.ts';

const entry = (text: string): ModuleEntry => {
  const [, module, name = '', type = '() -> void'] = /^(?:(\w+)\.)?(\S+)(?: (.+))?$/.exec(text)!;
  const kind = type.includes('pages') ? 'memory' : 'function';
  return module === undefined ? { name, kind, type } : { module, name, kind, type };
};
const surface = (imports: readonly string[], exports: readonly string[] = []): ModuleSurface => ({
  imports: imports.map(entry),
  exports: exports.map(entry),
});

/** Results of a case that one or two tools build, a module for each combination. */
function resultsOf(modules: readonly (readonly [go: string, emsdk: string, surface: ModuleSurface | null])[]): Results {
  const cells = modules.map(
    ([go, emsdk, made], place): Cell => ({
      case: 'page/view',
      on: { go, emsdk },
      status: made ? 'pass' : 'break',
      breaks: [],
      also: [],
      ...(made ? { modules: { 'build/lib.wasm': `${place}` } } : {}),
    }),
  );
  const gos = [...new Set(modules.map(([go]) => go))].map((id) => toolchainOf(id, 'go', id.slice(2)));
  const ems = [...new Set(modules.map(([, em]) => em))].map((id) => toolchainOf(id, 'emsdk', id.slice(2)));
  return {
    schema: 3,
    fingerprints: 1,
    toolchains: [...gos, ...ems],
    cases: [caseOf('page/view', { build: ['go', 'emsdk'] })],
    cells,
    breaks: [],
    evidence: {},
    tests: {},
    modules: Object.fromEntries(modules.flatMap(([, , made], place) => (made ? [[`${place}`, made]] : []))),
  };
}

const along = (...surfaces: readonly (ModuleSurface | null)[]) =>
  driftModules(resultsOf(surfaces.map((made, place) => ['go1.23.0', `em${place + 1}.0.0`, made])));

describe('driftModules', () => {
  it('finds nothing where nothing changed but the size of a memory', () => {
    const results = resultsOf([
      ['go1.23.0', 'em1.0.0', surface(['env.f'], ['memory 16 pages'])],
      ['go1.23.0', 'em2.0.0', surface(['env.f'], ['memory 17 pages'])],
    ]);
    expect(driftModules(results)).toEqual([]);
    expect(steadyModules(results, [])).toEqual(['page/view:build/lib.wasm']);
  });

  it('finds imports and exports that came, went and changed', () => {
    const [drift] = along(
      surface(['env.f', 'env.g (i32) -> void'], ['a']),
      surface(['env.g (i64) -> void', 'env.h'], ['b']),
    );
    expect(drift).toMatchObject({
      tool: 'emsdk',
      before: 'em1.0.0',
      after: 'em2.0.0',
      modules: ['page/view:build/lib.wasm with go=go1.23.0'],
      change: {
        kind: 'named',
        imports: {
          added: [{ name: 'h' }],
          removed: [{ name: 'f' }],
          changed: [{ before: { type: '(i32) -> void' }, after: { type: '(i64) -> void' } }],
        },
        exports: { added: [{ name: 'b' }], removed: [{ name: 'a' }] },
      },
    });
  });

  it('finds imports that only another module is asked for', () => {
    const [drift] = along(surface(['go.run', 'go.debug']), surface(['gojs.run']));
    expect(drift!.change).toMatchObject({
      renamed: [{ from: 'go', to: 'gojs', names: ['run'] }],
      imports: { added: [], removed: [{ name: 'debug' }] },
    });
  });

  it('compares with the nearest older version that made the module', () => {
    const drifts = along(surface(['env.f']), null, surface(['env.g']));
    expect(drifts.map(({ before, after }) => [before, after])).toEqual([['em1.0.0', 'em3.0.0']]);
  });

  it('compares only numbers where names are minified', () => {
    const minified = surface(['a.a', 'a.b'], ['c']);
    expect(along(surface(['a.a', 'a.b (i32) -> i32'], ['d']), minified)).toEqual([]);
    expect(along(minified, surface(['a.a', 'a.b', 'a.c'], ['d']))).toMatchObject([
      { change: { kind: 'minified', imports: [2, 3], exports: [1, 1] } },
    ]);
    expect(along(surface(['env.b']), surface(['env.cos']))).toMatchObject([{ change: { kind: 'named' } }]);
  });

  it('lists one change of several modules once', () => {
    const [old, now] = [surface(['env.f']), surface(['env.g'])];
    const drifts = driftModules(
      resultsOf([
        ['go1.23.0', 'em1.0.0', old],
        ['go1.23.0', 'em2.0.0', now],
        ['go1.24.0', 'em1.0.0', old],
        ['go1.24.0', 'em2.0.0', now],
      ]),
    );
    expect(drifts.map(({ modules }) => modules.length)).toEqual([2]);
  });

  it('sorts versions and modules, in whatever order the cells are', () => {
    const [one, two, three] = [surface(['env.f']), surface(['env.g']), surface(['env.h'])];
    const drifts = driftModules(
      resultsOf([
        ['go1.24.0', 'em3.0.0', three],
        ['go1.23.0', 'em3.0.0', three],
        ['go1.24.0', 'em2.0.0', two],
        ['go1.23.0', 'em2.0.0', two],
        ['go1.24.0', 'em1.0.0', one],
        ['go1.23.0', 'em1.0.0', one],
      ]),
    );
    const modules = ['1.23.0', '1.24.0'].map((go) => `page/view:build/lib.wasm with go=go${go}`);
    expect(drifts.map(({ before, after, modules }) => [before, after, modules])).toEqual([
      ['em1.0.0', 'em2.0.0', modules],
      ['em2.0.0', 'em3.0.0', modules],
    ]);
  });

  it('sorts different changes between the same versions by their modules', () => {
    const drifts = driftModules(
      resultsOf([
        ['go1.24.0', 'em1.0.0', surface(['env.a1'])],
        ['go1.24.0', 'em2.0.0', surface(['env.b1'])],
        ['go1.23.0', 'em1.0.0', surface(['env.a2'])],
        ['go1.23.0', 'em2.0.0', surface(['env.b2'])],
      ]),
    );
    const along = drifts.filter(({ tool }) => tool === 'emsdk').map(({ modules }) => modules);
    expect(along).toEqual([
      ['page/view:build/lib.wasm with go=go1.23.0'],
      ['page/view:build/lib.wasm with go=go1.24.0'],
    ]);
  });

  it('names what else makes a module, or nothing where nothing does', () => {
    const modules = { 1: surface(['env.f']), 2: surface(['env.g']) };
    const alone = ['em1.0.0', 'em2.0.0'].map((emsdk, place): Cell => {
      const on = { go: 'go1.23.0', emsdk, node: 'node20.0.0' };
      const made = { 'alone/a.wasm': `${place + 1}`, 'three/b.wasm': `${place + 1}` };
      return { case: 'page/view', on, status: 'pass', breaks: [], also: [], modules: made };
    });
    const cases = [caseOf('page/view', { alone: ['emsdk'], three: ['go', 'emsdk', 'node'] })];
    const [drift] = driftModules({ ...resultsOf([]), cases, cells: alone, modules });
    expect(drift!.modules).toEqual([
      'page/view:alone/a.wasm',
      'page/view:three/b.wasm with go=go1.23.0+node=node20.0.0',
    ]);
  });

  it('keeps imports apart that went to different modules', () => {
    const [drift] = along(surface(['go.run', 'go.stop', 'env.f']), surface(['gojs.run', 'gojs.stop', 'js.f']));
    expect(drift!.change).toMatchObject({
      renamed: [
        { from: 'go', to: 'gojs', names: ['run', 'stop'] },
        { from: 'env', to: 'js', names: ['f'] },
      ],
    });
  });

  it('finds one import more beside one of another type', () => {
    const drifts = along(surface(['env.g (i32) -> void']), surface(['env.g (i64) -> void', 'env.h']));
    expect(drifts).toHaveLength(1);
  });

  it.each([
    ['one side alone', ['a.a', 'a.b'], ['env.f', 'env.g', 'env.h'], 'minified'],
    ['names of two letters beside single ones', ['a.a', 'a.b', 'a.zz'], ['a.a', 'a.b'], 'minified'],
    ['a long name among short ones', ['a.a', 'env.long'], ['a.a', 'env.longer'], 'named'],
  ])('takes %s for minified names or not', (_, before, after, kind) => {
    expect(along(surface(before), surface(after))).toMatchObject([{ change: { kind } }]);
  });

  it('compares names where nothing is imported', () => {
    expect(along(surface([], ['a']), surface([], ['b']))).toMatchObject([{ change: { kind: 'named' } }]);
  });

  it('compares the numbers of exports where names are minified', () => {
    expect(along(surface(['a.a'], ['x']), surface(['a.a'], ['y', 'z']))).toMatchObject([
      { change: { kind: 'minified', imports: [1, 1], exports: [1, 2] } },
    ]);
  });
});

describe('steadyModules', () => {
  it('lists the modules without a change, sorted', () => {
    const [one, two] = [surface(['env.f']), surface(['env.g'])];
    const results = resultsOf([
      ['go1.23.0', 'em1.0.0', one],
      ['go1.23.0', 'em2.0.0', two],
    ]);
    const cells = results.cells.map((cell) => ({
      ...cell,
      modules: { ...cell.modules, 'z/b.wasm': '0', 'a/b.wasm': '0' },
    }));
    const more = { ...results, cells };
    expect(steadyModules(more, driftModules(more))).toEqual(['page/view:a/b.wasm', 'page/view:z/b.wasm']);
  });
});
