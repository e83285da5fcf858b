import { describe, expect, it } from 'vitest';
import { maskLog } from '../../evidence/diagnostics/mask.ts';
import { normaliseLog } from '../../evidence/diagnostics/normalise.ts';
import { parseLog } from '../../evidence/diagnostics/parse-log.ts';
import { unmetName, unmetOutput } from '../../evidence/unmet.ts';
import { canonicalJson } from '../../model/canonical.ts';
import type { StepState } from '../../model/record.ts';
import { type Cell, FINGERPRINT_RULES, type Results } from '../../model/results.ts';
import { compareResults } from '../comparison/compare-results.ts';
import { caseOf, failure, message, ran, recordOf, success, toolchainOf } from '../evidence.fixture.ts';
import { BUILD_WORDINGS } from '../identity/wordings.fixture.ts';
import { buildResults } from './assemble.ts';
import { reidentify } from './re-identify.ts';

const EMSDK = ['2.0.12', '3.1.6', '3.1.69', '6.0.5'];
const probe = {
  ...caseOf('a/case', { build: ['emsdk'], load: ['emsdk'] }),
  workarounds: [{ name: 'flag', title: 't', steps: [] }],
};

const fails = (log: string): StepState => ran(failure(parseLog(maskLog(log)), { log: normaliseLog(log) }));
const WARNED = message('function-signature-mismatch', { severity: 'warning', symbol: '_ZN5audio5Mixer4playEPKci' });

/** Results as today's rules make them, of one case on four versions; the first two in the words of a real tool each. */
function makeResults(states: readonly StepState[]): Results {
  return buildResults({
    toolchains: EMSDK.map((version) => toolchainOf(`em${version}`, 'emsdk', version)),
    cases: [probe],
    cells: states.map((state, at) => ({
      ...recordOf(
        'a/case',
        { emsdk: `em${EMSDK[at]}` },
        { build: ran(success({ diagnostics: [WARNED] })), load: state },
      ),
      workarounds: { flag: [['load', state]] },
    })),
    knowledge: [],
  });
}

/** The same as rules before these would have written them: no subject reduced, nothing demangled, causes without a name. */
function asOlderRules(results: Results): Results {
  const rename = (id: string) => `unexplained-failure:${id.replace(/\W+/g, '/')}`;
  const mangled = 'function-signature-mismatch:_ZN5audio5Mixer4playEPKci';
  const cells = results.cells.map((cell): Cell => {
    const breaks = cell.breaks.map((broke) => ({ ...broke, id: rename(broke.id) }));
    return { ...cell, breaks, also: cell.status === 'pass' ? [mangled] : [], warnings: [mangled] };
  });
  const evidence = Object.entries(results.evidence).map(([key, one]) => [key, { ...one, diagnostics: [] }]);
  const breaks = results.breaks.map((brk) => ({ ...brk, id: rename(brk.id) }));
  return { ...results, fingerprints: FINGERPRINT_RULES - 1, cells, breaks, evidence: Object.fromEntries(evidence) };
}

describe('reidentify', () => {
  const logs = Object.values(BUILD_WORDINGS).map((words) => Object.values(words).slice(0, 3));
  it.each(logs)('gives breaks the names that they get today (%#)', (...wordings) => {
    const today = makeResults([...wordings.map(fails), ran(success())]);
    const older = asOlderRules(today);
    expect(older.breaks[0]!.id).not.toBe(today.breaks[0]!.id);
    const renamed = reidentify(older, []);
    expect(canonicalJson(renamed)).toBe(canonicalJson(today));
    expect(compareResults(renamed, today, { covers: () => true })).toMatchObject({ changes: [], newBreaks: [] });
    // Without it all would be news, the warning in the cell that passes too.
    expect(compareResults(older, today, { covers: () => true }).counts.changed).toBe(wordings.length + 1);
  });

  it('names what the run itself found from the stored texts', () => {
    const unmet = [unmetName('main.wasm', 'imports', 'unexpected', 'env.__syscall_futex'), unmetOutput('5', '6')];
    const today = makeResults([
      ran(failure([], { unmet, exitCode: 0 })),
      ran(failure([], { limit: 'wall', exitCode: null })),
    ]);
    expect(today.breaks.map(({ id }) => id)).toEqual([
      'limit-wall:a/case/load',
      'unexpected-import:env.__syscall_futex',
    ]);
    expect(canonicalJson(reidentify(asOlderRules(today), []))).toBe(canonicalJson(today));
  });

  it('takes what is stored of messages where the log was trimmed away', () => {
    const symbols = Array.from({ length: 300 }, (_, at) => `wasm-ld: error: a.o: undefined symbol: symbol_${at}`);
    const today = makeResults([fails(symbols.join('\n'))]);
    const older = { ...today, fingerprints: FINGERPRINT_RULES - 1 };
    const ids = (results: Results) => results.cells.map(({ breaks, also }) => [breaks.map(({ id }) => id), also]);
    // All causes but the first, and the warning that will trap.
    expect(today.cells[0]!.also.length).toBe(100);
    expect(ids(reidentify(older, []))).toEqual(ids(today));
  });

  it('leaves results of the present rules alone, and what has no evidence as it is', () => {
    const today = makeResults([fails('wasm-ld: error: a.o: undefined symbol: f')]);
    expect(reidentify(today, [])).toBe(today);
    const bare = reidentify({ ...today, evidence: {}, fingerprints: 0 }, []);
    expect(bare.cells[0]!.breaks[0]!.id).toBe('undefined-symbol:f');
    expect(bare.fingerprints).toBe(FINGERPRINT_RULES);
  });

  const older = (results: Results, cell: Partial<Cell>, evidence: object = {}): Results => ({
    ...results,
    fingerprints: FINGERPRINT_RULES - 1,
    cells: results.cells.map((one) => ({ ...one, ...cell })),
    evidence: Object.fromEntries(Object.entries(results.evidence).map(([key, one]) => [key, { ...one, ...evidence }])),
  });
  const F = 'wasm-ld: error: a.o: undefined symbol: f';
  const idOf = (results: Results) => results.cells[0]!.breaks[0]!.id;

  it('takes traps of a cell that passed from what stood beside it, and of one that broke from its warnings', () => {
    const trap = 'function-signature-mismatch:add';
    const passed = older(makeResults([ran(success())]), { also: [trap, 'compile-warning:a.c'], warnings: [] });
    expect(reidentify(passed, []).cells[0]).toMatchObject({ also: [trap], warnings: [] });
    const broke = older(makeResults([fails(F)]), { also: [trap], warnings: ['compile-warning:a.c'] });
    expect(reidentify(broke, []).cells[0]).toMatchObject({ also: [], warnings: ['compile-warning:a.c'] });
  });

  it('names the breaks of workarounds too, those of steps and workarounds that are gone as well', () => {
    const today = makeResults([fails(F)]);
    const [broke] = today.cells[0]!.breaks;
    const renamed = { ...broke!, id: 'unexplained-failure:x' };
    const outcome = { status: 'break' as const, breaks: [renamed] };
    const other = { status: 'infra' as const, reason: 'no disk' };
    const now = reidentify(
      older(today, { breaks: [{ ...renamed, step: 'gone' }], workarounds: { flag: outcome, gone: outcome, other } }),
      [],
    ).cells[0]!;
    expect(now.breaks).toMatchObject([{ step: 'gone', id: 'undefined-symbol:f' }]);
    expect(now.workarounds).toMatchObject({
      flag: { breaks: [{ id: 'undefined-symbol:f' }] },
      gone: { breaks: [{ id: 'undefined-symbol:f' }] },
      other,
    });
  });

  it('names what repetitions of a step have in common after the step, and what has no step after itself', () => {
    const today = makeResults([ran(failure([], { limit: 'wall', exitCode: null }))]);
    const steps = probe.steps.map((step) => ({ ...step, repeats: { step: 'any', variant: {} } }));
    const repeated = { ...older(today, {}), cases: [{ ...probe, steps }] };
    expect(idOf(reidentify(repeated, []))).toBe('limit-wall:a/case/any');
    const gone = older(today, { breaks: [{ ...today.cells[0]!.breaks[0]!, step: 'gone' }] });
    expect(idOf(reidentify(gone, []))).toBe('limit-wall:a/case/gone');
  });

  it('takes expectations in unknown words for what the cell was said to break with', () => {
    const today = makeResults([ran(failure([], { unmet: [unmetOutput('5', '6')], exitCode: 0 }))]);
    const named = (id: string) =>
      idOf(reidentify(older(today, { breaks: [{ ...today.cells[0]!.breaks[0]!, id }] }, { unmet: ['odd words'] }), []));
    expect(named('absent-export:f')).toBe('absent-export:f');
    expect(named('undefined-symbol:f')).toBe('unexplained-failure:a/case/load');
    expect(named('no-kind-of-ours:f')).toBe('unexplained-failure:a/case/load');
  });

  it('takes stored messages where the log says nothing, in their old order, and new ones behind them', () => {
    const [stored, unknown] = [
      message('undefined-symbol', { symbol: 'g', message: 'old words' }),
      { ...message('undefined-symbol'), code: 'no-code-of-ours', message: 'older words' },
    ];
    const again = (log: string) => {
      const { breaks, also } = reidentify(
        older(makeResults([fails(F)]), { warnings: [] }, { log, diagnostics: [unknown, stored] }),
        [],
      ).cells[0]!;
      return [breaks[0]!.id, ...also];
    };
    expect(again('')).toEqual(['undefined-symbol:g']);
    expect(again(`${F}\n`)).toEqual(['undefined-symbol:f']);
    expect(again(`${F}\n… 5 lines left out …\n`)).toEqual(['undefined-symbol:g', 'undefined-symbol:f']);
  });

  it('leaves a cell of a case that is not described as it is', () => {
    const today = makeResults([fails(F)]);
    const cell = { ...today.cells[0]!, breaks: [{ ...today.cells[0]!.breaks[0]!, id: 'unexplained-failure:x' }] };
    const bare = reidentify({ ...today, fingerprints: FINGERPRINT_RULES - 1, cases: [], cells: [cell] }, []);
    expect(bare.cells).toEqual([cell]);
  });
});
