/** What a process of emrift can end with. Where several hold, the first of `PRECEDENCE` wins. */
export const EXIT = {
  /** Nothing new broke. */
  ok: 0,
  /** A cell regressed, changed, or is new and broken. */
  broken: 1,
  /** What the user gave is wrong. */
  input: 2,
  /** A toolchain could not be had, the disk is full, …: no verdict. */
  infrastructure: 3,
  /** Ctrl-C or a termination signal: what a shell calls a program that Ctrl-C ended. */
  interrupted: 130,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Strongest first. */
const PRECEDENCE: readonly ExitCode[] = [EXIT.interrupted, EXIT.input, EXIT.broken, EXIT.infrastructure, EXIT.ok];

/** The exit code of a run in which all of these hold. */
export function strongest(codes: readonly ExitCode[]): ExitCode {
  return PRECEDENCE.find((code) => codes.includes(code)) ?? EXIT.ok;
}

/** The exit code of what was compared: whether its verdicts fail, and whether some of it has none. */
export function codeOf(fails: boolean, isUndecided: boolean): ExitCode {
  return strongest([...(fails ? [EXIT.broken] : []), ...(isUndecided ? [EXIT.infrastructure] : [])]);
}
