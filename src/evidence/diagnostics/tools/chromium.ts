import { type Draft, draft } from '../draft.ts';

/** A page asked for a file that its server does not have: console of Chromium 120 to 156. */
const NOT_LOADED = /^Failed to load resource: the server responded with a status of 404 \([^)]*\)(?: \((\S+)\))?$/;

/** What leaves a page as a number is the pointer to a C++ exception that nothing in its module caught. */
const POINTER =
  /^(?:Uncaught (?:\(in promise\):? )?|uncaught exception: |exception thrown: |\[UnhandledPromiseRejection: .{0,300} with the reason ")\d{4,10}(?:"\..*)?$/;

/** Shared memory of a page that is not isolated: console of Chromium 156, which names the function that was to pass it. */
const NOT_SHARED =
  /^Uncaught (?:\(in promise\) )?DataCloneError: .*: SharedArrayBuffer transfer requires self\.crossOriginIsolated\.$/;

/** Reads what only a browser's console says, without the wasm engine's messages; null where it is none of that. */
export function readPage(text: string): Draft | null {
  if (POINTER.test(text)) return draft('chromium', 'error', 'uncaught-wasm-exception', text);
  if (NOT_SHARED.test(text)) {
    return draft('chromium', 'error', 'loader-host-incompatible', text, { symbol: 'SharedArrayBuffer' });
  }
  const missing = NOT_LOADED.exec(text);
  if (!missing) return null;
  return draft('chromium', 'error', 'file-not-found', text, missing[1] ? { file: missing[1] } : {});
}
