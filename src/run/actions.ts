import { type Case, limitsOf, type Step } from '../cases/case.ts';
import type { Action, FileNode } from '../model/action.ts';
import { byCodeUnit } from '../model/order.ts';
import type { Toolchain } from '../model/toolchain.ts';
import { commandEnv, mountsOf } from './mounts/uses.ts';

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
    env: { ...commandEnv(uses), ...step.env },
    inputs: mergeFiles([...probe.sources, ...inputs]),
    outputs: step.outputs,
    toolchains: mountsOf(uses),
    limits,
    declared,
  };
}

/** Later files replace earlier ones of the same path: a step's output stands before a source of that name. */
function mergeFiles(files: readonly FileNode[]): FileNode[] {
  const byPath = new Map(files.map((node) => [node.path, node]));
  return [...byPath.values()].sort((a, b) => byCodeUnit(a.path, b.path));
}
