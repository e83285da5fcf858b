import { closeSync, openSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { scanPart } from '../../evidence/features/scan-code.ts';
import { createWindow } from './read-window.ts';
import { type ScanOrder, STATE, stateOf, writeOutcome } from './scan-result.ts';

/** What the second thread of `emrift inspect` runs: scans a part of a file's code, and says so. */
const { path, part, shared } = workerData as ScanOrder;
let state: number = STATE.failed;
try {
  const file = openSync(path, 'r');
  try {
    writeOutcome(shared, scanPart(createWindow(file), part));
    state = STATE.done;
  } finally {
    closeSync(file);
  }
} finally {
  Atomics.store(stateOf(shared), 0, state);
  Atomics.notify(stateOf(shared), 0);
}
