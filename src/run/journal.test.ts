import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StepState } from '../model/record.ts';
import { beginJournal, fromJournal, type JournalHeader, toJournal } from './journal.ts';
import { readJournal } from './read-journal.ts';
import { recordCell } from './records.ts';

let store: string;
beforeEach(() => {
  store = mkdtempSync(join(tmpdir(), 'emrift-journal-'));
});
afterEach(() => rmSync(store, { recursive: true, force: true }));

const cell = {
  case: 'a/b',
  on: { go: 'go1.23.0' },
  steps: [['s', 'a/b/s@go1.23.0']] as const,
  workarounds: { w: [['s', 'a/b/s!w@go1.23.0']] as const },
};
const header = (started: string): JournalHeader => ({
  kind: 'header',
  schema: 4,
  emrift: '0',
  started,
  shard: '1/1',
  cases: [],
  cells: [cell],
});

it('holds the plan first and then what happened, from which the cells can be derived again', () => {
  const journal = beginJournal(store, header('2026-01-02T03:04:05.678Z'));
  const blocked: StepState = { kind: 'blocked', by: 'x' };
  for (const key of ['a/b/s@go1.23.0', 'a/b/s!w@go1.23.0'])
    journal.append({ kind: 'step', key, state: blocked, executed: false, wallMs: 0, cpuMs: 0 });
  journal.append({ kind: 'end', ended: '2026-01-02T03:04:06.000Z', interrupted: false });
  const events = readFileSync(journal.path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events.map((event) => event.kind)).toEqual(['header', 'step', 'step', 'end']);
  const states = new Map<string, StepState>(
    events.filter((event) => event.kind === 'step').map((event) => [event.key, event.state]),
  );
  expect(recordCell(fromJournal(events[0].cells[0]), states)).toEqual({
    case: 'a/b',
    on: cell.on,
    steps: [['s', blocked]],
    workarounds: { w: [['s', blocked]] },
  });
  expect(recordCell(fromJournal(events[0].cells[0]), new Map())).toBeNull();
});

it('has what a plan has', () => {
  expect(toJournal({ ...fromJournal(cell), name: 'a/b@go1.23.0' })).toEqual(cell);
});

it('keeps the newest journals only', () => {
  for (let day = 10; day < 60; day++) beginJournal(store, header(`20${day}-01-01T00:00:00.000Z`));
  const kept = readdirSync(join(store, 'runs')).sort();
  expect(kept.length).toBe(31);
  expect(kept.at(-1)).toMatch(/^2059-/);
  expect(kept[0]).toMatch(/^2029-/);
});

it('is read in its first format, in which reported values were called told', () => {
  const evidence = { outcome: 'passed', exitCode: 0, diagnostics: [], unmet: [], log: '', modules: {} };
  const claims = [{ id: 'C1', states: 's', tests: [{ ask: 'tells', case: 'a/b', name: 'size', is: '7' }] }];
  const lines = [
    { ...header('2026-01-02T03:04:05.678Z'), schema: 1, claims },
    { kind: 'step', key: 'k', state: { kind: 'read', evidence: { ...evidence, told: { size: '7' } } }, cpuMs: 0 },
  ];
  const read = readJournal(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), 'old.jsonl');
  expect(read.header.claims).toMatchObject([{ tests: [{ ask: 'reports', name: 'size' }] }]);
  expect(read.events).toEqual([
    { ...lines[1], state: { kind: 'read', evidence: { ...evidence, reported: { size: '7' } } } },
  ]);
});
