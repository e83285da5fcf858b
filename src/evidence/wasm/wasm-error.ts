/**
 * What a reader says about bytes that it cannot go on with. `malformed`: they contradict the format or end too early.
 * `unknown`: they may be valid in a later version of the format, but this reader does not know the form.
 * Thrown by every reader of this room; nothing else is.
 */
export class WasmError extends Error {
  override readonly name = 'WasmError';
  /** Byte offset in the file that was read (of a member: in the member). */
  readonly offset: number;
  readonly kind: 'malformed' | 'unknown';

  constructor(message: string, offset: number, kind: 'malformed' | 'unknown' = 'malformed') {
    super(message);
    this.offset = offset;
    this.kind = kind;
  }
}

/** Something odd at an offset that did not keep the rest from being read. */
export interface Problem {
  /** Byte offset in the file. */
  readonly offset: number;
  readonly message: string;
}
