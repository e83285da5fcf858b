import { expect, it } from 'vitest';
import { wasmExecFolder } from './wasm-exec.ts';

it.each([
  ['1.19.13', 'misc/wasm'],
  ['1.23.12', 'misc/wasm'],
  ['1.24rc1', 'lib/wasm'],
  ['1.24.0', 'lib/wasm'],
  ['1.27.4', 'lib/wasm'],
])('Go %s has its wasm_exec.js in %s', (version, folder) => expect(wasmExecFolder(version)).toBe(folder));
