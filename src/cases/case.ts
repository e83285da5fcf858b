import type { FileNode, LimitName, Limits } from '../model/action.ts';
import type { Repetition } from '../model/results.ts';
import type { Tool } from '../model/tools.ts';

/** One probe: a folder with `case.yaml` and its sources, checked and with every default filled in. */
export interface Case {
  /** The folder's path below the cases' root, e.g. `page/heap-view`. */
  readonly name: string;
  readonly title: string;
  readonly why: string;
  readonly tags: readonly string[];
  readonly refs: readonly string[];
  /** The parts that toolchains play, in cell order; exactly those that the steps use. */
  readonly roles: readonly Role[];
  /** Role → range of versions for which the question makes sense; of several such, any. None are no restriction. */
  readonly when: readonly Readonly<Record<string, string>>[];
  /** In an order in which each step follows those it needs. */
  readonly steps: readonly Step[];
  readonly workarounds: readonly Workaround[];
  /** Everything in the folder but `case.yaml`. */
  readonly sources: readonly FileNode[];
}

/** A part that a toolchain plays. */
export interface Role {
  readonly name: string;
  readonly tool: Tool;
  /** Bound to the neighbouring tested version of another role's toolchain instead of being an axis of its own. */
  readonly neighbour?: {
    readonly of: string;
    readonly is: 'previous' | 'next';
  };
}

/** One command of a case. */
export interface Step {
  readonly name: string;
  /** Given to `sh -ec`. */
  readonly run: string;
  /** Roles that are mounted. */
  readonly uses: readonly string[];
  /** Steps whose outputs it gets. */
  readonly needs: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Files out of a role's toolchain. */
  readonly inputs: readonly ToolchainInput[];
  /** Paths that are kept, sorted. */
  readonly outputs: readonly string[];
  readonly expect: Expectations;
  readonly limits: Partial<Limits>;
  readonly repeats?: Repetition;
  /** The roles on which its outcome can depend: used by it, by its inputs, or by what it needs. In cell order. */
  readonly axes: readonly string[];
}

/** `<path>: <role>:<file>`: a named file of a toolchain, copied into the working folder. */
export interface ToolchainInput {
  readonly path: string;
  readonly role: string;
  readonly file: string;
}

/** What must hold for a step to pass, beside exit code 0. */
export interface Expectations {
  /** Exact but for a last newline. */
  readonly stdout?: string;
  /** Output path → what its imports, exports and symbols must look like. */
  readonly artifacts: Readonly<Record<string, ArtifactExpectation>>;
  /** Patterns of output paths whose symbol tables are kept with the catalogue; each has to fit one. */
  readonly record?: readonly string[];
  /** Symbols of which the catalogue keeps how they resolved in a module among the outputs, and how objects have them. */
  readonly resolves?: readonly string[];
  /** Names of values that standard output has, each in a line `name=value`; the catalogue keeps them. */
  readonly reports?: readonly string[];
  /**
   * Standard output has results of tests, in the form of `go test -v`; the catalogue keeps each. The step passes, whatever
   * they say and whatever its exit code or declared limit, if there is one.
   */
  readonly outcomes?: true;
}

/** Assertions on one wasm file. */
export type ArtifactExpectation = {
  readonly [table in ArtifactTable]?: NamePatterns;
};

/** What of a wasm file can be asserted. */
export const ARTIFACT_TABLES = ['imports', 'exports', 'symbols'] as const;

/** One of `ARTIFACT_TABLES`. */
export type ArtifactTable = (typeof ARTIFACT_TABLES)[number];

/** Patterns of names, `*` standing for any text; for imports of `module.name`. */
export interface NamePatterns {
  readonly has: readonly string[];
  /** Where given, nothing outside these may be there. */
  readonly only?: readonly string[];
  readonly not: readonly string[];
}

/** Steps that replace some of a case's steps and should avoid the break. */
export interface Workaround {
  readonly name: string;
  readonly title: string;
  /** All steps of the case with the replacements in place. */
  readonly steps: readonly Step[];
}

/** The bounds of a step that declares none: striking one of these says nothing about the toolchains. */
export const DEFAULT_LIMITS: Limits = {
  wall: 300_000,
  silence: 240_000,
  output: 16 << 20,
  memory: 6 * (1 << 30),
};

/** The limits of a step: its own before the defaults, and which are its own. */
export function limitsOf(step: Step): {
  limits: Limits;
  declared: LimitName[];
} {
  const declared = (Object.keys(step.limits) as LimitName[]).filter((name) => step.limits[name] !== undefined).sort();
  return { limits: { ...DEFAULT_LIMITS, ...step.limits }, declared };
}
