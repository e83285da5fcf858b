import type { Digest, LimitName } from './action.ts';
import type { Finding } from './codes.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { ReadOutcomes } from './outcomes.ts';
import type { ResolvedSymbol, SymbolBinding } from './resolution.ts';
import type { ModuleSurface } from './results.ts';

/** Something that a case asked of a step's output or artefacts and that was not met. */
export interface UnmetExpectation {
  readonly kind: Finding;
  /** `module.name`, a name, or null where the case and step stand in. */
  readonly subject: string | null;
  /** One line for people: what was asked, what was found. */
  readonly text: string;
}

/** All that is read from what one action left. A function of the action's result and of the step's expectations alone. */
export interface StepEvidence {
  readonly outcome: 'passed' | 'failed';
  readonly exitCode: number | null;
  /** The declared limit that struck. */
  readonly limit?: LimitName;
  /** All messages, standard error first, then standard output, in log order. */
  readonly diagnostics: readonly Diagnostic[];
  readonly unmet: readonly UnmetExpectation[];
  /** Standard error then standard output, paths and process ids normalised, trimmed in the middle. */
  readonly log: string;
  /** Imports and exports of each wasm module among the outputs, by path. */
  readonly modules: Readonly<Record<string, ModuleSurface>>;
  /** Bytes of each of these modules, by path; not there where there are none. */
  readonly sizes?: Readonly<Record<string, number>>;
  /** The outputs whose symbol tables are to be kept, by path. */
  readonly recorded?: Readonly<Record<string, Digest>>;
  /** The values that the step reported: name → value, of the names that it is to report. */
  readonly reported?: Readonly<Record<string, string>>;
  /** What the step said of the tests that it ran, where it is to say so and did. */
  readonly outcomes?: ReadOutcomes;
  /** How the symbols that the step names resolved in the module that it linked, and how its objects have them. */
  readonly resolved?: { readonly symbols: readonly ResolvedSymbol[]; readonly bindings: readonly SymbolBinding[] };
}

/** What became of a step on one combination. */
export type StepState =
  | { readonly kind: 'read'; readonly evidence: StepEvidence }
  | { readonly kind: 'blocked'; readonly by: string }
  | { readonly kind: 'skip'; readonly reason: string }
  | { readonly kind: 'infra'; readonly reason: string };

/** A cell with the states of its steps, in step order, and those of each workaround's steps. */
export interface CellRecord {
  readonly case: string;
  /** Role → toolchain id. */
  readonly on: Readonly<Record<string, string>>;
  readonly steps: readonly (readonly [name: string, state: StepState])[];
  readonly workarounds: Readonly<Record<string, readonly (readonly [name: string, state: StepState])[]>>;
}
