import process from 'node:process';
import { runJob } from '../engine/step/run-job.ts';

/** The worker was not fit: whatever keeps results by exit code is not to keep this one. */
const UNFIT = 75;

/**
 * `emrift-step`: carries out the job in the current folder on a worker, and leaves its report there. Whoever reads no report knows
 * that nothing was carried out.
 */
async function main(): Promise<number> {
  const control = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => control.abort(new Error(signal)));
  const result = await runJob(process.cwd(), control.signal);
  if (result.kind !== 'infra') return 0;
  process.stderr.write(`emrift-step: ${result.reason}\n`);
  return UNFIT;
}

process.setMaxListeners(0);
main().then(
  (code) => process.exit(code),
  (error: Error) => {
    process.stderr.write(`emrift-step: ${error.message}\n`);
    process.exit(UNFIT);
  },
);
