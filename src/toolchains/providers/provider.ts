import type { Toolchain } from '../../model/toolchain.ts';
import type { Origin, Tool } from '../../model/tools.ts';
import type { UnpackOptions } from '../archive/unpack.ts';
import type { LockedFile, LockedToolchain, Platform } from '../lock/locked.ts';
import type { Settings } from './settings.ts';

/** What providers work with. */
export interface ProviderContext {
  readonly settings: Settings;
  readonly platform: Platform;
  readonly signal: AbortSignal | undefined;
  /** Whether indexes that were fetched before this run must be fetched again. False: they will do. */
  readonly refresh: boolean;
  /** When this run began, in milliseconds since 1970. */
  readonly started: number;
  /** Another provider's offers, asked at most once per run. */
  versionsOf(origin: Origin, tool: Tool): Promise<readonly string[]>;
  /** Takes a toolchain of another provider into the store. */
  obtain(origin: Origin, tool: Tool, version: string): Promise<Toolchain>;
}

/** A toolchain's tree as an installer left it in `<staging>/tree`, with what the store must know about it. */
export interface InstalledTree
  extends Pick<Toolchain, 'layout' | 'path' | 'env' | 'files' | 'lacks' | 'borrowed' | 'llvm' | 'buildsLibraries'> {
  /** The locked files with real sizes and checksums. */
  readonly sources: readonly LockedFile[];
  /** A command whose output must contain `expect`; its first word is found in `path`. */
  readonly check: { readonly command: readonly string[]; readonly expect: string };
}

/** Of a tree out of which steps take no single file: it has none for them, lacks none and borrows none. */
export const NO_FILES = { files: {}, lacks: {}, borrowed: {} } as const satisfies Partial<InstalledTree>;

/** Whether a source still has the locked files. */
export type LockedState = 'same' | 'moved' | 'gone';

/** A source of toolchains. All methods may throw `SourceUnreachable` or `InfrastructureError`. */
export interface Provider {
  readonly origin: Origin;
  /** The tools it has. */
  readonly tools: readonly Tool[];
  /** Whether what it does not offer does not exist. False: it may have more than it lists. */
  readonly complete: boolean;
  /** All versions it lists, in any order. */
  listVersions(tool: Tool, context: ProviderContext): Promise<readonly string[]>;
  /** Whether it has a version that it may not list. False: it does not have it either. */
  has?(tool: Tool, version: string, context: ProviderContext): Promise<boolean>;
  /** Resolves what an offered version is made from, for a module with its file; fetches nothing large. */
  resolve(tool: Tool, version: string, context: ProviderContext, file?: string): Promise<LockedToolchain>;
  /** Sources whose files come and go say whether the locked ones are still there. */
  check?(locked: LockedToolchain, context: ProviderContext): Promise<LockedState>;
  /** Fetches, verifies against the lock, and unpacks into `<staging>/tree`. */
  install(locked: LockedToolchain, staging: string, context: ProviderContext): Promise<InstalledTree>;
}

/** How every provider's archives are unpacked: with what the user has set, until the run is interrupted. */
export function unpackingFor({ settings, signal }: ProviderContext): Pick<UnpackOptions, 'env' | 'signal'> {
  return { env: settings.clientEnv, signal };
}

/** A source does not answer: one line why. The next source is asked. */
export class SourceUnreachable extends Error {
  override readonly name = 'SourceUnreachable';
}
