import { packageFolder } from './npm-tool.ts';

/** browser_wasi_shim, WASI in JavaScript for pages: 0.4.2 measured 0.03 MB, 0.2 MB unpacked. */
export const WASI_SHIM = packageFolder('wasi-shim', '@bjorn3/browser_wasi_shim', 'WASI_SHIM', [40_000, 200_000]);
