import { describe, expect, it } from 'vitest';
import { compareResults } from '../../breaks/comparison/compare-results.ts';
import { caseOf, failure, ran, recordOf, success, toolchainOf } from '../../breaks/evidence.fixture.ts';
import { listRenames } from '../../breaks/identity/renames.ts';
import { buildResults } from '../../breaks/results/assemble.ts';
import { mergeResults } from '../../breaks/results/merge-results.ts';
import { reidentify } from '../../breaks/results/re-identify.ts';
import { parseLog } from '../../evidence/diagnostics/parse-log.ts';
import type { StepState } from '../../model/record.ts';
import type { Results } from '../../model/results.ts';
import { readBreakHistories } from '../../reports/query/break-history.ts';
import type { HistoryEntry } from '../../reports/query/history.ts';
import { describeRun } from './history-lines.ts';

/**
 * Nights of a synthetic history, replayed through everything that turns what steps left into verdicts, results and the
 * record: each night is compared with what the nights before left.
 */

const LOGS: Readonly<Record<string, string>> = {
  'f missing': 'wasm-ld: error: a.o: undefined symbol: f\n',
  'f missing, in other words': 'error: undefined symbol: f (referenced by top-level compiled C/C++ code)\n',
  'g missing': 'wasm-ld: error: a.o: undefined symbol: g\n',
  'f and g missing': 'wasm-ld: error: a.o: undefined symbol: f\nwasm-ld: error: a.o: undefined symbol: g\n',
  'signatures differ': [
    'wasm-ld: error: function signature mismatch: f',
    '>>> defined as (i32) -> i32 in a.o',
    '>>> defined as () -> i32 in b.o',
  ].join('\n'),
};

/** What a cell comes to; `–` where it is not planned any more. */
type Outcome = keyof typeof LOGS | 'passes' | 'disk full' | 'no such file' | '–';

interface Night {
  readonly what: string;
  /** Of the cells on Emscripten 3.1.69 and 6.0.5. */
  readonly outcomes: readonly [Outcome, Outcome];
  /** The second cell gave another result when it was executed once more. */
  readonly isFlaky?: true;
  /** The Emscripten on the second column, where it is not 6.0.5. */
  readonly newest?: string;
  /** What lies there was identified by older rules. */
  readonly olderRules?: true;
  /** Verdicts of the two cells, `!` where it is news. */
  readonly expected: readonly [string, string];
  /** What the committed results say of the second cell afterwards. */
  readonly kept: string;
}

const f = 'undefined-symbol:f';
const g = 'undefined-symbol:g';

const NIGHTS: readonly Night[] = [
  { what: 'the first run', outcomes: ['passes', 'passes'], expected: ['same', 'same'], kept: 'pass' },
  { what: 'nothing happens', outcomes: ['passes', 'passes'], expected: ['same', 'same'], kept: 'pass' },
  { what: 'a break appears', outcomes: ['passes', 'f missing'], expected: ['same', 'regressed!'], kept: f },
  { what: 'it stays', outcomes: ['passes', 'f missing'], expected: ['same', 'same'], kept: f },
  {
    what: 'only its wording changes',
    outcomes: ['passes', 'f missing, in other words'],
    expected: ['same', 'same'],
    kept: f,
  },
  {
    what: 'its cause changes',
    outcomes: ['passes', 'signatures differ'],
    expected: ['same', 'changed!'],
    kept: 'function-signature-mismatch:f',
  },
  { what: 'and back', outcomes: ['passes', 'f missing'], expected: ['same', 'changed!'], kept: f },
  {
    what: 'another symbol takes its place',
    outcomes: ['passes', 'g missing'],
    expected: ['same', 'changed!'],
    kept: g,
  },
  {
    what: 'a second symbol is missing too',
    outcomes: ['passes', 'f and g missing'],
    expected: ['same', 'changed!'],
    kept: f,
  },
  { what: 'infrastructure fails', outcomes: ['disk full', 'disk full'], expected: ['same', 'same'], kept: f },
  { what: 'and is fixed', outcomes: ['passes', 'f and g missing'], expected: ['same', 'same'], kept: f },
  { what: 'it flakes', outcomes: ['passes', 'passes'], isFlaky: true, expected: ['same', 'flaky'], kept: f },
  { what: 'and does not the next night', outcomes: ['passes', 'f and g missing'], expected: ['same', 'same'], kept: f },
  {
    what: 'the rules change their version',
    outcomes: ['passes', 'f and g missing'],
    olderRules: true,
    expected: ['same', 'same'],
    kept: f,
  },
  {
    what: 'the rules change in the night in which the cause does',
    outcomes: ['passes', 'signatures differ'],
    olderRules: true,
    expected: ['same', 'changed!'],
    kept: 'function-signature-mismatch:f',
  },
  { what: 'it is fixed', outcomes: ['passes', 'passes'], expected: ['same', 'fixed'], kept: 'pass' },
  { what: 'it comes again', outcomes: ['passes', 'f missing'], expected: ['same', 'regressed!'], kept: f },
  { what: 'its toolchain disappears', outcomes: ['passes', '–'], expected: ['same', 'gone'], kept: 'none' },
  { what: 'and stays away', outcomes: ['passes', '–'], expected: ['same', 'same'], kept: 'none' },
  {
    what: 'comes back, but cannot be had',
    outcomes: ['passes', 'disk full'],
    expected: ['same', 'same'],
    kept: 'infra',
  },
  { what: 'and then is broken', outcomes: ['passes', 'f missing'], expected: ['same', 'new!'], kept: f },
  { what: 'a toolchain lacks a file', outcomes: ['no such file', 'f missing'], expected: ['gone', 'same'], kept: f },
  { what: 'and has it again', outcomes: ['passes', 'f missing'], expected: ['new', 'same'], kept: f },
  {
    what: 'its column moves to a newer version, that breaks too',
    outcomes: ['passes', 'f missing, in other words'],
    newest: '6.0.6',
    expected: ['same', 'same'],
    kept: f,
  },
  {
    what: 'and to one that breaks for another cause',
    outcomes: ['passes', 'g missing'],
    newest: '6.0.7',
    expected: ['same', 'changed!'],
    kept: g,
  },
  {
    what: 'and to one that works',
    outcomes: ['passes', 'passes'],
    newest: '6.0.8',
    expected: ['same', 'fixed'],
    kept: 'pass',
  },
  { what: 'and breaks', outcomes: ['passes', 'f missing'], newest: '6.0.8', expected: ['same', 'regressed!'], kept: f },
  {
    what: 'and moves to one that cannot be had',
    outcomes: ['passes', 'disk full'],
    newest: '6.0.9',
    expected: ['same', 'same'],
    kept: 'infra',
  },
  {
    what: 'that is broken too',
    outcomes: ['passes', 'f missing'],
    newest: '6.0.9',
    expected: ['same', 'same'],
    kept: f,
  },
];

const emsdkOf = ({ newest = '6.0.5' }: Night) => ['3.1.69', newest] as const;

function stateOf(outcome: Outcome): StepState {
  if (outcome === 'disk full') return { kind: 'infra', reason: outcome };
  if (outcome === 'no such file') return { kind: 'skip', reason: outcome };
  if (outcome === 'passes') return ran(success());
  return ran(failure(parseLog(LOGS[outcome]!), { log: LOGS[outcome]! }));
}

function runNight(night: Night): Results {
  const emsdk = emsdkOf(night);
  return buildResults({
    toolchains: emsdk.map((version, at) => ({
      ...toolchainOf(`em${version}`, 'emsdk', version),
      asked: [at === 0 ? '3.1.69' : 'latest'],
    })),
    cases: [caseOf('a/case', { link: ['emsdk'] })],
    cells: night.outcomes.flatMap((outcome, at) =>
      outcome === '–' ? [] : [recordOf('a/case', { emsdk: `em${emsdk[at]}` }, { link: stateOf(outcome) })],
    ),
    knowledge: [],
  });
}

/** A break's name as older rules gave it. */
const rename = (id: string) => `unexplained-failure:${id.replace(':', '/')}`;

/** The same results with such names. */
function writtenByOlderRules(results: Results): Results {
  const cells = results.cells.map((cell) => ({
    ...cell,
    breaks: cell.breaks.map((broke) => ({ ...broke, id: rename(broke.id) })),
    also: cell.also.map(rename),
  }));
  return { ...results, fingerprints: 0, cells, breaks: results.breaks.map((brk) => ({ ...brk, id: rename(brk.id) })) };
}

const DAY = 86_400_000;
const dateOf = (night: number) => new Date(Date.UTC(2026, 7, 1) + night * DAY);
const nameOf = (version: string) => `a/case@em${version}`;

describe('a recorded history', () => {
  let committed: Results | null = null;
  let history: HistoryEntry[] = [];
  const breaksOf: ReadonlySet<string>[] = [];

  it.each(NIGHTS.map((night, at) => [`night ${at}: ${night.what}`, night, at] as const))('%s', (_, night, at) => {
    const old = committed && night.olderRules ? writtenByOlderRules(committed) : committed;
    if (night.olderRules) {
      history = history.map((entry) => (entry.kind === 'break' ? { ...entry, id: rename(entry.id) } : entry));
    }
    const lying = old && reidentify(old, []);
    const results = runNight(night);
    const flaky = new Set(night.isFlaky ? [nameOf(emsdkOf(night)[1])] : []);
    const covers = () => true;
    const merged = lying ? mergeResults(lying, results, covers, [], flaky) : results;
    const comparison = compareResults(lying, merged, { covers, flaky });
    const [, newest] = emsdkOf(night);
    const verdicts = emsdkOf(night).map((version) => {
      const change = comparison.changes.find(({ cell }) => cell === nameOf(version));
      return `${change?.verdict ?? 'same'}${change?.isNews ? '!' : ''}`;
    });
    expect(verdicts).toEqual(night.expected);
    expect(comparison.fails.new).toBe(night.expected.some((verdict) => verdict.endsWith('!')));
    const cell = merged.cells.find(({ on }) => on.emsdk === `em${newest}`);
    expect(cell?.breaks[0]?.id ?? cell?.status ?? 'none').toBe(night.kept);
    committed = merged;
    breaksOf.push(new Set(merged.breaks.map(({ id }) => id)));
    history.push(
      ...describeRun({
        results,
        breaks: merged.breaks,
        comparison,
        renames: old && lying ? listRenames(old, lying) : [],
        known: {},
        now: dateOf(at),
        noise: null,
        costs: new Map(),
      }),
    );
    if (lying === null) return;
    for (const { id } of merged.breaks) expect(readBreakHistories(history)(id)!.runs).toBe(runsOf(id, at));
  });

  it('is written break by break', () => {
    expect(readBreakHistories(history)(f)).toEqual({
      since: '2026-08-27',
      cameAs: 'regressed',
      runs: 3,
      days: 2,
      events: [{ date: '2026-08-27', verdict: 'regressed', cells: 1 }],
    });
    expect(history.filter(({ kind }) => kind === 'run')).toHaveLength(NIGHTS.length);
    const flakes = history.filter((entry) => entry.kind === 'run' && entry.verdicts.flaky === 1);
    expect(flakes.map(({ date }) => date)).toEqual(['2026-08-12']);
  });

  /** How many nights in a row, up to this one, the committed results had a break. */
  function runsOf(id: string, at: number): number {
    let first = at;
    while (first > 0 && breaksOf[first - 1]!.has(id)) first--;
    return at - first + 1;
  }
});
