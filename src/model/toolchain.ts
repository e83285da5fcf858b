import type { Digest } from './action.ts';
import type { Origin, Provenance, Tool } from './tools.ts';

/** A toolchain that stands in the store, or that the user has; its folder is never written to. */
export interface Toolchain {
  readonly id: string;
  readonly tool: Tool;
  readonly version: string;
  readonly origin: Origin;
  readonly provenance: Provenance;
  /** Of the installed tree: paths, contents, executable bits and links; computed once, at install. */
  readonly digest: Digest;
  /** The folder on this machine that holds it. */
  readonly dir: string;
  /**
   * `root`: `dir` is a root file system of its own (usr, etc, bin …).
   * `relocatable`: `dir` is mounted at `/opt/<role>`.
   */
  readonly layout: 'root' | 'relocatable';
  /** Folders to put first in PATH, relative to where it is mounted: `['bin']`. */
  readonly path: readonly string[];
  /** Fixed environment that it needs; `{mount}` stands for its mount point. */
  readonly env: Readonly<Record<string, string>>;
  /** Files that a case may take by name (`wasm_exec.js`) → path relative to `dir`. */
  readonly files: Readonly<Record<string, string>>;
  /** Named files that cannot be had for this toolchain → why. */
  readonly lacks: Readonly<Record<string, string>>;
  /** Named files that stand in from a neighbouring release → that release's id. */
  readonly borrowed: Readonly<Record<string, string>>;
  readonly llvm?: string;
  /**
   * Whether its libraries are built on first use and so need warming (Emscripten without a prebuilt cache). False: it
   * came with them, or has none.
   */
  readonly buildsLibraries?: boolean;
  /** Bytes on disk. */
  readonly size: number;
}

/** Why a toolchain, or a version that has no name yet, is not there: `go1.99 is unavailable: no source has it`. */
export function describeUnavailable(id: string | null, reason: string): string {
  return id === null ? reason : `${id} is unavailable: ${reason}`;
}
