import { needsOf, type StepInstance } from '../cases/plan-cells.ts';
import type { Action, FileNode } from '../model/action.ts';
import type { StepState } from '../model/record.ts';
import { describeUnavailable, type Toolchain } from '../model/toolchain.ts';
import { planAction } from './actions.ts';
import type { Acquired } from './mounts/acquired.ts';
import type { TakeFile } from './toolchain-files.ts';

/** What can be done for a step now. */
export type Move =
  | { readonly kind: 'wait' }
  /** Its state follows without any action. */
  | { readonly kind: 'settle'; readonly state: StepState }
  | { readonly kind: 'act'; readonly action: Action };

/**
 * Decides a step from the states of what it needs: a failed need blocks it; a skipped one, a missing toolchain or a file
 * that the toolchain lacks is handed on; otherwise there is an action to carry out.
 */
export function nextMove(
  instance: StepInstance,
  states: ReadonlyMap<string, StepState>,
  acquired: ReadonlyMap<string, Acquired>,
  outputs: ReadonlyMap<string, readonly FileNode[]>,
  takeFile: TakeFile,
): Move {
  const { step } = instance;
  const inherited: StepState[] = [];
  const needs = needsOf(instance);
  for (const [index, { key }] of needs.entries()) {
    const state = states.get(key);
    if (!state) return { kind: 'wait' };
    if (state.kind === 'read' && state.evidence.outcome === 'passed') continue;
    inherited.push(state.kind === 'read' ? { kind: 'blocked', by: step.needs[index]! } : state);
  }
  // What was seen to fail says more than what could not be tried.
  const handedOn = inherited.find((state) => state.kind === 'blocked') ?? inherited[0];
  if (handedOn) return { kind: 'settle', state: handedOn };

  const toolchains = new Map<string, Toolchain>();
  for (const role of [...step.uses, ...step.inputs.map((input) => input.role)]) {
    const id = instance.on[role]!;
    const value = acquired.get(id);
    if (!value) return { kind: 'wait' };
    if ('unavailable' in value)
      return { kind: 'settle', state: { kind: 'infra', reason: describeUnavailable(id, value.unavailable) } };
    toolchains.set(role, value);
  }
  const roots = step.uses.filter((role) => toolchains.get(role)!.layout === 'root');
  if (roots.length > 1) {
    const reason = `${roots.join(' and ')} each bring a root file system here, and a step can have one`;
    return { kind: 'settle', state: { kind: 'skip', reason } };
  }
  const inputs: FileNode[] = [];
  for (const input of step.inputs) {
    const taken = takeFile(toolchains.get(input.role)!, input.file);
    if ('lacks' in taken) return { kind: 'settle', state: { kind: 'skip', reason: taken.lacks } };
    inputs.push({ ...taken, path: input.path });
  }
  for (const { key } of needs) inputs.push(...(outputs.get(key) ?? []));
  return { kind: 'act', action: planAction(instance.case, step, toolchains, inputs) };
}
