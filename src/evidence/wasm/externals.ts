/** The kinds of things that a module imports and exports, in the order of their codes in the binary format. */
export const EXTERNAL_KINDS = ['function', 'table', 'memory', 'global', 'tag'] as const;

/** One of `EXTERNAL_KINDS`. */
export type ExternalKind = (typeof EXTERNAL_KINDS)[number];

/** Bounds of a memory or table, in pages or elements. */
export interface Limits {
  readonly min: bigint;
  readonly max: bigint | undefined;
  /** Whether threads share it; false: each instance has its own. */
  readonly shared: boolean;
  /** Addressed by 64 bits (memory64, table64). False: by 32. */
  readonly is64: boolean;
  /** Log2 of the page size where the module declares one (custom-page-sizes). */
  readonly pageSizeLog2: number | undefined;
}

/** A table's element type as text (`funcref`), and its bounds. */
export interface TableType {
  readonly element: string;
  readonly limits: Limits;
}

/** A global's value type as text. */
export interface GlobalType {
  readonly value: string;
  /** Whether it can change; false: it is a constant. */
  readonly mutable: boolean;
  /** Whether threads share it; false: each instance has its own. */
  readonly shared: boolean;
}

/** What an import asks for; functions and tags by index into `types`. */
export type ExternalType =
  | { readonly kind: 'function'; readonly type: number; readonly exact: boolean }
  | { readonly kind: 'table'; readonly table: TableType }
  | { readonly kind: 'memory'; readonly memory: Limits }
  | { readonly kind: 'global'; readonly global: GlobalType }
  | { readonly kind: 'tag'; readonly type: number };

/** One import. */
export interface Import {
  readonly module: string;
  readonly name: string;
  readonly type: ExternalType;
}

/** One export: an index into the index space of its kind. */
export interface Export {
  readonly name: string;
  readonly kind: ExternalKind;
  readonly index: number;
}
