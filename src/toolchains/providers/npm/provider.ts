import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import type { Tool } from '../../../model/tools.ts';
import { filesOf, type LockedToolchain } from '../../lock/locked.ts';
import type { InstalledTree, Provider, ProviderContext } from '../provider.ts';
import { BUN } from './bun.ts';
import { DENO } from './deno.ts';
import { NODE } from './node.ts';
import type { NpmTool } from './npm-tool.ts';
import { installPackage, listPackage, resolvePackage } from './package.ts';
import { WASI_SHIM } from './wasi-shim.ts';
import { WASMER_SDK } from './wasmer-sdk.ts';

const ALL: ReadonlyMap<Tool, NpmTool> = new Map([NODE, DENO, BUN, WASI_SHIM, WASMER_SDK].map((one) => [one.tool, one]));

/**
 * Tools of any version that are packages of the npm registry, with the registry's checksums. Its calls throw
 * `InfrastructureError` for a version that is not locked for the platform.
 */
export function createNpmProvider(): Provider {
  return {
    origin: 'npm',
    tools: [...ALL.keys()],
    complete: true,
    listVersions: async (tool, context) => await listPackage(toolOf(tool).package, context),
    resolve: async (tool, version, context) => await resolveTool(toolOf(tool), version, context),
    install: async (locked, staging, context) => await installTool(toolOf(locked.tool), locked, staging, context),
  };
}

async function resolveTool(one: NpmTool, version: string, context: ProviderContext): Promise<LockedToolchain> {
  const file = await resolvePackage(one.package, version, one.archive, context);
  const platform = { files: [file], disk: one.disk };
  return {
    tool: one.tool,
    version,
    origin: 'npm',
    provenance: 'published-hash',
    platforms: { [context.platform]: platform },
  };
}

async function installTool(
  one: NpmTool,
  locked: LockedToolchain,
  staging: string,
  context: ProviderContext,
): Promise<InstalledTree> {
  const [file] = filesOf(locked, context.platform);
  if (!file) throw new InfrastructureError(`${one.tool} ${locked.version} is not locked for ${context.platform}`);
  const tree = join(staging, 'tree');
  const fetched = await installPackage(file, tree, staging, context);
  const described = await one.layOut(tree, locked.version);
  return { layout: 'relocatable', files: {}, lacks: {}, borrowed: {}, ...described, sources: [fetched] };
}

function toolOf(tool: Tool): NpmTool {
  const one = ALL.get(tool);
  if (!one) throw new InfrastructureError(`no package of npm is ${tool}`);
  return one;
}
