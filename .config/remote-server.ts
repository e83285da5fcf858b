// The servers behind the measurement of remote execution: buildbox-casd as a cache, and as a worker with this machine's store.
// Prints their addresses as JSON, or null where the program cannot be had, and ends them when its standard input ends.

import { findBuildbox, startCasd } from '../src/remote/servers.fixture.ts';

const programs = findBuildbox();
if (programs === null) {
  console.log('null');
} else {
  const args = JSON.parse(process.argv[2]!) as string[];
  const runs = args.map((arg) => arg.replace('--runner-arg=', ''));
  const cache = await startCasd(programs);
  const worker = await startCasd(programs, { runs, jobs: Number(process.argv[3]) });
  console.log(JSON.stringify({ cache: cache.url, worker: worker.url }));
  for await (const _ of process.stdin);
  await Promise.all([cache.stop(), worker.stop()]);
}
