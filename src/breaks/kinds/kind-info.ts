/** Who can act on a kind of break. */
export type Actor = 'Go' | 'Emscripten' | 'LLVM' | 'the host' | 'your build' | 'the machine';

/** What a kind's page says to a reader who knows neither tool. Plain text; code stands in back-quotes. */
export interface KindInfo {
  readonly title: string;
  /** What has happened. */
  readonly meaning: string;
  readonly causes: readonly string[];
  readonly cures: readonly string[];
  readonly actor: Actor;
  /** How to expect it, or how to make the tool go on in spite of it. */
  readonly silence: string;
}

/** For kinds of which no tool makes a lesser matter. */
export const ONLY_EXPECT =
  'No option turns it off; a case that means to provoke it can keep the break as its known result.';
