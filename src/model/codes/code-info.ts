/** What the table says of a code. */
export interface CodeInfo {
  readonly category: string;
  readonly subject: string | null;
  /** True where the message only follows from another one and is never a break's first cause. */
  readonly consequence: boolean;
  /** What is wrong, in half a sentence. */
  readonly wrong: string;
}
