import { type Action, actionKey } from '../../model/action.ts';
import type { Upload } from '../../remote/client/blob-store.ts';
import { type Blob, blobOf, toBlobDigest } from '../../remote/form/digest.ts';
import type { NamedValue } from '../../remote/form/messages.ts';
import { buildTree } from '../../remote/form/tree.ts';
import {
  buildWireAction,
  type PreparedCommand,
  prepareCommand,
  type WireAction,
} from '../../remote/form/wire-action.ts';
import type { Transport } from '../../remote/transport/transport.ts';
import type { Blobs } from '../storage/blobs.ts';
import { JOB_FILES, JOB_FORMAT, type Job } from './job.ts';
import { REPORT } from './print-report.ts';
import type { SentToolchain } from './sent-toolchains.ts';

/** An action as it is sent: its messages, and everything that has to be there before it can be carried out. */
export interface PlannedJob {
  readonly key: string;
  readonly action: Action;
  readonly wire: WireAction;
  readonly uploads: readonly Upload[];
  /** Toolchains that go with it; their parts are no uploads of each job. */
  readonly toolchains: readonly SentToolchain[];
}

/** What a job consists of beside its action. */
export interface JobOptions {
  readonly transport: Transport;
  readonly blobs: Blobs;
  /** The program that carries out a step on a worker. */
  readonly program: Blob;
  /** Where the store of toolchains lies on the workers. */
  readonly store: string;
  /** What the platforms of the servers ask for, of an action. */
  readonly propertiesOf: (action: Action) => readonly NamedValue[];
}

/** A step may be carried out twice on a worker (`createLocalExecutor`), and has to be fetched and laid; milliseconds. */
const SLACK = 120_000;
/** The environment of the program itself; a step has that of its action. */
const PROGRAM_ENV = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };

/**
 * Makes actions jobs for the step's own program on a worker. With `toolchains` these lie in the tree of a job, and nothing is asked of
 * a store of the worker. Throws the system's error where an input is gone.
 */
export type PlanJob = (action: Action, toolchains: readonly SentToolchain[] | null) => PlannedJob;

/** Opens what plans jobs. */
export function openJobPlanner(options: JobOptions): PlanJob {
  const { blobs, program, store, propertiesOf } = options;
  const { encode } = options.transport;
  // All jobs with the same properties and time have one command.
  const commands = new Map<string, PreparedCommand>();
  const commandOf = (action: Action): PreparedCommand => {
    const properties = propertiesOf(action);
    const timeout = Math.ceil((2 * action.limits.wall + SLACK) / 1000);
    const key = JSON.stringify([timeout, properties]);
    const known = commands.get(key);
    if (known) return known;
    const command = {
      arguments: ['node', JOB_FILES.program],
      env: PROGRAM_ENV,
      outputs: [REPORT, JOB_FILES.outputs],
      properties,
      timeout,
    };
    const prepared = prepareCommand(command, encode);
    commands.set(key, prepared);
    return prepared;
  };
  return (action, toolchains) => {
    const key = actionKey(action);
    const job: Job = { format: JOB_FORMAT, key, action, store: toolchains ? JOB_FILES.store : store };
    const jobBlob = blobOf(Buffer.from(JSON.stringify(job)));
    const inputs = [...new Set(action.inputs.map(({ digest }) => digest))].map((digest) => ({
      digest: toBlobDigest(digest, blobs.sizeOf(digest)),
      path: blobs.pathOf(digest),
    }));
    const files = [
      { path: JOB_FILES.program, digest: program.digest },
      { path: JOB_FILES.job, digest: jobBlob.digest },
      ...inputs.map(({ digest }) => ({ path: `${JOB_FILES.inputs}/${digest.hash}`, digest })),
    ];
    const trees = (toolchains ?? []).map(({ name, root }) => ({ path: `${JOB_FILES.store}/toolchains/${name}`, root }));
    const wire = buildWireAction(commandOf(action), buildTree(files, [], encode, trees), encode);
    return { key, action, wire, uploads: [program, jobBlob, ...wire.blobs, ...inputs], toolchains: toolchains ?? [] };
  };
}
