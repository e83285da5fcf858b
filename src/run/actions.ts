import { type Case, limitsOf, type Step } from '../cases/case.ts';
import type { Action, FileNode, ToolchainMount } from '../model/action.ts';
import { byCodeUnit } from '../model/canonical.ts';
import { compareRoles } from '../model/ids.ts';
import type { Toolchain } from '../model/toolchain.ts';
import { PLACES } from './places.ts';

/**
 * The action of one step on one combination. `toolchains` gives those of the roles that it uses, `inputs` the files
 * taken out of toolchains and those that needed steps left; the case's own sources are added.
 */
export function planAction(
  probe: Case,
  step: Step,
  toolchains: ReadonlyMap<string, Toolchain>,
  inputs: readonly FileNode[],
): Action {
  const uses = step.uses.map((role) => ({ role, toolchain: toolchains.get(role)! }));
  const { limits, declared } = limitsOf(step);
  return {
    command: step.run,
    env: { ...environment(uses), ...step.env },
    inputs: mergeFiles([...probe.sources, ...inputs]),
    outputs: step.outputs,
    toolchains: uses
      .map(
        ({ role, toolchain }): ToolchainMount => ({
          role,
          digest: toolchain.digest,
          at: toolchain.layout === 'root' ? 'root' : 'opt',
        }),
      )
      .sort((a, b) => compareRoles(a.role, b.role)),
    limits,
    declared,
  };
}

/** Where a role's toolchain is mounted: nothing before the paths of one that is the root itself. */
export function mountPoint(role: string, toolchain: Toolchain): string {
  return toolchain.layout === 'root' ? '' : PLACES.toolchain(role);
}

interface Use {
  readonly role: string;
  readonly toolchain: Toolchain;
}

function environment(uses: readonly Use[]): Record<string, string> {
  const env: Record<string, string> = {
    HOME: PLACES.home,
    TMPDIR: PLACES.tmp,
    LC_ALL: 'C',
    TZ: 'UTC',
    // Archives and modules that record a time would differ from run to run.
    SOURCE_DATE_EPOCH: '1',
  };
  const path: string[] = [];
  for (const { role, toolchain } of [...uses].sort((a, b) => compareRoles(a.role, b.role))) {
    const mount = mountPoint(role, toolchain);
    path.push(...toolchain.path.map((folder) => `${mount}/${folder}`));
    for (const [name, value] of Object.entries(toolchain.env)) env[name] = value.replaceAll('{mount}', mount);
    if (toolchain.tool === 'go') Object.assign(env, GO_ENVIRONMENT);
    if (toolchain.buildsLibraries) Object.assign(env, { EM_CACHE: PLACES.emCache, EM_FROZEN_CACHE: '1' });
  }
  env.PATH = [...path, '/usr/bin', '/bin'].join(':');
  return env;
}

/** Pins a Go: no user's settings, no other toolchain, no network. */
export const GO_ENVIRONMENT = {
  GOENV: 'off',
  GOFLAGS: '',
  GOTOOLCHAIN: 'local',
  GOPROXY: 'off',
  GOPATH: `${PLACES.home}/go`,
  GOCACHE: PLACES.goCache,
} as const;

/** Later files replace earlier ones of the same path: a step's output stands before a source of that name. */
function mergeFiles(files: readonly FileNode[]): FileNode[] {
  const byPath = new Map(files.map((node) => [node.path, node]));
  return [...byPath.values()].sort((a, b) => byCodeUnit(a.path, b.path));
}
