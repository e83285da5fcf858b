import type { Kind } from './codes.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { CellOutcomes } from './outcomes.ts';
import type { Provenance, Tool } from './tools.ts';

/** The format of `results.json`; a reader refuses a newer one. 1 had `told` in place of `reported`, 2 no tests. */
export const RESULTS_SCHEMA = 3;

/** The version of the rules that turn evidence into break ids. */
export const FINGERPRINT_RULES = 1;

/** What became of a cell. `infra` is no verdict: the machine, the network or a store failed. */
export type CellStatus = 'pass' | 'break' | 'skip' | 'infra';

/** Everything that a run found, as committed in `reports/results.json`: sorted, without clock times or machine paths. */
export interface Results {
  readonly schema: typeof RESULTS_SCHEMA;
  /** The rules by which its breaks were identified; of other than `FINGERPRINT_RULES` they are derived anew before use. */
  readonly fingerprints: number;
  readonly toolchains: readonly ToolchainEntry[];
  readonly cases: readonly CaseEntry[];
  readonly cells: readonly Cell[];
  readonly breaks: readonly Break[];
  /** Evidence by the first 16 hex digits of the SHA-256 of its canonical JSON; cells refer to it. */
  readonly evidence: Readonly<Record<string, Evidence>>;
  /** Imports and exports of modules by the same kind of key; passing cells refer to them. */
  readonly modules: Readonly<Record<string, ModuleSurface>>;
  /** Names of tests, sorted, by the same kind of key; the outcomes of cells refer to them. */
  readonly tests: Readonly<Record<string, readonly string[]>>;
}

/** A toolchain that took part. */
export interface ToolchainEntry {
  readonly id: string;
  readonly tool: Tool;
  readonly version: string;
  readonly origin: string;
  readonly provenance: Provenance;
  /** Of the installed tree. */
  readonly digest: `sha256:${string}`;
  readonly llvm?: string;
  /** Files that stand in from a neighbouring release, e.g. `wasm_exec.js` → `go1.21.13-debian`. */
  readonly borrowed?: Readonly<Record<string, string>>;
  /** The entry of `matrix.yaml` that asked for it, e.g. `1.23` or `latest`. */
  readonly asked: readonly string[];
}

/** What the reports say about a case. */
export interface CaseEntry {
  readonly name: string;
  readonly title: string;
  readonly why: string;
  readonly tags: readonly string[];
  readonly refs: readonly string[];
  /** Role → tool, in cell order. */
  readonly roles: Readonly<Record<string, Tool>>;
  readonly steps: readonly StepEntry[];
  readonly workarounds: readonly WorkaroundEntry[];
}

/** What the reports say about a step. */
export interface StepEntry {
  readonly name: string;
  readonly run: string;
  readonly env: Readonly<Record<string, string>>;
  /** The roles whose toolchains run it. */
  readonly uses: readonly string[];
  /** The files that are copied out of toolchains, where there are any: path → `role:file`, e.g. `go:wasm_exec.js`. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** The roles on which its outcome can depend: its own and those of everything it needs. */
  readonly axes: readonly string[];
  readonly repeats?: Repetition;
}

/** A step that stands for one combination of what varies in a step as it was written. */
export interface Repetition {
  readonly step: string;
  /** What varies → the choice. */
  readonly variant: Readonly<Record<string, string>>;
}

/** A workaround and the steps it replaces. */
export interface WorkaroundEntry {
  readonly name: string;
  readonly title: string;
  readonly steps: readonly StepEntry[];
}

/** One case on one combination of toolchains. */
export interface Cell {
  readonly case: string;
  /** Role → toolchain id. */
  readonly on: Readonly<Record<string, string>>;
  readonly status: CellStatus;
  /** One per failed step, in step order. */
  readonly breaks: readonly CellBreak[];
  /** Ids of further causes in the failed steps, and warnings that will trap in passing ones. */
  readonly also: readonly string[];
  /** Steps of a broken cell that were blocked, skipped or not carried out: they say nothing about their toolchains. */
  readonly untested?: readonly string[];
  /** Codes and subjects of warnings in steps that passed: `kind:subject`, sorted. */
  readonly warnings?: readonly string[];
  /** `step/path` of each module that a passing step left → key in `modules`. */
  readonly modules?: Readonly<Record<string, string>>;
  /** The values that its steps reported, `step/name` → value: steps that failed report what they got to. */
  readonly reported?: Readonly<Record<string, string>>;
  /** What the tests that its steps ran came to, by step. */
  readonly outcomes?: Readonly<Record<string, CellOutcomes>>;
  /** Why a cell was skipped, or what failed underneath it. */
  readonly reason?: string;
  readonly workarounds?: Readonly<Record<string, WorkaroundOutcome>>;
}

/** A step of a cell that failed. */
export interface CellBreak {
  readonly step: string;
  readonly id: string;
  /** Key in `evidence`. */
  readonly evidence: string;
}

/** What became of a workaround on a cell. */
export interface WorkaroundOutcome {
  readonly status: CellStatus;
  readonly breaks?: readonly CellBreak[];
  readonly reason?: string;
}

/** What a failed step left, normalised so that the same failure gives the same bytes. */
export interface Evidence {
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
  readonly exitCode: number | null;
  /** The limit that struck, where the step declares it. */
  readonly limit?: string;
  /** Standard error then standard output, paths normalised, trimmed in the middle. */
  readonly log: string;
  /** What was expected of the output or the artefacts and was not met. */
  readonly unmet?: readonly string[];
  /** The messages from which the breaks were identified, causes first. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A module's outside. */
export interface ModuleSurface {
  readonly imports: readonly ModuleEntry[];
  readonly exports: readonly ModuleEntry[];
}

/** One import (with its module) or export. */
export interface ModuleEntry {
  readonly module?: string;
  readonly name: string;
  readonly kind: string;
  /** E.g. `(i32, i32) -> i32`. */
  readonly type?: string;
}

/**
 * One reason that cells fail, the same across wordings and versions. Beside these members it has, under the name of each
 * blamed tool, the range of that tool's tested versions in which it breaks: `"emsdk": {"since": …, "until": …}`.
 */
export type Break = BreakFacts & { readonly [tool in Tool]?: Range };

/** What a break says besides its ranges. */
export interface BreakFacts {
  /** `kind:subject`, or `kind:case/step` where the message names no subject. */
  readonly id: string;
  /** The id with its variable part replaced by `*`. */
  readonly shape: string;
  readonly kind: Kind;
  readonly subject: string;
  /** The tools on whose version the break depends, joined by `+` (`go`, `emsdk`, `go+emsdk`, `node`). */
  readonly blame: string;
  /**
   * True where no tested combination of its cases escapes: nothing changed, it never worked. False: some combination is
   * free of it.
   */
  readonly always: boolean;
  readonly cases: readonly string[];
  /** Canonical names of the cells that broke. */
  readonly affected: readonly string[];
  /** Tool → semver range in which a reference says it breaks. */
  readonly documented?: Readonly<Partial<Record<Tool, string>>>;
  /** The knowledge entry that explains it, by name. */
  readonly known?: string;
  /** True where some tested combination inside all ranges at once does not have it. */
  readonly patchy?: true;
  /**
   * How it stands in each of its cases. Only there where the ranges of the whole would say too much: where its cases
   * differ, or where it is not the version in the role of the tool's own name alone that makes the difference.
   */
  readonly parts?: readonly BreakPart[];
  /** The representative: the first affected cell's. */
  readonly evidence: EvidenceRef;
}

/** How a break stands in one case. The members mean what they mean for the whole break. */
export interface BreakPart {
  readonly case: string;
  readonly blame: string;
  /** Whether no tested combination of the case escapes; false: some does. */
  readonly always: boolean;
  /** The ranges of the blamed tools; by role where a tool plays several that make a difference by themselves. */
  readonly along: readonly RoleRange[];
  readonly patchy?: true;
  readonly documented?: Readonly<Partial<Record<Tool, string>>>;
  readonly known?: string;
}

/** A range along the toolchains that play one role, everything else being the same. */
export interface RoleRange {
  readonly role: string;
  readonly tool: Tool;
  readonly range: Range;
}

/** Where a break's evidence was seen. */
export interface EvidenceRef {
  readonly cell: string;
  readonly step: string;
  /** Key in `evidence`. */
  readonly key: string;
}

/** Where along one tool's tested versions a break stands. Nothing is claimed between or beyond them. */
export interface Range {
  /** The newest tested version before it that does not break (null: none older was tested), and the first that does. */
  readonly since: { readonly after: string | null; readonly by: string };
  /** The last tested version that breaks and the next tested one that does not; null while the newest breaks. */
  readonly until: { readonly after: string; readonly by: string } | null;
  /** Tested versions inside the window that do not break. */
  readonly holes: readonly string[];
  /**
   * Versions that took part and say neither, since the step did not run there or never with the partners that break;
   * a newest one among them means that `until: null` is no claim about it.
   */
  readonly unknown?: readonly string[];
}

/** What a cell is now against what it was. */
export const VERDICTS = ['same', 'fixed', 'regressed', 'changed', 'new', 'gone', 'flaky'] as const;

/** One of `VERDICTS`. */
export type Verdict = (typeof VERDICTS)[number];

/** `kind:subject`. */
export function breakId(kind: Kind, subject: string): string {
  return `${kind}:${subject}`;
}

/** Whether a cell passed or broke; false: it was skipped, the machine could not decide it, or there is none. */
export function hasVerdict(cell: Pick<Cell, 'status'> | undefined): boolean {
  return cell?.status === 'pass' || cell?.status === 'break';
}
