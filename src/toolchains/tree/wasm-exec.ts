import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { WASM_EXEC_FILES, WASM_EXEC_FOLDERS } from '../../model/wasm-exec.ts';

/** What a Go tree has of them: name → path in the tree, and for each that is not there why not. */
export interface WasmExec {
  readonly files: Readonly<Record<string, string>>;
  readonly lacks: Readonly<Record<string, string>>;
}

/** Looks for the files in the folders of a Go tree where they lie by the release's own layout. */
export async function findWasmExec(tree: string, version: string): Promise<WasmExec> {
  for (const folder of WASM_EXEC_FOLDERS) {
    const found = await listWasmExec(tree, folder, `go${version}`);
    if (Object.keys(found.files).length > 0) return found;
  }
  return lacksAll(`go${version} as installed has no folder misc/wasm`);
}

/** What lies in one folder of a tree; `source` names the release that the folder is from. */
export async function listWasmExec(tree: string, folder: string, source: string): Promise<WasmExec> {
  const present = new Set(await readdir(join(tree, folder)).catch(() => []));
  const [have, lack] = [
    WASM_EXEC_FILES.filter((name) => present.has(name)),
    WASM_EXEC_FILES.filter((name) => !present.has(name)),
  ];
  return {
    files: Object.fromEntries(have.map((name) => [name, `${folder}/${name}`])),
    lacks: Object.fromEntries(lack.map((name) => [name, `${source} has no such file`])),
  };
}

/** All of them missing for one reason. */
export function lacksAll(reason: string): WasmExec {
  return { files: {}, lacks: Object.fromEntries(WASM_EXEC_FILES.map((name) => [name, reason])) };
}

/** What every run of a Go is pinned to; {mount} is its folder. */
export const GO_ENV = { GOENV: 'off', GOFLAGS: '', GOTOOLCHAIN: 'local' } as const;
