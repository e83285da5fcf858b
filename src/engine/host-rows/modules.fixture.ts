import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { HostVerdict } from '../../evidence/hosts/judge-hosts.ts';
import { inspectFile } from '../../evidence/inspect/inspect-file.ts';
import { readLibraryNames } from '../../evidence/origin/library-names.ts';
import { HOST_PROBES } from './host-probes.fixture.ts';

/** A module that hosts are tried with, and what is said of each host. Only tests use this file. */
export interface TriedModule {
  /** A number with an end, whatever the file is called. */
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly hosts: readonly HostVerdict[];
}

/** Larger ones take a host minutes. Bytes. */
const LARGEST = 4_000_000;

/** The modules of a folder, and of those below; of no folder the probes, which are modules as well. */
export function listModules(folder: string | undefined): TriedModule[] {
  const files =
    folder === undefined
      ? [...HOST_PROBES]
      : readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter((path) => path.endsWith('.wasm') && statSync(join(folder, path)).size <= LARGEST)
          .sort()
          .map((path) => [path, readFileSync(join(folder, path))] as const);
  const library = readLibraryNames();
  return files.flatMap(([path, bytes], place) => {
    const { format, hosts } = inspectFile(bytes, path, library);
    return format === 'module' && hosts.length > 0 ? [{ name: `${place}.wasm`, path, bytes, hosts }] : [];
  });
}
