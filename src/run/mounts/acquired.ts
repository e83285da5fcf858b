import type { Toolchain } from '../../model/toolchain.ts';

/** A toolchain, or why it could not be had. */
export type Acquired = Toolchain | { readonly unavailable: string };
