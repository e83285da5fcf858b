import { InfrastructureError } from '../../../model/errors.ts';
import type { Tool } from '../../../model/tools.ts';
import { compareVersions } from '../../../model/versions.ts';
import { filesOf } from '../../locked.ts';
import type { Provider, ProviderContext } from '../provider.ts';
import { openSuite, type Suite } from './apt.ts';
import { installEmscripten, resolveEmscripten } from './emscripten.ts';
import { installGo, resolveGo } from './go.ts';
import { type DebianPackage, SUITES, upstreamOf } from './suites.ts';

/** Opens a suite by name. */
export type OpenSuite = (name: string, context: ProviderContext) => Promise<Suite>;

/** Opens each suite at most once, so a run makes one of its own. */
export function createSuites(): OpenSuite {
  const opened = new Map<string, Promise<Suite>>();
  return (name, context) => {
    const known = opened.get(name) ?? openSuite(name, context);
    opened.set(name, known);
    return known;
  };
}

/** Toolchains of the Debian archive: Emscripten of each suite with a root file system of its own, and Go with its sources. */
export function createDebianProvider(open: OpenSuite): Provider {
  return {
    origin: 'debian',
    tools: ['go', 'emsdk'],
    complete: false,
    offers: async (tool, context) => {
      const suites = await openAll(tool, context, open);
      return suites.flatMap((suite) => versionsIn(suite, tool));
    },
    resolve: async (tool, version, context) => {
      const suite = (await openAll(tool, context, open)).find((one) => versionsIn(one, tool).includes(version));
      if (!suite) throw new InfrastructureError(`no Debian suite has ${tool} ${version}`);
      return tool === 'go' ? resolveGo(version, suite, context) : await resolveEmscripten(version, suite, context);
    },
    check: async (locked, context) => {
      const files = filesOf(locked, context.platform);
      const suite = await open(files[0]?.suite ?? 'sid', context);
      if (await suite.lists(files)) return 'same';
      const still = (await openAll(locked.tool, context, open)).some((one) =>
        versionsIn(one, locked.tool).includes(locked.version),
      );
      return still ? 'moved' : 'gone';
    },
    install: async (locked, staging, context) => {
      const files = filesOf(locked, context.platform);
      const suite = await open(files[0]?.suite ?? 'sid', context);
      const install = locked.tool === 'go' ? installGo : installEmscripten;
      return await install(locked, suite, staging, context);
    },
  };
}

/** Opens the suites that can have a tool, all at once. One suite that fails does not hide the others. */
async function openAll(tool: Tool, context: ProviderContext, open: OpenSuite): Promise<Suite[]> {
  const names = SUITES.filter((suite) => tool === 'go' || suite.emsdk).map((suite) => suite.name);
  const results = await Promise.allSettled(names.map((name) => open(name, context)));
  const suites = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (suites.length > 0) return suites;
  throw results.find((result) => result.status === 'rejected')?.reason;
}

/** Upstream versions of a tool in a suite. Go's sources count: they are what all its binaries need. */
function versionsIn(suite: Suite, tool: Tool): string[] {
  const pattern = tool === 'go' ? /^golang-1\.\d+-go$/ : /^emscripten$/;
  return suite.packages.filter((file) => pattern.test(file.name)).map((file) => upstreamOf(file.version));
}

/** A package with the sources of a Go line. */
export interface GoSource {
  readonly suite: Suite;
  readonly version: string;
  readonly file: DebianPackage;
}

/** The sources of a Go line as Debian packages them, newest first; none where the archive does not answer. */
export async function findGoSources(line: string, context: ProviderContext, open: OpenSuite): Promise<GoSource[]> {
  const suites = await openAll('go', context, open).catch(() => []);
  return suites
    .flatMap((suite) =>
      suite.packages
        .filter((file) => file.name === `golang-${line}-src`)
        .map((file) => ({ suite, version: upstreamOf(file.version), file })),
    )
    .sort((a, b) => compareVersions('go', b.version, a.version));
}
