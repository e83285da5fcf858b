import type { StepInstance } from '../cases/plan-cells.ts';
import type { FileNode, Usage } from '../model/action.ts';
import type { StepState } from '../model/record.ts';
import type { ReadStep } from './evidence-cache.ts';
import { type Move, nextMove } from './instances.ts';
import type { Acquired } from './mounts/acquired.ts';
import type { How, RunOptions } from './options.ts';
import { rememberFiles } from './toolchain-files.ts';

/** What a run has found so far; each addition is reported. */
export interface Findings {
  /** By instance key. */
  readonly states: ReadonlyMap<string, StepState>;
  /** By toolchain id. */
  readonly acquired: ReadonlyMap<string, Acquired>;
  addToolchain(id: string, acquired: Acquired): void;
  /** What can be done for a step now. */
  next(instance: StepInstance): Move;
  /** A state that follows without reading what an action left. */
  settle(instance: StepInstance, state: StepState, how: How): void;
  /** A state that was read from an action, with what the action left and took. */
  addRead(instance: StepInstance, read: ReadStep, how: How): void;
}

/** Begins with nothing found. */
export function openFindings({ blobs, report }: Pick<RunOptions, 'blobs' | 'report'>): Findings {
  const states = new Map<string, StepState>();
  const acquired = new Map<string, Acquired>();
  const outputs = new Map<string, readonly FileNode[]>();
  const takeFile = rememberFiles(blobs);
  const add = (instance: StepInstance, state: StepState, how: How, usage: Usage | null) => {
    states.set(instance.key, state);
    report({ kind: 'step', instance, state, how, usage });
  };
  return {
    states,
    acquired,
    addToolchain(id, value) {
      acquired.set(id, value);
      report({ kind: 'acquired', id, acquired: value });
    },
    next: (instance) => nextMove(instance, states, acquired, outputs, takeFile),
    settle: (instance, state, how) => add(instance, state, how, null),
    addRead(instance, read, how) {
      outputs.set(instance.key, read.outputs);
      add(instance, read.state, how, read.usage);
    },
  };
}
