// The program behind the measurement of scale: synthetic cases on so many versions of Go and forty of Emscripten go
// through the same functions as a run. Prints what it took as JSON.

import { compareResults } from '../src/breaks/comparison/compare-results.ts';
import type { Case } from '../src/cases/case.ts';
import { describeCase } from '../src/cases/describe.ts';
import { parseCase } from '../src/cases/parse.ts';
import { planCells } from '../src/cases/plan-cells.ts';
import { makeResults } from '../src/engine/run/results.ts';
import type { StepEvidence, StepState } from '../src/model/record.ts';
import type { Results, ToolchainEntry } from '../src/model/results.ts';
import type { Tool } from '../src/model/tools.ts';
import { renderCatalogue } from '../src/reports/catalogue/catalogue.ts';
import { checkCatalogue } from '../src/reports/catalogue/check.ts';
import { makeContext } from '../src/reports/query/context.ts';

const GOS = Number(process.argv[2]);
const EMSDKS = 40;
const CASES = 100;

const goIds = Array.from({ length: GOS }, (_, at) => `go1.${at + 1}.0`);
const emIds = Array.from({ length: EMSDKS }, (_, at) => `em3.1.${at + 1}`);

const YAML = `title: A program does what it should
why: Somebody needs it.
tags: [page]
steps:
  library: {run: emcc lib.c -o lib.js, outputs: [lib.js]}
  program: {run: go build -o main.wasm ., outputs: [main.wasm]}
  load: {needs: [library, program], run: node run.cjs, uses: [], stdout: fine}
workarounds:
  flag:
    title: Ask for it
    steps: {library: {run: emcc lib.c -sFLAG -o lib.js, outputs: [lib.js]}}
`;

/** What a step says: one case in three breaks with Emscripten, one in seven with Go, beyond a version of its own. */
function stateOf(at: number, step: string, on: Readonly<Record<string, string>>, isCured: boolean): StepState {
  const em = Number((on.emsdk ?? 'em3.1.0').split('.')[2]);
  const go = Number((on.go ?? 'go1.0.0').split('.')[1]);
  const failsEm = at % 3 === 0 && step === 'load' && em > 10 + (at % 25) && !isCured;
  const failsGo = at % 7 === 0 && step === 'program' && go < 3 + (at % 15);
  if (step === 'load' && at % 7 === 0 && go < 3 + (at % 15)) return { kind: 'blocked', by: 'program' };
  return failsEm || failsGo ? failure(at, step) : PASSED;
}

const PASSED: StepState = {
  kind: 'read',
  evidence: { outcome: 'passed', exitCode: 0, diagnostics: [], unmet: [], log: 'fine\n', modules: {} },
};

const failures = new Map<string, StepState>();
function failure(at: number, step: string): StepState {
  const key = `${at} ${step}`;
  const known = failures.get(key) ?? { kind: 'read', evidence: evidenceOf(at) };
  failures.set(key, known);
  return known;
}

function evidenceOf(at: number): StepEvidence {
  const message = `undefined symbol: symbol_${at}`;
  const diagnostic = {
    reporter: 'wasm-ld',
    severity: 'error',
    code: 'undefined-symbol',
    symbol: `symbol_${at}`,
  } as const;
  const diagnostics = [{ ...diagnostic, file: 'main.o', message, logLine: 1, consequence: false }];
  return { outcome: 'failed', exitCode: 1, diagnostics, unmet: [], log: `wasm-ld: error: ${message}\n`, modules: {} };
}

function toolchain(tool: Tool, id: string): ToolchainEntry {
  const version = id.replace(/^[a-z]+/, '');
  const digest = `sha256:${id.padEnd(64, '0')}` as const;
  return { id, tool, version, origin: 'x', provenance: 'signed', digest, asked: [version] };
}

const parts: Record<string, number> = {};
function timed<T>(name: string, work: () => T): T {
  const started = performance.now();
  const result = work();
  parts[name] = performance.now() - started;
  return result;
}

const cases = Array.from({ length: CASES }, (_, at): Case => parseCase(`page/c${at}`, YAML, 'case.yaml', []));
const toolchains = [...goIds.map((id) => toolchain('go', id)), ...emIds.map((id) => toolchain('emsdk', id))];
const columns = new Map<Tool, readonly string[]>([
  ['go', goIds],
  ['emsdk', emIds],
]);

const started = performance.now();
const plan = timed('plan', () => planCells(cases, columns));
const states = new Map<string, StepState>();
for (const { key, case: probe, step, on } of plan.instances) {
  states.set(key, stateOf(Number(probe.name.slice(6)), step.name, on, key.includes('!flag')));
}
const entries = cases.map(describeCase);
const results = timed('results', () => makeResults(plan, states, toolchains, entries, []));
// Every fifth case worked before in some cells, so that there is something to tell.
const former: Results = {
  ...results,
  cells: results.cells.map((cell, at) =>
    cell.status === 'break' && at % 500 === 0 ? { ...cell, status: 'pass', breaks: [] } : cell,
  ),
};
const comparison = timed('compare', () => compareResults(former, results, { covers: () => true }));
const input = { results, knowledge: [], hasTables: false, candidates: [], links: [], history: [] };
const check = timed('render', () => checkCatalogue(renderCatalogue(makeContext(input)), new Map()));
console.log(
  JSON.stringify({
    cells: results.cells.length,
    breaks: results.breaks.length,
    changes: comparison.changes.length,
    pages: check.missing.length,
    ms: performance.now() - started,
    peak: process.resourceUsage().maxRSS * 1024,
    parts,
  }),
);
