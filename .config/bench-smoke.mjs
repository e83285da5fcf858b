// What a smoke check of every tested version would have seen, by the committed results alone: nothing is executed.
import { answerOf, bundle } from './bench-tools.mjs';

/** Bundles the program that replays, and gives what it says. */
export async function measureSmoke(folder) {
  return answerOf(await bundle('replay-smoke', folder));
}
