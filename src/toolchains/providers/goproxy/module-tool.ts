import type { Tool } from '../../../model/tools.ts';
import type { LockedPlatform, LockedToolchain } from '../../lock/locked.ts';
import type { GoClient } from '../go-client.ts';
import type { InstalledTree, LockedState, ProviderContext } from '../provider.ts';

/** A tool that is published as a Go module. */
export interface ModuleTool {
  readonly tool: Tool;
  readonly module: string;
  /** All versions that can be had, where that is known without asking a proxy. */
  readonly versions?: readonly string[];
  /** The tool's version in a version of the module; null where it is for another platform. */
  readVersion(moduleVersion: string): string | null;
  /** `module@version` of one of the tool's versions. */
  nameOf(version: string): string;
  resolve(version: string, client: GoClient, context: ProviderContext): Promise<LockedPlatform>;
  check?(locked: LockedToolchain, context: ProviderContext): Promise<LockedState>;
  install(locked: LockedToolchain, staging: string, client: GoClient, context: ProviderContext): Promise<InstalledTree>;
}
