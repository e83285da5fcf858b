import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import type { Tool } from '../../../model/tools.ts';
import { filesOf, type LockedToolchain } from '../../lock/locked.ts';
import type { InstalledTree, Provider, ProviderContext } from '../provider.ts';
import { BUN } from './bun.ts';
import { DENO } from './deno.ts';
import { modulePackage } from './module.ts';
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
    tools: [...ALL.keys(), 'module'],
    complete: true,
    // Which modules there are stands in the matrix.
    listVersions: async (tool, context) =>
      tool === 'module' ? [] : await listPackage(toolOf(tool, '').package, context),
    resolve: async (tool, version, context, file) =>
      await resolveTool(toolOf(tool, version, file), version, context, file),
    install: async (locked, staging, context) => await installTool(locked, staging, context),
  };
}

async function resolveTool(
  one: NpmTool,
  version: string,
  context: ProviderContext,
  holds: string | undefined,
): Promise<LockedToolchain> {
  const file = await resolvePackage(one.package, one.release ?? version, one.archive, context);
  const platform = { files: [holds === undefined ? file : { ...file, holds }], disk: one.disk };
  return {
    tool: one.tool,
    version,
    origin: 'npm',
    provenance: 'published-hash',
    platforms: { [context.platform]: platform },
  };
}

async function installTool(locked: LockedToolchain, staging: string, context: ProviderContext): Promise<InstalledTree> {
  const [file] = filesOf(locked, context.platform);
  if (!file) throw new InfrastructureError(`${locked.tool} ${locked.version} is not locked for ${context.platform}`);
  const one = toolOf(locked.tool, locked.version, file.holds);
  const tree = join(staging, 'tree');
  const fetched = await installPackage(file, tree, staging, context);
  const described = await one.layOut(tree, locked.version);
  return { layout: 'relocatable', files: {}, lacks: {}, borrowed: {}, ...described, sources: [fetched] };
}

function toolOf(tool: Tool, version: string, file?: string): NpmTool {
  const one = tool === 'module' ? modulePackage(version, file) : ALL.get(tool);
  if (!one) throw new InfrastructureError(`no package of npm is ${tool}`);
  return one;
}
