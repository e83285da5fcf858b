import * as z from 'zod';
import { problemOf, readJson } from './input.ts';

/** The versions of WASI that suites are for, as their manifests and folders call them. */
export const WASI_VERSIONS = ['wasm32-wasip1', 'wasm32-wasip2', 'wasm32-wasip3'] as const;

/** One of them. */
export type WasiVersion = (typeof WASI_VERSIONS)[number];

/** What a suite is called, and which WASI its modules are for. */
export interface Manifest {
  readonly name: string;
  readonly version: WasiVersion;
}

const shape = z.strictObject({ name: z.string().min(1).optional(), version: z.enum(WASI_VERSIONS).optional() });

/**
 * Reads `manifest.json` of a suite, in the form of WebAssembly/wasi-testsuite; `null`: there is none. `folders` are the names
 * of the folders that lead to it: what the manifest does not say they do, as a folder that is called `wasm32-wasip1` names
 * a version and the one above it the suite. Gives a reason where another key stands in it.
 */
export function readManifest(text: string | null, folders: readonly string[]): Manifest | { readonly reason: string } {
  const isVersion = (name: string | undefined): name is WasiVersion => WASI_VERSIONS.includes(name as WasiVersion);
  const last = folders.at(-1);
  const path = (isVersion(last) ? folders.slice(0, -1) : folders).join('/') || last || '.';
  const own: Manifest = { name: path, version: isVersion(last) ? last : 'wasm32-wasip1' };
  if (text === null) return own;
  const json = readJson(text);
  if ('reason' in json) return json;
  const parsed = shape.safeParse(json.value);
  if (!parsed.success) return { reason: problemOf(parsed.error) };
  return { name: parsed.data.name ?? own.name, version: parsed.data.version ?? own.version };
}
