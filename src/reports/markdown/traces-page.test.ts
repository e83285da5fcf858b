import { expect, it } from 'vitest';
import type { CaseEntry, Cell, ToolchainEntry } from '../../model/results.ts';
import { renderPages } from '../catalogue/render-pages.fixture.ts';
import { simulateResults } from '../simulate.fixture.ts';
import { REPORTED_VALUES_PATH, TRACES_PATH } from '../text/names.ts';

const GOS = ['go1.21.13', 'go1.22.12', 'go1.23.12'];
const entry = (name: string, tags: readonly string[]): CaseEntry => ({
  ...{ name, title: `What ${name} | says`, why: 'Because.', tags, refs: [], roles: { go: 'go' }, workarounds: [] },
  steps: [{ name: 'run', run: 'run', env: {}, uses: ['go'], axes: ['go'] }],
});
const cell = (name: string, go: string, reported: Record<string, string>): Cell => ({
  ...{ case: name, on: { go }, status: 'pass' as const, breaks: [], also: [] },
  reported,
});

const TOOLCHAINS = GOS.map((id): ToolchainEntry => {
  const version = id.slice(2);
  return {
    id,
    tool: 'go',
    version,
    origin: 'go.dev',
    provenance: 'published-hash',
    digest: 'sha256:0',
    asked: [version],
  };
});

function pages() {
  const results = {
    ...simulateResults(TOOLCHAINS, []),
    cases: [entry('trace/chains', ['trace', 'chains']), entry('trace/logs', ['trace']), entry('wasi/offers', [])],
    cells: GOS.flatMap((go, at) => [
      cell('trace/chains', go, {
        'run/os.ReadDir': at < 2 ? 'path_open×2 fd_readdir' : 'path_open fd_readdir',
        'run/os.Args': 'none',
      }),
      cell('trace/logs', go, { 'run/paths': 'addresses' }),
      cell('wasi/offers', go, { 'run/files': 'yes' }),
    ]),
  };
  return renderPages({ results, knowledge: [], hasTables: false, history: [], links: [] });
}

it('shows what a call leads to, with a row for each stretch of versions', () => {
  const page = pages().get(TRACES_PATH)!;
  expect(page).toContain('| `os.Args` | **none** | Go 1.21.13, 1.22.12, 1.23.12 |');
  expect(page).toContain('| `os.ReadDir` | path_open×2 fd_readdir | Go 1.21.13, 1.22.12 |');
  expect(page).toContain('| | path_open fd_readdir | Go 1.23.12 |');
  expect(page).toMatch(/## What hosts log by themselves[\s\S]*\| addresses \|/);
});

it('leaves other values where they were', () => {
  const page = pages().get(REPORTED_VALUES_PATH)!;
  expect(page).toContain('wasi/offers');
  expect(page).not.toContain('trace/chains');
  expect(page).toContain(TRACES_PATH);
});
