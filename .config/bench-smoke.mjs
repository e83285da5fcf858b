// What a smoke check of every tested version would have seen, by the committed results alone: nothing is executed.
import { spawnSync } from 'node:child_process';
import { bundle, root } from './bench-tools.mjs';

/** Bundles the program that replays, and prints what it says. */
export async function measureSmoke(folder) {
  const program = await bundle('replay-smoke', folder);
  const done = spawnSync(process.execPath, [program], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (done.status !== 0) throw new Error(done.stderr);
  console.log(done.stdout.trimEnd());
}
