import { type Action, actionKey } from '../../model/action.ts';
import type { Upload } from '../../remote/client/blob-store.ts';
import { type Blob, blobOf, toBlobDigest } from '../../remote/form/digest.ts';
import type { NamedValue } from '../../remote/form/messages.ts';
import { buildTree } from '../../remote/form/tree.ts';
import { buildWireAction, type WireAction } from '../../remote/form/wire-action.ts';
import type { Transport } from '../../remote/transport/transport.ts';
import type { Blobs } from '../storage/blobs.ts';
import { JOB_FILES, JOB_FORMAT, type Job } from './job.ts';
import { REPORT } from './print-report.ts';

/** An action as it is sent: its messages, and everything that has to be there before it can be carried out. */
export interface PlannedJob {
  readonly key: string;
  readonly action: Action;
  readonly wire: WireAction;
  readonly uploads: readonly Upload[];
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

/** An action as a job for the step's own program on a worker. Throws the system's error where an input is gone. */
export function planJob(
  action: Action,
  { transport: { encode }, blobs, program, store, propertiesOf }: JobOptions,
): PlannedJob {
  const key = actionKey(action);
  const job: Job = { format: JOB_FORMAT, key, action, store };
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
  const command = {
    arguments: ['node', JOB_FILES.program],
    env: PROGRAM_ENV,
    outputs: [REPORT, JOB_FILES.outputs],
    properties: propertiesOf(action),
    timeout: Math.ceil((2 * action.limits.wall + SLACK) / 1000),
  };
  const wire = buildWireAction(command, buildTree(files, [], encode), encode);
  return { key, action, wire, uploads: [program, jobBlob, ...wire.blobs, ...inputs] };
}
