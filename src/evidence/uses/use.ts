import type { FileKind } from './file-kinds.ts';

/** What text in which kind of file uses something. */
export interface Use {
  readonly in: readonly FileKind[];
  /**
   * Texts, one of which has to stand there. `*` is any text of the same line, `$` each of `names`. Where a text begins or ends
   * with a letter, digit or `_`, no further one may stand beside it.
   */
  readonly text: readonly string[];
  readonly names?: readonly string[] | undefined;
  /** Texts, with `$` for the name, that are no use, though one of the texts stands where they begin. */
  readonly butNot?: readonly string[] | undefined;
  /** Settings that, where a project lists the name in one of them, make its use harmless. */
  readonly unlessListed?: readonly string[] | undefined;
  /** Texts that, where they stand in the same line, make it harmless. */
  readonly unlessInLine?: readonly string[] | undefined;
  /** Texts that, where they stand in the same file, make it harmless. */
  readonly unlessInFile?: readonly string[] | undefined;
  /** Texts that, where they stand in any file of the project, make it harmless. */
  readonly unlessInProject?: readonly string[] | undefined;
}

/** A use of something that a knowledge entry is about. */
export interface NamedUse {
  readonly entry: string;
  readonly use: Use;
}

/** A place in a file that uses something. Lines and columns count from 1, columns in UTF-16 units. */
export interface Hit {
  readonly entry: string;
  readonly line: number;
  readonly column: number;
  /** The line, without blanks at its ends, cut to a bounded length. */
  readonly text: string;
}
