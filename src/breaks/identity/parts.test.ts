import { describe, expect, it } from 'vitest';
import { derive, EM, GO, NODE, one } from '../attribution/derive.fixture.ts';
import { deriveBreaks } from '../attribution/derive-breaks.ts';
import { caseOf, cellOf } from '../evidence.fixture.ts';
import { indexKnowledge } from '../knowledge/find-known.ts';
import type { KnownBreak } from '../knowledge/knowledge.ts';
import { sortCells } from '../order.ts';

describe('where one range a tool would say too much', () => {
  it('says how each case stands', () => {
    const cases = ['a/js', 'b/wasip1'].map((name) => caseOf(name, { build: ['go'] }));
    const cells = cases.flatMap(({ name }, index) =>
      GO.map((go, g) =>
        cellOf({ go }, index === 0 || g < 2 ? ['build=buildmode-unsupported:c-shared'] : [], { case: name }),
      ),
    );
    const [brk] = derive(cells, ...cases);
    expect(brk).toMatchObject({ blame: 'go', always: false, go: { since: { after: null, by: '1.19' }, until: null } });
    expect(brk!.parts).toEqual([
      {
        case: 'a/js',
        blame: 'go',
        always: true,
        along: [{ role: 'go', tool: 'go', range: { since: { after: null, by: '1.19' }, until: null, holes: [] } }],
      },
      {
        case: 'b/wasip1',
        blame: 'go',
        always: false,
        along: [
          {
            role: 'go',
            tool: 'go',
            range: { since: { after: null, by: '1.19' }, until: { after: '1.21.13', by: '1.24.4' }, holes: [] },
          },
        ],
      },
    ]);
  });

  it('says how each role of one tool stands, the other held fast', () => {
    const entry = caseOf('a/case', { link: ['link', 'object'] }, { link: 'emsdk', object: 'emsdk' });
    const mix = (breaks: (link: number, object: number) => boolean) =>
      EM.flatMap((link, l) =>
        EM.map((object, o) => cellOf({ link, object }, breaks(l, o) ? ['link=undefined-symbol:f'] : [])),
      );
    const square = one(
      mix((l, o) => l < 2 && o >= 2),
      entry,
      'undefined-symbol:f',
    );
    expect(square.emsdk).toEqual({ since: { after: null, by: '2.0.12' }, until: null, holes: [] });
    expect(square.parts?.[0]?.along).toEqual([
      {
        role: 'link',
        tool: 'emsdk',
        range: { since: { after: null, by: '2.0.12' }, until: { after: '3.1.6', by: '3.1.69' }, holes: [] },
      },
      { role: 'object', tool: 'emsdk', range: { since: { after: '3.1.6', by: '3.1.69' }, until: null, holes: [] } },
    ]);
    expect(square.parts?.[0]?.patchy).toBeUndefined();

    const stairs = one(
      mix((l, o) => o < l),
      entry,
      'undefined-symbol:f',
    );
    expect(stairs.parts?.[0]).toMatchObject({ patchy: true, along: [{ role: 'link' }, { role: 'object' }] });
  });

  it('names the role where only another than the own one says it', () => {
    const entry = caseOf('a/case', { run: ['go', 'exec'] }, { exec: 'go' });
    const cells = GO.map((exec, index) =>
      cellOf({ go: GO[2]!, exec }, index === 0 ? ['run=import-module-missing:gojs'] : []),
    );
    expect(one(cells, entry, 'import-module-missing:gojs').parts?.[0]?.along).toMatchObject([
      { role: 'exec', tool: 'go', range: { since: { by: '1.19' }, until: { by: '1.21.13' } } },
    ]);
  });

  it('says so where not every combination inside the ranges breaks', () => {
    const entry = caseOf('a/case', { load: ['emsdk', 'node'] });
    const load = (breaks: (emsdk: number, node: number) => boolean) =>
      EM.flatMap((emsdk, e) =>
        NODE.map((node, n) => cellOf({ emsdk, node }, breaks(e, n) ? ['load=trap-unreachable:x'] : [])),
      );
    const all = one(
      load((e, n) => e < 2 && n > 0),
      entry,
      'trap-unreachable:x',
    );
    expect(all.patchy).toBeUndefined();
    expect(
      one(
        load((e, n) => e + n > 3),
        entry,
        'trap-unreachable:x',
      ).patchy,
    ).toBe(true);
  });

  it('needs no parts where all cases stand alike', () => {
    const cases = ['a/one', 'b/two'].map((name) => caseOf(name, { link: ['emsdk'] }));
    const cells = cases.flatMap(({ name }) =>
      EM.map((emsdk, e) => cellOf({ emsdk }, e >= 2 ? ['link=undefined-symbol:f'] : [], { case: name })),
    );
    expect(derive(cells, ...cases)[0]!.parts).toBeUndefined();
  });

  it('takes the explanation that fits all cases, and gives each part its own', () => {
    const cases = ['a/js', 'b/wasip1'].map((name) => caseOf(name, { build: ['go'] }));
    const entryFor = (
      name: string,
      match: Partial<KnownBreak['match']>,
      documented: KnownBreak['documented'] = {},
    ) => ({
      name,
      title: name,
      match: { kind: ['buildmode-unsupported'] as const, ...match },
      documented,
      explanation: 'x',
      cure: 'y',
      refs: ['z'],
      seen: 'measured' as const,
      example: 'w',
    });
    const knowledge = indexKnowledge([
      entryFor('js-only', { case: 'a/*' }, { go: '>=1.11' }),
      entryFor('wasip1-only', { case: 'b/*' }, { go: '<1.24' }),
      entryFor('both', { subject: ['c-shared'] }),
    ]);
    const cells = cases.flatMap(({ name }) => [
      cellOf({ go: GO[0]! }, ['build=buildmode-unsupported:c-shared'], { case: name }),
    ]);
    const [brk] = deriveBreaks(sortCells(cells), cases, new Map(), knowledge);
    expect(brk).toMatchObject({ known: 'both' });
    expect(brk!.documented).toBeUndefined();
    expect(brk!.parts).toMatchObject([
      { case: 'a/js', known: 'js-only', documented: { go: '>=1.11' } },
      { case: 'b/wasip1', known: 'wasip1-only', documented: { go: '<1.24' } },
    ]);
  });
});
