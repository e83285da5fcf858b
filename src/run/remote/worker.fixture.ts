import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blobOf } from '../../remote/form/digest.ts';
import type { ActionResultMessage, BlobDigest, NamedValue, StatusMessage } from '../../remote/form/messages.ts';
import type { StandIn } from '../../remote/stand-in.fixture.ts';
import { CODE, type Transport } from '../../remote/transport/transport.ts';

/** What a command left in its folder: the code that the worker reports, and what it printed. */
export interface Ran {
  readonly exitCode: number;
  readonly stderr?: string;
}

/** A worker as Buildbarn has them, behind a stand-in server. */
export interface WorkerOptions {
  readonly transport: Transport;
  /** What it announces: an action has to ask for exactly this. */
  readonly properties?: readonly NamedValue[];
  /** Does what the command says in a folder with its inputs. */
  readonly run: (folder: string, command: { readonly arguments: readonly string[] }) => Promise<Ran>;
}

/**
 * Gives a stand-in server a worker with the ways of Buildbarn: it never looks for a result, properties must be equal, inputs are
 * read-only hard links into a cache of the worker that all actions share, and a failed action is not kept.
 */
export function addWorker(server: StandIn, { transport, properties = [], run }: WorkerOptions): { close(): void } {
  const cache = mkdtempSync(join(tmpdir(), 'emrift-worker-'));
  const { decode, encode } = transport;
  let operations = 0;

  const blob = ({ hash }: BlobDigest) => {
    const bytes = server.blobs.get(hash);
    if (!bytes) throw { code: CODE.failedPrecondition, message: 'Blob not found', missing: true };
    return bytes;
  };
  const lay = (digest: BlobDigest, folder: string): void => {
    mkdirSync(folder, { recursive: true });
    const { files, directories, symlinks } = decode('Directory', blob(digest));
    for (const file of files) {
      const kept = join(cache, `${file.digest.hash}${file.isExecutable ? 'x' : ''}`);
      try {
        writeFileSync(kept, blob(file.digest), { flag: 'wx' });
        chmodSync(kept, file.isExecutable ? 0o555 : 0o444);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      linkSync(kept, join(folder, file.name));
    }
    for (const inner of directories) lay(inner.digest, join(folder, inner.name));
    for (const link of symlinks) symlinkSync(link.target, join(folder, link.name));
  };
  const carryOut = async (digest: BlobDigest): Promise<{ result?: ActionResultMessage; status?: StatusMessage }> => {
    const folder = mkdtempSync(join(cache, 'build-'));
    try {
      const action = decode('Action', blob(digest));
      const command = decode('Command', blob(action.commandDigest));
      const asked = JSON.stringify((action.platform?.properties ?? []).map(({ name, value }) => [name, value]));
      if (asked !== JSON.stringify(properties.map(({ name, value }) => [name, value]))) {
        const message = `No workers exist for instance name prefix "" platform ${asked}`;
        return { status: { code: CODE.failedPrecondition, message } };
      }
      lay(action.inputRootDigest, folder);
      // Parents of declared outputs exist beforehand.
      const { exitCode, stderr = '' } = await run(folder, command);
      const outputFiles = command.outputPaths.flatMap((path) => {
        try {
          const file = blobOf(readFileSync(join(folder, path)));
          server.blobs.set(file.digest.hash, Buffer.from(file.bytes));
          return [{ path, digest: file.digest }];
        } catch {
          return [];
        }
      });
      for (const { name, bytes } of listOutputs(join(folder, 'out'))) server.blobs.set(name, bytes);
      const printed = blobOf(Buffer.from(stderr));
      server.blobs.set(printed.digest.hash, Buffer.from(printed.bytes));
      const result = { outputFiles, exitCode, stderrDigest: printed.digest, executionMetadata: { worker: 'stand-in' } };
      if (exitCode === 0) server.results.set(digest.hash, result);
      return { result };
    } catch (error) {
      const { code, message, missing } = error as { code?: unknown; message: string; missing?: true };
      if (typeof code !== 'number') throw error;
      const details = missing
        ? [{ type_url: 'type.googleapis.com/google.rpc.PreconditionFailure', value: Buffer.alloc(0) }]
        : [];
      return { status: { code, message, details } };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  server.execute = async (digest, send) => {
    const name = `operation-${++operations}`;
    const type = (type: string) => `type.googleapis.com/build.bazel.remote.execution.v2.${type}`;
    send({
      name,
      metadata: { type_url: type('ExecuteOperationMetadata'), value: encode('ExecuteOperationMetadata', { stage: 3 }) },
    });
    const response = encode('ExecuteResponse', await carryOut(digest));
    send({ name, done: true, response: { type_url: type('ExecuteResponse'), value: response } });
  };
  return { close: () => rmSync(cache, { recursive: true, force: true }) };
}

function listOutputs(folder: string): { name: string; bytes: Buffer }[] {
  try {
    return readdirSync(folder).map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
  } catch {
    return [];
  }
}
