import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareResults } from '../../breaks/comparison/compare-results.ts';
import { reidentify } from '../../breaks/results/re-identify.ts';
import { parseCase } from '../../cases/parse.ts';
import { parseClaims } from '../../cases/parse-claims.ts';
import { planCells } from '../../cases/plan-cells.ts';
import { findFault } from '../../catalogue/results-fault.ts';
import { parseResults } from '../../catalogue/results-file.ts';
import { assemble } from '../../engine/merge/assemble.ts';
import { checkJournals } from '../../engine/merge/check-journals.ts';
import { readMatrix } from '../../matrix/matrix.ts';
import { parseAbi } from '../../model/abi-text.ts';
import { InfrastructureError, ProblemInInput, printProblem } from '../../model/errors.ts';
import { parseLinks } from '../../model/links.ts';
import { processorTime } from '../../model/processor-time.fixture.ts';
import type { Tool } from '../../model/tools.ts';
import { readYaml } from '../../model/yaml.ts';
import { renderPages } from '../../reports/catalogue/render-pages.fixture.ts';
import { renderAnnotations } from '../../reports/ci/github-annotations.ts';
import { renderJunit } from '../../reports/ci/junit.ts';
import { renderStepSummary } from '../../reports/ci/step-summary.ts';
import { parseHistory } from '../../reports/query/history.ts';
import { lookUpPair } from '../../reports/query/pair.ts';
import { realisticInput } from '../../reports/realistic.fixture.ts';
import { printSummary } from '../../reports/terminal/summary.ts';
import { readJournal } from '../../run/read-journal.ts';
import { printLock, readLock } from '../../toolchains/lock/lock.ts';
import { runCommand } from '../run-command.fixture.ts';
import { writeGo, writeProject } from './fake-project.fixture.ts';
import { mangled, twisted } from './twist.fixture.ts';

/** Files that somebody else wrote: read or refused as expected, within bounds, and nothing else. */

/** Files per format: `EMRIFT_FUZZ_RUNS`, else few enough for every test run. */
const numRuns = Number(process.env.EMRIFT_FUZZ_RUNS ?? 250);
const seed = Number(process.env.EMRIFT_FUZZ_SEED ?? 20261128);
const timeout = 30_000 + numRuns * 100;
/** The longest that one file may take, in milliseconds: thousands of times what it does. */
const LONGEST = 5_000;

const ROOT = new URL('../../..', import.meta.url).pathname;
const INPUT = realisticInput();
/** Of its results the cells of one case, and some that break. */
const SMALL = {
  ...INPUT.results,
  cells: INPUT.results.cells
    .filter((cell) => cell.case === INPUT.results.cases[0]!.name || cell.status === 'break')
    .slice(0, 40),
};
const COLUMNS = new Map<Tool, string[]>([
  ['go', ['go1.22.1', 'go1.23.4']],
  ['emsdk', ['em3.1.6', 'em4.0.7']],
  ['node', ['node20.1.0', 'node22.1.0']],
]);

/** Does something with what may be no input at all. */
function readOrRefuse(work: () => void): void {
  const took = processorTime(() => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof ProblemInInput || error instanceof InfrastructureError)) throw error;
      expect(printProblem(error)).not.toContain('\n');
    }
  });
  expect(took).toBeLessThan(LONGEST);
}

/** Reads many files that differ from one, which itself is read. */
function fuzz(texts: fc.Arbitrary<string>, read: (text: string) => void): void {
  fc.assert(
    fc.property(texts, (text) => readOrRefuse(() => read(text))),
    { numRuns, seed },
  );
}

const asJson = (original: unknown) =>
  fc.oneof(
    twisted(original).map((value) => JSON.stringify(value)),
    mangled(JSON.stringify(original)),
  );
const asYaml = (text: string) =>
  fc.oneof(
    mangled(text),
    twisted(readYaml(text, 'f').value).map((value) => dump(value)),
  );

/** All that is done with a catalogue's results. */
function useResults(text: string): void {
  const results = reidentify(parseResults(text, 'results.json'), INPUT.knowledge);
  const input = { ...INPUT, results };
  renderPages(input);
  lookUpPair(input, { go: '1.23', emsdk: '3.1.69' });
  for (const before of [null, INPUT.results]) {
    const comparison = compareResults(before, results, { covers: () => true });
    const summary = { ...input, comparison, baseline: 'x', before, pages: 'reports' };
    printSummary(summary);
    renderAnnotations(summary, 'cases');
    renderJunit({ ...summary, failOn: 'any' });
    renderStepSummary(summary, []);
  }
}

describe(`${numRuns} of each`, { timeout }, () => {
  it('case.yaml', () => {
    const names = ['page/heap-view', 'objects/mix', 'wazero/fixed-env', 'wasi/ends-of-c'];
    const texts = names.map((name) => readFileSync(join(ROOT, 'cases', name, 'case.yaml'), 'utf8'));
    fuzz(fc.oneof(...texts.map(asYaml)), (text) => {
      planCells([parseCase('a/b', text, 'case.yaml', [])], COLUMNS);
    });
  });

  it('matrix.yaml', () => {
    const text = readFileSync(join(ROOT, 'matrix.yaml'), 'utf8');
    fuzz(asYaml(text), (one) => readMatrix(one, 'matrix.yaml'));
  });

  it('claims.yaml', () => {
    const text =
      "- id: C05\n  states: s\n  tests:\n    - {ask: works, case: a/b, otherwise: x}\n    - {ask: tells, case: a/b, name: wasi, is: 'yes'}\n";
    fuzz(asYaml(text), (one) => parseClaims(one, 'claims.yaml', []));
  });

  it('matrix.lock.yaml', () => {
    const text = readFileSync(join(ROOT, 'matrix.lock.yaml'), 'utf8');
    const lock = readLock(text, 'f');
    const [first, second] = [...lock.toolchains].filter(([, { tool }]) => tool === 'go');
    const asked = new Map([['go' as Tool, new Map([['1.23', [first![0]]]])]]);
    const small = printLock({ asked, toolchains: new Map([first!, second!]) });
    fuzz(asYaml(small), (one) => {
      expect(printLock(readLock(printLock(readLock(one, 'f')), 'f'))).toBe(printLock(readLock(one, 'f')));
    });
  });

  it('results.json', () => {
    useResults(JSON.stringify(SMALL));
    fuzz(asJson(SMALL), useResults);
  });

  it('history.jsonl', () => {
    const input = { ...INPUT, results: reidentify(SMALL, INPUT.knowledge) };
    const lines = INPUT.history.map((entry) => asJson(entry));
    fuzz(fc.oneof(...lines), (text) => {
      renderPages({ ...input, history: parseHistory(`${text}\n`, 'history.jsonl') });
    });
  });

  it('tables of symbols and links', () => {
    const abi = { schema: 1, toolchain: 'em3.1.6', digest: 'sha256:x', libraries: [] };
    fuzz(asJson(abi), (text) => parseAbi(text, 'f'));
    fuzz(asJson({ schema: 1, case: 'a/b', rows: [] }), (text) => parseLinks(text, 'f'));
  });
});

describe(`${numRuns} journals`, { timeout }, () => {
  let folder: string;
  let journal: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'emrift-fuzz-'));
    writeGo(join(folder, 'go'));
    writeProject(join(folder, 'project'), `path:${join(folder, 'go')}`, [1], 2);
    const args = ['run', '--shard', '1/1', '--journal', join(folder, 'j.jsonl'), '--out', join(folder, 'out')];
    await runCommand(args, { cwd: join(folder, 'project'), env: { EMRIFT_STORE: join(folder, 'store') } });
    journal = readFileSync(join(folder, 'j.jsonl'), 'utf8');
    expect(readdirSync(folder)).not.toContain('out');
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are merged or refused', () => {
    const merge = (text: string) => {
      const journals = [readJournal(text, 'j.jsonl')];
      checkJournals(journals);
      const { found } = assemble(journals, []);
      const fault = findFault(found);
      if (fault !== null) throw new ProblemInInput(fault);
      const comparison = compareResults(null, found, { covers: () => true });
      renderPages({ ...INPUT, results: found, history: [] });
      printSummary({ ...INPUT, results: found, comparison, baseline: 'x', before: null, pages: 'p' });
    };
    merge(journal);
    const lines = journal.trimEnd().split('\n');
    const one = fc
      .nat({ max: lines.length - 1 })
      .chain((at) => asJson(JSON.parse(lines[at]!)).map((line) => `${lines.with(at, line).join('\n')}\n`));
    fuzz(fc.oneof(one, mangled(journal)), merge);
  });
});
