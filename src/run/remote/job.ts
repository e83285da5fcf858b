import type { Action } from '../../model/action.ts';

/** What the step's own program is given on a worker. */
export interface Job {
  readonly format: typeof JOB_FORMAT;
  readonly key: string;
  readonly action: Action;
  /** Where the store of toolchains lies there: a whole path, or one in the folder of the job. */
  readonly store: string;
}

/** Raised when jobs change: program and job go together, so another one is a mistake. */
export const JOB_FORMAT = 1;

/** What the parts of a job are called in the tree of inputs. */
export const JOB_FILES = {
  program: 'emrift-step.js',
  job: 'action.json',
  /** Files by the digits of their digest. */
  inputs: 'in',
  outputs: 'out',
  /** Toolchains that come with the job. */
  store: 'store',
} as const;
