/** Symbols, imports and exports that came, went or changed along the versions of a tool. */
export interface DriftData {
  readonly symbols: readonly SymbolStep[];
  readonly modules: readonly ModuleStep[];
}

/** What libraries define otherwise than in the version before: names by family, C names only. */
export interface SymbolStep {
  readonly before: string;
  readonly after: string;
  /** Family → names. */
  readonly added: NamesByGroup;
  readonly removed: NamesByGroup;
  /** With another signature, kind or binding, or in another family. */
  readonly changed: NamesByGroup;
  /** C++ names that came, went or changed; they are counted only. */
  readonly mangled: number;
}

/** What cases' modules import and export otherwise than with the version before. */
export interface ModuleStep {
  readonly before: string;
  readonly after: string;
  readonly added: NamesByGroup;
  readonly removed: NamesByGroup;
}

/** Names, blanks between them, by what they belong to: a family of libraries, or `imports` and `exports`. */
export type NamesByGroup = Readonly<Record<string, string>>;

/** The names of a group. */
export function namesOf(group: string): readonly string[] {
  return group === '' ? [] : group.split(' ');
}
