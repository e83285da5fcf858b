import { expect, it } from 'vitest';
import { caseOf, cellOf, toolchainOf } from '../../breaks/evidence.fixture.ts';
import type { CellOutcomes } from '../../model/outcomes.ts';
import type { Cell, Results } from '../../model/results.ts';
import { renderConformancePage } from '../markdown/conformance-page.ts';
import { countTests, findHoles, gatherConformance, printTestCounts } from './conformance.ts';
import { nameResults } from './context.ts';

const ran = (outcomes: Partial<CellOutcomes>): CellOutcomes => ({ tests: 'all', exitCode: 0, ...outcomes });
const cells = (name: string, guest: Record<string, string>, outcomes: CellOutcomes | null): Cell => ({
  ...cellOf({ ...guest, wazero: 'wazero1.12.0' }, [], outcomes ? { outcomes: { run: outcomes } } : { status: 'infra' }),
  case: name,
});
const results = {
  schema: 3,
  fingerprints: 1,
  toolchains: [
    toolchainOf('go1.23.5', 'go', '1.23.5'),
    toolchainOf('go1.27.4', 'go', '1.27.4'),
    toolchainOf('em6.0.5', 'emsdk', '6.0.5'),
    toolchainOf('wazero1.12.0', 'wazero', '1.12.0'),
  ],
  cases: [
    { ...caseOf('wasi/go', { run: ['go', 'wazero'] }), tags: ['conformance'] },
    { ...caseOf('wasi/again', { run: ['go', 'wazero'] }), tags: ['conformance'] },
    { ...caseOf('wasi/c', { run: ['emsdk', 'wazero'] }), tags: ['conformance'] },
    caseOf('wasi/else', { run: ['go', 'wazero'] }),
  ],
  cells: [
    cells('wasi/go', { go: 'go1.23.5' }, ran({ fail: ['fs/seek'], details: { 'fs/seek': 'got | 3' } })),
    cells(
      'wasi/go',
      { go: 'go1.27.4' },
      ran({ fail: ['fs/seek'], skip: 'one', details: { 'sock/accept': 'not applicable: no' } }),
    ),
    cells('wasi/again', { go: 'go1.23.5' }, ran({ tests: 'one', exitCode: 134, cut: true, open: 'fs/read' })),
    cells('wasi/c', { emsdk: 'em6.0.5' }, ran({})),
    cells('wasi/again', { go: 'go1.27.4' }, null),
    cells('wasi/else', { go: 'go1.27.4' }, ran({ fail: ['fs/read'] })),
  ],
  breaks: [],
  evidence: {},
  modules: {},
  tests: { all: ['fs/read', 'fs/seek', 'sock/accept'], one: ['sock/accept'] },
} satisfies Results;
const context = nameResults({ knowledge: [] }, results);

it('counts what was asked, whatever became of it', () => {
  const { tests, badEnds } = gatherConformance(context);
  const of = (name: string, go: string) =>
    printTestCounts(countTests(tests.filter(({ cell, builder }) => cell.case === name && builder === go)));
  expect(of('wasi/go', 'go1.23.5')).toBe('2 of 3 pass, 1 fail');
  expect(of('wasi/go', 'go1.27.4')).toBe('1 of 3 pass, 1 fail, 1 not applicable');
  expect(of('wasi/again', 'go1.23.5')).toBe('1 of 3 pass, 2 not reached');
  expect(of('wasi/again', 'go1.27.4')).toBe('0 of 3 pass, 3 not run');
  expect(tests.some(({ cell }) => cell.case === 'wasi/else')).toBe(false);
  expect(badEnds.map(({ reason }) => reason)).toEqual(['exit code 134, in fs/read', 'not run']);
});

it('asks of a step only what steps with the same questions ask, on any host', () => {
  const steps = ['files', 'ends'];
  const entry = caseOf('wasi/two', { files: ['go', 'wazero'], ends: ['go', 'wazero'] });
  const on = { go: 'go1.23.5', wazero: 'wazero1.12.0' };
  const outcomes = { files: ran({ fail: ['fs/seek'] }), ends: ran({ tests: 'ends' }) };
  const two = {
    ...results,
    cases: [{ ...entry, tags: ['conformance'] }],
    cells: [{ ...cellOf(on, [], { outcomes }), case: 'wasi/two' }],
    tests: { all: ['fs/read', 'fs/seek'], ends: ['exit/0'] },
  };
  const { tests } = gatherConformance(nameResults({ knowledge: [] }, two));
  expect(printTestCounts(countTests(tests))).toBe('2 of 3 pass, 1 fail');
  expect(new Set(tests.map(({ step }) => step))).toEqual(new Set(steps));
});

it('calls a toolchain the hole only where the other one passes on the same host, on all versions', () => {
  const { tests } = gatherConformance(context);
  expect(findHoles(tests, context.index.toolOf)).toEqual([
    { name: 'fs/seek', host: 'wazero1.12.0', passes: 'emsdk', fails: 'go', detail: 'got | 3' },
  ]);
});

it('shows the denominators, and escapes what programs say', () => {
  const page = renderConformancePage(context);
  expect(page).toContain('## Guests made by Go');
  expect(page).toContain('| Go 1.27.4 | **1**/6, 1 fail, 1 not applicable, 3 not run |');
  expect(page).toContain('| `fs/seek` | Go | Emscripten | wazero 1.12.0 | got &#124; 3 |');
  expect(page).toContain('exit code 134, in fs/read');
});
