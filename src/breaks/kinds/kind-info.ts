/** Who can act on a break. */
export const ACTORS = ['Go', 'Emscripten', 'LLVM', 'the host', 'your build', 'the machine'] as const;

/** One of `ACTORS`. */
export type Actor = (typeof ACTORS)[number];

/** What a kind's page says to a reader who knows neither tool. Plain text; code stands in back-quotes. */
export interface KindInfo {
  readonly title: string;
  /** What has happened. */
  readonly meaning: string;
  readonly causes: readonly string[];
  readonly cures: readonly string[];
  readonly actor: Actor;
  /** What would show which of the causes it is: one command, or one thing to look at. */
  readonly check?: string;
  /** How to expect it, or how to make the tool go on in spite of it. */
  readonly silence: string;
}

/** For kinds of which no tool makes a lesser matter. */
export const ONLY_EXPECT = 'No option turns it off.';
