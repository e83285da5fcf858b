// The Chromium of the system: under the path in CHROMIUM, else by one of its names on PATH.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/** What distributions call it. */
export const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of the browser. Throws where there is none. */
export function findBrowser() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(':').filter(Boolean);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  if (!found) throw new Error(`no ${NAMES.join(', ')} on PATH; CHROMIUM may name one`);
  return found;
}

/** Starts it, without a window. */
export function launch() {
  return chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'], timeout: 60_000 });
}
