import type { Digest } from './action.ts';

/** The format of the files in `reports/abi/`; a reader refuses a newer one. */
export const ABI_SCHEMA = 1;

/** The symbol tables of what one toolchain brings to a link, as committed in `reports/abi/<toolchain>.json`. */
export interface Abi {
  /** The toolchain's id. */
  readonly toolchain: string;
  /** Of the installed tree, as the results have it. */
  readonly digest: Digest;
  /** Sorted by name, then by links. */
  readonly libraries: readonly AbiLibrary[];
}

/** What kinds of files are recorded. */
export const LIBRARY_FORMATS = ['archive', 'object', 'shared', 'module', 'stub-library'] as const;

/** One of `LIBRARY_FORMATS`. A stub library names what a host's JavaScript gives. */
export type LibraryFormat = (typeof LIBRARY_FORMATS)[number];

/** The symbol table of one file. */
export interface AbiLibrary extends LibraryTable {
  /** The file's name, e.g. `libc.a`. */
  readonly name: string;
  /** The links that it takes part in, as `case:step`, sorted. The same table in several links is kept once. */
  readonly links: readonly string[];
}

/** What a library defines and what it needs, local symbols aside; lists sorted by name, kind, binding and type. */
export interface LibraryTable {
  readonly format: LibraryFormat;
  /** Files in an archive; 1 for what is none. */
  readonly members: number;
  /** Members that were not read, and why: bitcode is recognised only. */
  readonly unread: readonly { readonly member: string; readonly reason: string }[];
  readonly provides: readonly AbiSymbol[];
  /** Undefined in some member and defined in none. */
  readonly needs: readonly NeededSymbol[];
}

/** A symbol as its members agree on it; where they do not, there are several of one name. */
export interface AbiSymbol {
  readonly name: string;
  /** `function`, `data`, `global`, `table`, `tag`. */
  readonly kind: string;
  /** Whether another definition may take its place; false: two would collide. */
  readonly weak: boolean;
  /** Signature of a function or tag, type of a global or table; null for data, and where the file does not state it. */
  readonly type: string | null;
  /** The first members, in order, that have it; of a stub library, what needs it. */
  readonly members: readonly string[];
  /** How many further members have it. */
  readonly more: number;
}

/** A symbol that something else has to give. */
export interface NeededSymbol extends AbiSymbol {
  /** `module.name` where it is imported by another name than `env.<its own>`; else null. */
  readonly import: string | null;
}
