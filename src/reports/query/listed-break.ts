import type { DocumentedVerdict } from './documented-verdict.ts';

/** A break in a few words, for whoever looks one up without reading all results. */
export interface ListedBreak {
  readonly id: string;
  readonly title: string;
  /** The knowledge entries that explain it, by name. */
  readonly known: readonly string[];
  /** Where it breaks among the tested versions: `Emscripten since 6.0.5`. */
  readonly range: string;
  /** How many cells have it. */
  readonly cells: number;
  /** Workarounds that were run and pass, with the number of cells on which. */
  readonly cures: readonly { readonly title: string; readonly cells: number }[];
  /** How references and measurement stand to each other, where there are any. */
  readonly documented: DocumentedVerdict | null;
  /** Its page below the catalogue's folder. */
  readonly page: string;
}
