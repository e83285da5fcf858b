import type { Browser } from 'playwright-core';

/** Starts the Chromium of the system, without a window. Throws where there is none. */
export function launch(): Promise<Browser>;
