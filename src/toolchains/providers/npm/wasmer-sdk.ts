import { packageFolder } from './npm-tool.ts';

/**
 * Wasmer with WASIX, itself compiled to WebAssembly. What else the package asks for serves networks alone. 0.16.0 measured
 * 2 MB, 5.5 MB unpacked.
 */
export const WASMER_SDK = packageFolder('wasmer-sdk', '@wasmer/sdk', 'WASMER_SDK', [2_000_000, 5_600_000]);
