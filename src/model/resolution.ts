/** What a name in a linked module came to stand for. */
export type Resolution =
  | {
      /** The host has to give it, under this name. */
      readonly kind: 'import';
      /** `module.name` */
      readonly import: string;
      /** The file that refers to it first; null where the linker did not say. */
      readonly by: string | null;
    }
  | {
      readonly kind: 'definition';
      /** The file that defines it, `libc.a(read.o)` for a member; null where the linker did not say. */
      readonly file: string | null;
    }
  /** A weak reference that nothing defines: its address is 0, and a call of it traps. */
  | { readonly kind: 'undefined-weak' }
  /** Nothing in the module bears the name. */
  | { readonly kind: 'absent' };

/** How a symbol resolved, and whether the module exports it under its name. */
export interface ResolvedSymbol {
  readonly symbol: string;
  readonly resolution: Resolution;
  /** Whether the module exports it; false: it is inside alone. */
  readonly exported: boolean;
}

/** How an object or a member of an archive has a symbol. */
export interface SymbolBinding {
  readonly symbol: string;
  /** `stub.o`, or `libc.a(read.o)` for a member. */
  readonly file: string;
  /** Whether the file defines it; false: it only refers to it. */
  readonly defined: boolean;
  /** Whether another definition may take its place; false: it binds as it stands. */
  readonly weak: boolean;
}
