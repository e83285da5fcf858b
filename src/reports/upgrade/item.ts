import { type Documented, printDocumented } from '../query/documented.ts';

/** The lists of an upgrade. */
export const UPGRADE_LISTS = {
  breaks: 'passes with the older versions, fails with the newer ones wherever it passed',
  lookAt: 'may concern a project: documented, or measured for some combinations only',
  fixed: 'fails with the older versions, passes with the newer ones',
} as const;

/** One of the lists. */
export type UpgradeList = keyof typeof UPGRADE_LISTS;

/** Why something stands in its list, in words for people. */
export const REASONS = {
  all: 'on every combination that was compared',
  partly: 'on some combinations only',
  mixed: 'where one part is of the newer version and another still of the older',
  open: 'the tested neighbours of an untested version differ',
  changed: 'it failed before too, for another reason',
  documented: 'documented, not measured between these versions',
  between: 'documented for versions between the two only',
  denied: 'documented to end between the two, while what was measured is the same with both',
} as const;

/** Why something stands in its list. */
export type Reason = keyof typeof REASONS;

/** What an entry rests on, in words for people. */
export const BASES = {
  measured: 'measured with these versions',
  parts: 'measured with these versions, not with all of them at once',
  neighbours: 'measured with the nearest tested versions',
  documented: 'by the references, which name the version',
} as const;

/** What an entry rests on. */
export type Basis = keyof typeof BASES;

/** One break, or one documented change, that an upgrade meets; prints as it is with `--json`. */
export interface UpgradeItem {
  /** The break's id, the first of several that one knowledge entry explains; of what is only documented, the entry's name. */
  readonly id: string;
  /** The ids of all its breaks; none where it is only documented. */
  readonly ids: readonly string[];
  readonly title: string;
  readonly reason: Reason;
  readonly basis: Basis;
  /** Cases that show it; none where it is only documented. */
  readonly cases: readonly string[];
  /** The combinations, where not every one; plain text. */
  readonly where: readonly string[];
  /** Workarounds that pass on all cells that fail with the newer versions. */
  readonly cures: readonly { readonly name: string; readonly title: string }[];
  /** Advice of the references, not run as it is worded. */
  readonly advice?: string;
  readonly documented?: Documented;
  /** Where it is documented, whether a documented bound lies between the versions. False: the references put it elsewhere. */
  readonly isBoundBetween?: boolean;
  readonly refs: readonly string[];
  /** The knowledge entry that explains it. */
  readonly known?: string;
  /** Its page below `reports/`. */
  readonly page?: string;
}

/** What references say of an item, plain text; empty where they say nothing. */
export function sayDocumented({
  documented,
  isBoundBetween,
}: Pick<UpgradeItem, 'documented' | 'isBoundBetween'>): string {
  if (!documented) return '';
  const elsewhere = isBoundBetween === false ? ', no bound of which lies between the two versions' : '';
  return `documented for ${printDocumented(documented)}${elsewhere}`;
}
