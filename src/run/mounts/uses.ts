import type { ToolchainMount } from '../../model/action.ts';
import { compareRoles } from '../../model/ids.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import type { Mount, MountPlan } from '../../system/sandbox/enter.ts';
import { mountedEnv, mountedPath, printPath } from '../../toolchains/tree/mounted.ts';
import { PLACES } from './places.ts';

/** A toolchain that a command uses, in its role. */
export interface Use {
  readonly role: string;
  readonly toolchain: Toolchain;
}

/**
 * The environment of every command that uses these toolchains, whether it is a step or prepares one. A Go's pins stand
 * first, for a library may serve modules of its own.
 */
export function commandEnv(uses: readonly Use[]): Record<string, string> {
  const env: Record<string, string> = {
    HOME: PLACES.home,
    TMPDIR: PLACES.tmp,
    LC_ALL: 'C',
    TZ: 'UTC',
    // Archives and modules that record a time would differ from run to run.
    SOURCE_DATE_EPOCH: '1',
    ...(uses.some(({ toolchain }) => toolchain.tool === 'go') ? GO_ENVIRONMENT : {}),
  };
  const path: string[] = [];
  for (const use of [...uses].sort((a, b) => compareRoles(a.role, b.role))) {
    const { toolchain } = use;
    path.push(...mountedPath(toolchain, mountPoint(use)));
    Object.assign(env, mountedEnv(toolchain, mountPoint(use)));
    if (toolchain.buildsLibraries) Object.assign(env, { EM_CACHE: PLACES.emCache, EM_FROZEN_CACHE: '1' });
  }
  env.PATH = printPath(path);
  return env;
}

/**
 * The same environment for a command that may build Emscripten's libraries: in a cache of its own, which is not frozen,
 * whatever the installation's configuration says.
 */
export function unfrozen(env: Readonly<Record<string, string>>): Record<string, string> {
  return { ...env, EM_CACHE: PLACES.emCache, EM_FROZEN_CACHE: '' };
}

/**
 * What a command sees of the machine: the toolchains that it uses, a home in memory, the working folder `work`, and the
 * caches that are given.
 */
export function planMounts(
  uses: readonly Use[],
  work: string,
  caches: readonly Mount[],
  env: Readonly<Record<string, string>>,
): MountPlan {
  const toolchains = uses.flatMap((use) =>
    use.toolchain.layout === 'root' ? [] : [{ from: use.toolchain.dir, to: mountPoint(use) }],
  );
  return {
    root: uses.find(({ toolchain }) => toolchain.layout === 'root')?.toolchain.dir ?? null,
    mounts: [{ to: PLACES.home }, { from: work, to: PLACES.work, writable: true }, ...toolchains, ...caches],
    env,
    cwd: PLACES.work,
  };
}

/** The same toolchains as an action names them, by role. */
export function mountsOf(uses: readonly Use[]): readonly ToolchainMount[] {
  return uses
    .map(({ role, toolchain: { digest, layout } }): ToolchainMount => {
      return { role, digest, at: layout === 'root' ? 'root' : 'opt' };
    })
    .sort((a, b) => compareRoles(a.role, b.role));
}

/** Where a role's toolchain is mounted: nothing before the paths of one that is the root itself. */
function mountPoint({ role, toolchain }: Use): string {
  return toolchain.layout === 'root' ? '' : PLACES.toolchain(role);
}

/** Pins a Go: no user's settings, no other toolchain, no network. */
const GO_ENVIRONMENT = {
  GOENV: 'off',
  GOFLAGS: '',
  GOTOOLCHAIN: 'local',
  GOPROXY: 'off',
  GOPATH: `${PLACES.home}/go`,
  GOCACHE: PLACES.goCache,
} as const;
