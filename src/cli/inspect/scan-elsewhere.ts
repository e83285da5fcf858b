import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { ScanElsewhere } from '../../evidence/features/scan-code.ts';
import { ownFolder } from '../../system/own-folder.ts';
import { openOutcome, readOutcome, type ScanOrder, STATE, stateOf } from './scan-result.ts';

/** How long a thread may take longer than the one that waits for it, in milliseconds. */
const MOST_WAITED = 10_000;

/**
 * Scans a part of the code of the file at a path on a thread of its own. The outcome is null where no thread could be had, the
 * file could not be read by it, or it took too long: whoever asked has to do it then.
 */
export function scanElsewhereOf(path: string): ScanElsewhere {
  return (part) => {
    const program = join(ownFolder(), 'dist', 'scan-worker.js');
    if (!existsSync(program)) return () => null;
    const shared = openOutcome();
    const order: ScanOrder = { path, part, shared };
    try {
      // Few files have so much code: others do not wait for what threads need to be loaded.
      const { Worker } = process.getBuiltinModule('node:worker_threads');
      const worker = new Worker(program, { workerData: order, stdout: true, stderr: true });
      worker.on('error', () => {});
      worker.unref();
    } catch {
      return () => null;
    }
    return () => {
      Atomics.wait(stateOf(shared), 0, STATE.open, MOST_WAITED);
      return Atomics.load(stateOf(shared), 0) === STATE.done ? readOutcome(shared) : null;
    };
  };
}
