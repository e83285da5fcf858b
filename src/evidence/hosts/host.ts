import type { Feature } from '../features/features.ts';

/** Functions that a host gives to modules that import them. */
export interface ImportOffer {
  readonly module: string;
  /** `*` stands for any characters. */
  readonly names: readonly string[];
}

/** Something that runs wasm, at one version, as it comes: no flags, no own functions. */
export interface Host {
  /** `node20.20.2`; `go1.27.4:wasm_exec.js` is Go's loader for a page or node. */
  readonly id: string;
  /** `node`, `wasm_exec.js`: rows of one family stand in order of their versions. */
  readonly family: string;
  /** What it does not understand; null for a loader, which leaves that to its engine. */
  readonly lacks: readonly Feature[] | null;
  readonly imports: readonly ImportOffer[];
  /** Exports that it needs, by the imports (`*` as above) that make it need them; without `when` it always does. */
  readonly needs: readonly { readonly when?: string; readonly exports: readonly string[] }[];
  /** Modules of `imports` that it gives only where somebody asks for them, by name, each with what does so. */
  readonly onRequest: Readonly<Record<string, string>>;
  /** What makes it understand a feature that it lacks by default. */
  readonly switches: Readonly<Partial<Record<Feature, string>>>;
}
