/** One call of a guest over the border to its host, decoded. */
export interface TracedCall {
  readonly function: string;
  /** In order. Null: the host does not reveal it. */
  readonly args: Readonly<Record<string, string | null>>;
  /** What the call gave besides its error. Null: the host does not reveal it. */
  readonly results: Readonly<Record<string, string | null>>;
  /** By name (`SUCCESS`, `EBADF`). Null: the call did not come back, as `proc_exit` never does. */
  readonly errno: string | null;
  /** How long it took, in nanoseconds. Null: the host does not reveal it. */
  readonly nanoseconds: number | null;
}

/** What a host revealed of a run. */
export interface Trace {
  readonly calls: readonly TracedCall[];
  /** Whether calls came after those that are kept. False: these are all that the host revealed. */
  readonly cut: boolean;
}

/** The most calls and bytes that are kept of one run. */
export const MOST_CALLS = 200_000;
/** In bytes. */
export const MOST_TRACE = 64 << 20;
