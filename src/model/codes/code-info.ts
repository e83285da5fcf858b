/** What the table says of a code. */
export interface CodeInfo {
  readonly category: string;
  readonly subject: string | null;
  /** True where the message only follows from another one and is never a break's first cause. False: it can be one. */
  readonly consequence: boolean;
  /** Present where it is a warning at exit 0 that traps or misbehaves when the module runs. */
  readonly traps?: true;
  /** What is wrong, in half a sentence. */
  readonly wrong: string;
}
