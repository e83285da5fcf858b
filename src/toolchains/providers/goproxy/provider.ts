import type { Provenance } from '../../../model/tools.ts';
import { callClient, lastWords, runClient } from '../../../system/client.ts';
import type { OpenSuite } from '../debian/provider.ts';
import { findGoClient, type GoClient } from '../go-client.ts';
import { type Provider, type ProviderContext, SourceUnreachable } from '../provider.ts';
import type { ModuleTool } from './module-tool.ts';
import { createTinyGoModule } from './tinygo.ts';
import { createToolchainModule } from './toolchain.ts';
import { wazeroModule } from './wazero.ts';

/** A question to the proxy, in milliseconds. */
const ASK_WALL = 30_000;

/**
 * Tools that are Go modules, fetched and verified against the checksum database by a Go client, through the proxy
 * that it is set to. A proxy has more versions than it lists. Its calls throw `SourceUnreachable` where the proxy does
 * not answer.
 */
export function createGoProxyProvider(open: OpenSuite): Provider {
  const tools = new Map(
    [createToolchainModule(open), wazeroModule, createTinyGoModule(open)].map((one) => [one.tool, one]),
  );
  let client: Promise<GoClient> | undefined;
  const findClient = (context: ProviderContext) => {
    client ??= findGoClient(context);
    return client;
  };
  return {
    origin: 'goproxy',
    tools: [...tools.keys()],
    complete: true,
    listVersions: async (tool, context) => {
      const { versions } = tools.get(tool)!;
      if (versions) return versions;
      const { go, env, cwd } = await findClient(context);
      const options = { env, cwd, signal: context.signal, wall: ASK_WALL };
      const said = await runClient([go, 'list', '-m', '-versions', tools.get(tool)!.module], options);
      if (said.exitCode !== 0) throw new SourceUnreachable(lastWords(said));
      return readVersionList(said.stdout, tools.get(tool)!);
    },
    has: async (tool, version, context) => {
      const { go, env, cwd } = await findClient(context);
      const said = await runClient([go, 'list', '-m', tools.get(tool)!.nameOf(version)], { env, cwd, wall: ASK_WALL });
      return said.exitCode === 0;
    },
    resolve: async (tool, version, context) => {
      const found = await findClient(context);
      const platform = await tools.get(tool)!.resolve(version, found, context);
      const provenance = await checksumProvenance(tools.get(tool)!.module, found, context);
      return { tool, version, origin: 'goproxy', provenance, platforms: { [context.platform]: platform } };
    },
    check: async (locked, context) => (await tools.get(locked.tool)!.check?.(locked, context)) ?? 'same',
    install: async (locked, staging, context) =>
      await tools.get(locked.tool)!.install(locked, staging, await findClient(context), context),
  };
}

/** Reads `go list -m -versions MODULE`: the module, then its versions, separated by blanks. */
export function readVersionList(text: string, { readVersion }: Pick<ModuleTool, 'readVersion'>): string[] {
  return text.split(/\s+/).flatMap((word) => readVersion(word) ?? []);
}

/** With the checksum database off the client trusts what it gets first. */
async function checksumProvenance(
  module: string,
  { go, env, cwd }: GoClient,
  context: ProviderContext,
): Promise<Provenance> {
  const said = await callClient([go, 'env', 'GOSUMDB', 'GONOSUMDB'], { env, cwd, signal: context.signal });
  const [database = '', exempt = ''] = said.split('\n');
  return database === 'off' || exempt.includes(module) ? 'first-use' : 'signed';
}
