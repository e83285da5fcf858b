import { setTimeout as sleep } from 'node:timers/promises';
import { type ClientOptions, type ClientOutcome, runClient } from '../../system/client.ts';

/** What clients say where a network or a server failed, which another attempt may overcome. */
const PASSING =
  /\b(?:timeout|timed out|connection re(?:set|fused)|unexpected EOF|TLS handshake|temporary failure|50[0234] [A-Z]\w+|too many requests)\b/i;
const ATTEMPTS = 3;

/**
 * Runs a client that fetches and, unlike npm, pip and apt, gives up at the first trouble: up to three times, while what it
 * says is of the network. What it has fetched already it does not fetch again.
 */
export async function runFetching(
  argv: readonly string[],
  options: ClientOptions,
  wait = 2_000,
): Promise<ClientOutcome> {
  for (let attempt = 1; ; attempt++) {
    const said = await runClient(argv, options);
    const isPassing = PASSING.test(`${said.stdout}\n${said.stderr}`);
    if (said.exitCode === 0 || !isPassing || attempt === ATTEMPTS) return said;
    await sleep(wait * attempt, undefined, options.signal ? { signal: options.signal } : {});
  }
}
