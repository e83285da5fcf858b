import { InfrastructureError } from '../../../model/errors.ts';
import type { Tool } from '../../../model/tools.ts';
import { compareVersions, toSemver } from '../../../model/versions.ts';
import { filesOf, type LockedToolchain } from '../../lock/locked.ts';
import type { InstalledTree, Provider, ProviderContext } from '../provider.ts';
import { openSuite, type Suite } from './apt.ts';
import { installChromium, resolveChromium } from './chromium.ts';
import { installEmscripten, resolveEmscripten } from './emscripten.ts';
import { installGo, resolveGo } from './go.ts';
import { installLlvm, resolveLlvm } from './llvm.ts';
import { findMirror, type Mirror } from './mirror.ts';
import { installProgram, resolveProgram, WABT, WASMEDGE } from './program.ts';
import { installRust, resolveRust } from './rust.ts';
import { installRustEmscripten, resolveRustEmscripten } from './rust-emscripten.ts';
import { type DebianPackage, SUITES, snapshotOf, upstreamOf } from './suites.ts';
import { installWasiLibc, resolveWasiLibc } from './wasi-libc.ts';

/** Opens a suite by name. */
export type OpenSuite = (name: string, context: ProviderContext) => Promise<Suite>;

/** Opens each suite at most once, and asks once where their archive is, so a run makes one of its own. */
export function createSuites(): OpenSuite {
  const opened = new Map<string, Promise<Suite>>();
  let mirror: Promise<Mirror> | undefined;
  return (name, context) => {
    mirror ??= findMirror(context);
    const known = opened.get(name) ?? openSuite(name, mirror, context);
    opened.set(name, known);
    return known;
  };
}

/** How one tool is found in a suite's index, settled and installed. */
interface Recipe {
  /** The package whose version is the tool's. */
  readonly package: RegExp;
  /** The tool's version in the package's; null where it is not known. */
  versionOf(version: string): string | null;
  /** Whether the suites of backports are asked too. */
  readonly backports: boolean;
  resolve(version: string, suite: Suite, context: ProviderContext): LockedToolchain | Promise<LockedToolchain>;
  install(locked: LockedToolchain, suite: Suite, staging: string, context: ProviderContext): Promise<InstalledTree>;
}

const RECIPES: Readonly<Partial<Record<Tool, Recipe>>> = {
  go: {
    package: /^golang-1\.\d+-go$/,
    versionOf: upstreamOf,
    backports: true,
    resolve: resolveGo,
    install: installGo,
  },
  emsdk: {
    package: /^emscripten$/,
    versionOf: upstreamOf,
    backports: false,
    resolve: resolveEmscripten,
    install: installEmscripten,
  },
  llvm: {
    package: /^lld-\d+$/,
    versionOf: upstreamOf,
    backports: false,
    resolve: resolveLlvm,
    install: installLlvm,
  },
  wasmedge: {
    package: /^wasmedge$/,
    versionOf: upstreamOf,
    backports: false,
    resolve: (...of) => resolveProgram(WASMEDGE, ...of),
    install: (...of) => installProgram(WASMEDGE, ...of),
  },
  chromium: {
    package: /^chromium-headless-shell$/,
    versionOf: upstreamOf,
    backports: false,
    resolve: resolveChromium,
    install: installChromium,
  },
  'wasi-libc': {
    package: /^wasi-libc$/,
    versionOf: snapshotOf,
    backports: false,
    resolve: resolveWasiLibc,
    install: installWasiLibc,
  },
  wabt: {
    package: /^wabt$/,
    versionOf: upstreamOf,
    backports: false,
    resolve: (...of) => resolveProgram(WABT, ...of),
    install: (...of) => installProgram(WABT, ...of),
  },
  rust: {
    package: /^rustc$/,
    versionOf: upstreamOf,
    backports: false,
    resolve: resolveRust,
    install: installRust,
  },
  'rust-emscripten': {
    package: /^rustc$/,
    versionOf: upstreamOf,
    backports: false,
    resolve: resolveRustEmscripten,
    install: installRustEmscripten,
  },
};

/**
 * Toolchains of the Debian archive: Emscripten, LLVM and Rust of each suite with root file systems of their own, Go
 * with its sources, wasi-libc, and hosts that join any root. Its calls throw `InfrastructureError` for a version that
 * no suite has, `SourceUnreachable` where the archive does not answer.
 */
export function createDebianProvider(open: OpenSuite): Provider {
  return {
    origin: 'debian',
    tools: Object.keys(RECIPES) as Tool[],
    complete: false,
    listVersions: async (tool, context) => {
      const suites = await openAll(tool, context, open);
      return suites.flatMap((suite) => versionsIn(suite, tool));
    },
    resolve: async (tool, version, context) => {
      const suite = (await openAll(tool, context, open)).find((one) => versionsIn(one, tool).includes(version));
      if (!suite) throw new InfrastructureError(`no Debian suite has ${tool} ${version}`);
      return await recipeOf(tool).resolve(version, suite, context);
    },
    check: async (locked, context) => {
      const files = filesOf(locked, context.platform);
      const suite = await open(files[0]?.suite ?? 'sid', context);
      if (await suite.lists(files.filter((file) => file.suite))) return 'same';
      const still = (await openAll(locked.tool, context, open)).some((one) =>
        versionsIn(one, locked.tool).includes(locked.version),
      );
      return still ? 'moved' : 'gone';
    },
    install: async (locked, staging, context) => {
      const files = filesOf(locked, context.platform);
      const suite = await open(files[0]?.suite ?? 'sid', context);
      return await recipeOf(locked.tool).install(locked, suite, staging, context);
    },
  };
}

/** Opens the suites that can have a tool, all at once. One suite that fails does not hide the others. */
async function openAll(tool: Tool, context: ProviderContext, open: OpenSuite): Promise<Suite[]> {
  const { backports } = recipeOf(tool);
  const names = SUITES.filter((suite) => backports || !suite.backports).map((suite) => suite.name);
  const results = await Promise.allSettled(names.map((name) => open(name, context)));
  const suites = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (suites.length > 0) return suites;
  throw results.find((result) => result.status === 'rejected')?.reason;
}

/** Upstream versions of a tool in a suite. */
function versionsIn(suite: Suite, tool: Tool): string[] {
  const { package: pattern, versionOf } = recipeOf(tool);
  return suite.packages
    .filter((file) => pattern.test(file.name))
    .flatMap((file) => {
      const version = versionOf(file.version);
      return version !== null && toSemver(tool, version) !== null ? [version] : [];
    });
}

function recipeOf(tool: Tool): Recipe {
  const recipe = RECIPES[tool];
  if (!recipe) throw new InfrastructureError(`Debian's packages make no ${tool}`);
  return recipe;
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
