import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readShippedKnowledge } from '../../breaks/knowledge/knowledge.fixture.ts';
import type { Results } from '../../model/results.ts';
import { inRange } from '../../model/versions.ts';
import { nameResults } from '../query/context.ts';
import { listNeighbours } from './neighbours.ts';
import { lookUpUpgrade } from './upgrade.ts';

const RESULTS = JSON.parse(readFileSync(new URL('../../../reports/results.json', import.meta.url), 'utf8')) as Results;
const KNOWLEDGE = readShippedKnowledge();
const CONTEXT = nameResults({ knowledge: KNOWLEDGE }, RESULTS);
const NEIGHBOURS = listNeighbours(CONTEXT.index);
const versionOf = (id: string) => RESULTS.toolchains.find((one) => one.id === id)!.version;

const step = (pair: (typeof NEIGHBOURS)[number]) =>
  lookUpUpgrade(CONTEXT, { moves: [{ tool: pair.tool, from: pair.older, to: pair.newer }], stays: [] });

describe('neighbouring versions', () => {
  it('are all there', () => {
    expect(NEIGHBOURS.length).toBe(7 + 6 + 5);
  });

  it.each(NEIGHBOURS)('$older to $newer lists what the results say', (pair) => {
    const answer = step(pair);
    const of = (items: typeof answer.breaks) => items.flatMap(({ ids, cases }) => [...ids, ...cases]);
    const sorted = (names: Iterable<string>) => [...new Set(names)].sort();
    const said = computeByHand(pair);
    expect(sorted(of(answer.breaks))).toEqual(sorted(said.breaks));
    expect(sorted(of(answer.fixed.filter(({ cases }) => cases.length > 0)))).toEqual(sorted(said.fixed));
    // What breaks on some combinations only is to be looked at.
    expect(sorted(of(answer.lookAt.filter(({ reason }) => reason === 'partly')))).toEqual(sorted(said.partly));
    expect(
      [...answer.breaks, ...answer.lookAt, ...answer.fixed].filter(
        ({ basis, cases }) => cases.length > 0 && basis !== 'measured',
      ),
    ).toEqual([]);
  });
});

/** The same from the cells alone, in another way: each cell of the newer version, and its twin with the older. */
function computeByHand({ tool, older, newer }: (typeof NEIGHBOURS)[number]) {
  const key = (name: string, on: Readonly<Record<string, string>>) =>
    `${name} ${JSON.stringify(Object.entries(on).sort())}`;
  const byName = new Map(RESULTS.cells.map((cell) => [key(cell.case, cell.on), cell]));
  const tags = new Map(RESULTS.cases.map((one) => [one.name, one.tags]));
  const result = { breaks: new Set<string>(), partly: new Set<string>(), fixed: new Set<string>() };
  for (const { name, roles } of RESULTS.cases) {
    if (tags.get(name)!.includes('claim')) continue;
    const own = Object.keys(roles).filter((role) => roles[role] === tool);
    const twins = RESULTS.cells.flatMap((cell) => {
      const moved = own.filter((role) => Object.hasOwn(cell.on, role));
      if (cell.case !== name || moved.length === 0 || moved.some((role) => cell.on[role] !== newer)) return [];
      const twin = byName.get(key(name, { ...cell.on, ...Object.fromEntries(moved.map((role) => [role, older])) }));
      const isVerdict = (status?: string) => status === 'pass' || status === 'break';
      return twin && isVerdict(cell.status) && isVerdict(twin.status) ? [{ cell, twin }] : [];
    });
    const ids = (cells: readonly Results['cells'][number][]) =>
      cells.flatMap(({ breaks }) => breaks.flatMap(({ id }) => [id, name]));
    const passed = twins.filter(({ twin }) => twin.status === 'pass');
    const lost = passed.filter(({ cell }) => cell.status === 'break');
    const list = lost.length === passed.length ? result.breaks : result.partly;
    for (const id of ids(lost.map(({ cell }) => cell))) list.add(id);
    for (const id of ids(
      twins.filter(({ cell, twin }) => cell.status === 'pass' && twin.status === 'break').map(({ twin }) => twin),
    ))
      result.fixed.add(id);
  }
  return result;
}

describe('knowledge', () => {
  it.each(NEIGHBOURS)('whose window lies between $older and $newer is in a list', (pair) => {
    const answer = step(pair);
    const known = new Set([...answer.breaks, ...answer.lookAt, ...answer.fixed].map((item) => item.known));
    const [from, to] = [versionOf(pair.older), versionOf(pair.newer)];
    const between = KNOWLEDGE.filter(({ documented }) => {
      const range = documented[pair.tool];
      return range !== undefined && inRange(pair.tool, from, range) !== inRange(pair.tool, to, range);
    });
    expect(between.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
  });

  it('of versions between the two only is in a list', () => {
    const answer = lookUpUpgrade(CONTEXT, { moves: [{ tool: 'emsdk', from: '3.1.6', to: '6.0.5' }], stays: [] });
    const between = answer.lookAt.filter(({ reason }) => reason === 'between').map(({ id }) => id);
    expect(between).toEqual(
      expect.arrayContaining(['memcpy-js-import', 'growable-buffer-in-6.0.2', 'temp-ret-export']),
    );
    expect(between).not.toContain('heap-views-not-exported');
  });
});

describe('several tools at once', () => {
  const GO = { tool: 'go', from: '1.22', to: '1.27' } as const;
  const find = (answer: ReturnType<typeof lookUpUpgrade>, list: 'breaks' | 'lookAt' | 'fixed', known: string) =>
    answer[list].find((item) => item.known === known);

  it('that the cells deny are to be looked at, and no fix: 64 bit memories run on node 22 as on 24', () => {
    const { fixed, lookAt } = step(NEIGHBOURS.find(({ older }) => older === 'node22.23.3')!);
    const memory64 = lookAt.filter(({ known }) => known === 'memory64-unsupported');
    expect(memory64).toMatchObject([{ reason: 'denied', documented: { node: '<24' }, cases: [] }]);
    expect(fixed.map(({ known }) => known)).not.toContain('memory64-unsupported');
    // What was measured on neither side may still be promised.
    expect(NEIGHBOURS.some((pair) => step(pair).fixed.some(({ cases }) => cases.length === 0))).toBe(true);
  });

  it('are compared with all older versions at once where that was measured, and say where it was not', () => {
    const emsdk = { tool: 'emsdk', from: '3.1.6', to: '6.0.5' } as const;
    const node = { tool: 'node', from: '16', to: '20' } as const;
    const answer = lookUpUpgrade(CONTEXT, { moves: [GO, emsdk, node], stays: [] });
    expect(find(answer, 'breaks', 'heap-views-not-exported')).toMatchObject({ reason: 'all', basis: 'parts' });
    expect(find(answer, 'breaks', 'module-asm-removed')).toMatchObject({ reason: 'all', basis: 'measured' });
    expect(find(answer, 'breaks', 'module-asm-removed')?.cures).not.toEqual([]);
    // Goes with Go alone, which has no part in Emscripten's cases.
    expect(find(answer, 'fixed', 'wasmexport-before-1.24')).toMatchObject({ basis: 'measured' });
  });

  it('take tested neighbours and documented windows for versions that were not tested', () => {
    const emsdk = { tool: 'emsdk', from: '3.1.50', to: '4.0.10' } as const;
    const answer = lookUpUpgrade(CONTEXT, { moves: [emsdk], stays: [] });
    expect(find(answer, 'breaks', 'heap-views-not-exported')).toMatchObject({ basis: 'documented' });
    // 4.0.12 is newer than where it goes, though the next tested version, 6.0.5, has it.
    expect(find(answer, 'breaks', 'factory-always-gives-a-promise')).toBeUndefined();
    expect(find(answer, 'lookAt', 'factory-always-gives-a-promise')).toBeUndefined();
    // Its tested neighbours agree.
    const within = lookUpUpgrade(CONTEXT, { moves: [{ ...GO, from: '1.21.3', to: '1.25.2' }], stays: [] });
    expect(find(within, 'fixed', 'wasmexport-before-1.24')).toMatchObject({ basis: 'neighbours' });
  });

  it('leave hosts out that somebody else has', () => {
    const emsdk = { tool: 'emsdk', from: '3.1.69', to: '6.0.5' } as const;
    const on = (version: string) => lookUpUpgrade(CONTEXT, { moves: [emsdk], stays: [{ tool: 'node', version }] });
    expect(find(on('16'), 'breaks', 'wide-table-index')).toMatchObject({ reason: 'all' });
    expect(find(on('20'), 'lookAt', 'wide-table-index')).toBeUndefined();
    expect(find(on('20'), 'lookAt', 'generated-code-needs-newer-node')).toBeUndefined();
    expect(find(on('16'), 'lookAt', 'generated-code-needs-newer-node')).toMatchObject({ reason: 'documented' });
  });

  it('refuse what is no upgrade', () => {
    const from = (older: string, newer: string) => () =>
      lookUpUpgrade(CONTEXT, { moves: [{ tool: 'emsdk', from: older, to: newer }], stays: [] });
    expect(from('6.0.5', '3.1.69')).toThrow('Emscripten 6.0.5 is not older than 3.1.69');
    expect(from('3.1.69', '3.1.69')).toThrow('is not older');
    expect(from('new', '3.1.69')).toThrow('is no Emscripten version');
  });
});
