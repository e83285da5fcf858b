import { expect, it } from 'vitest';
import { parseLog } from '../parse-log.ts';

it('distinguishes a C++ exception that left a page from other numbers', () => {
  const codes = (log: string) => parseLog(log).map(({ reporter, code }) => `${reporter} ${code}`);
  expect(codes('Uncaught (in promise) 67528\n')).toEqual(['chromium uncaught-wasm-exception']);
  expect(codes('Uncaught 5244808\n')).toEqual(['chromium uncaught-wasm-exception']);
  expect(codes('uncaught exception: 5266208\n')).toEqual(['chromium uncaught-wasm-exception']);
  expect(codes('Uncaught 3 of them\n67528\n')).toEqual([]);
});

it('names the file that a page asked for in vain', () => {
  const log =
    'Failed to load resource: the server responded with a status of 404 (Not Found) (http://localhost/a.wasm)\n';
  expect(parseLog(log)).toMatchObject([
    { reporter: 'chromium', code: 'file-not-found', file: 'http://localhost/a.wasm' },
  ]);
});

it('says that a page may not share memory, as an older loader that misses SharedArrayBuffer does', () => {
  const newer =
    "Uncaught (in promise) DataCloneError: Failed to execute 'postMessage' on 'Worker': SharedArrayBuffer transfer requires self.crossOriginIsolated.\n    at http://localhost/thread.js:1148:16\n";
  const older =
    'Uncaught ReferenceError: SharedArrayBuffer is not defined\n    at http://localhost/thread.js:1176:40\n';
  const fault = [{ code: 'loader-host-incompatible', symbol: 'SharedArrayBuffer' }];
  expect(parseLog(newer)).toMatchObject(fault);
  expect(parseLog(older)).toMatchObject(fault);
});
