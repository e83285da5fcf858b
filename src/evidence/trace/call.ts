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
  /** The system calls of the host that it led to, where they were asked for. Null: they are not known. */
  readonly system?: readonly LedTo[] | null;
}

/** A system call of a host, in the words of strace. */
export interface SystemCall {
  readonly name: string;
  /** `AT_FDCWD, "f.txt", O_RDONLY`; long ones are cut. */
  readonly args: string;
  /** `9`, `0x8000 (flags O_RDONLY)`. Null: it did not come back. */
  readonly result: string | null;
  /** By name. Null: it came back without one, or not. */
  readonly errno: string | null;
  /** How long it took under strace. Null: that is not known. */
  readonly nanoseconds: number | null;
}

/** A system call that a call of a guest led to. */
export interface LedTo extends SystemCall {
  /** Whether another thread of the host made it than the one in which the guest runs: for it, or for itself. False: that one. */
  readonly isAside: boolean;
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
