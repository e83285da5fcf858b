import type { DiagnosticCode } from '../model/codes.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { CellRecord, StepEvidence, StepState } from '../model/record.ts';
import type { CaseEntry, Cell, StepEntry, ToolchainEntry } from '../model/results.ts';
import { isTool, type Tool } from '../model/tools.ts';

/** A diagnostic as a parser would give it; for tests. */
export function message(code: DiagnosticCode, fields: Partial<Diagnostic> = {}): Diagnostic {
  return { reporter: 'wasm-ld', severity: 'error', code, message: code, logLine: 1, consequence: false, ...fields };
}

/** Evidence of a step that failed with the given messages. */
export function failure(diagnostics: readonly Diagnostic[], fields: Partial<StepEvidence> = {}): StepEvidence {
  const log = diagnostics.map((one) => one.message).join('\n');
  return { outcome: 'failed', exitCode: 1, diagnostics, unmet: [], log, modules: {}, ...fields };
}

/** Evidence of a step that passed. */
export function success(fields: Partial<StepEvidence> = {}): StepEvidence {
  return { outcome: 'passed', exitCode: 0, diagnostics: [], unmet: [], log: '', modules: {}, ...fields };
}

/** The state of a step that ran. */
export function ran(evidence: StepEvidence): StepState {
  return { kind: 'read', evidence };
}

/** A case whose roles are named like their tools unless `roles` says otherwise; steps by name with their axes. */
export function caseOf(
  name: string,
  steps: Readonly<Record<string, readonly string[]>>,
  roles: Readonly<Record<string, Tool>> = {},
): CaseEntry {
  const used = new Set(Object.values(steps).flat());
  const tools = [...used].map((role) => [role, roles[role] ?? (isTool(role) ? role : 'go')] as const);
  const entries = Object.entries(steps).map(([step, axes]) => stepOf(step, axes));
  return {
    name,
    title: name,
    why: 'to be tested',
    tags: [],
    refs: [],
    roles: Object.fromEntries(tools),
    steps: entries,
    workarounds: [],
  };
}

/** A step that uses all of its axes. */
export function stepOf(name: string, axes: readonly string[]): StepEntry {
  return { name, run: `run ${name}`, env: {}, uses: axes, axes };
}

/** A cell record without workarounds. */
export function recordOf(
  caseName: string,
  on: Readonly<Record<string, string>>,
  steps: Readonly<Record<string, StepState>>,
): CellRecord {
  return { case: caseName, on, steps: Object.entries(steps), workarounds: {} };
}

/** A cell as results hold it. `breaks` are `step=id`. */
export function cellOf(
  on: Readonly<Record<string, string>>,
  breaks: readonly string[],
  fields: Partial<Cell> = {},
): Cell {
  const broken = breaks.map((text) => {
    const [step = '', id = ''] = text.split('=');
    return { step, id, evidence: '0'.repeat(16) };
  });
  return { case: 'a/case', on, status: broken.length > 0 ? 'break' : 'pass', breaks: broken, also: [], ...fields };
}

/** A toolchain entry. */
export function toolchainOf(id: string, tool: Tool, version: string): ToolchainEntry {
  const digest = `sha256:${'0'.repeat(64)}` as const;
  return { id, tool, version, origin: 'path', provenance: 'first-use', digest, asked: [version] };
}
