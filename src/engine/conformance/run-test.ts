import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Found } from '../../evidence/conformance/outcome.ts';
import { type Printed, readReport } from '../../evidence/conformance/read-report.ts';
import type { TestSpec } from '../../evidence/conformance/read-test.ts';
import type { ActionResult } from '../../model/action.ts';
import type { Blobs } from '../../run/storage/blobs.ts';
import { copyFolder } from './copy-folder.ts';
import { driveScript, outputPath, payloadPath, REPORT, STREAM_BYTES } from './drive-script.ts';
import { type GuestMachine, guestAction, keepFile, readOutput } from './guest-machine.ts';
import { GUEST_FOLDERS, guestPath, type HostToolchain, hostCommand, isScripted, type Preopen } from './host-command.ts';
import { guestFolders, type SuiteTest } from './load-suite.ts';

/** What tests are run with. */
export interface TestMachine extends GuestMachine {
  /** How long one operation may take, in seconds. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/** What a test needs and does not have: the test can mean nothing. */
export type NoFolder = { readonly kind: 'invalid'; readonly reason: string };

/** Runs a test once on a host, in the sandbox, in a folder of its own. Rejects only when aborted. */
export async function runTest(
  test: SuiteTest,
  spec: TestSpec,
  host: HostToolchain,
  machine: TestMachine,
): Promise<Found | NoFolder> {
  const { blobs, executor, seconds, signal } = machine;
  const file = (path: string, content: Uint8Array | string) => keepFile(blobs, path, content);
  const module = basename(test.module);
  const content = readModule(test.module);
  if ('reason' in content) return { kind: 'invalid', reason: content.reason };
  const inputs = [file(module, content)];
  const prepare: string[] = [];
  for (const name of guestFolders(test)) {
    const copy = copyFolder(join(dirname(test.module), name), placeOf(name), blobs);
    if ('reason' in copy) return { kind: 'invalid', reason: `the folder ${JSON.stringify(name)} ${copy.reason}` };
    inputs.push(...copy.files);
    prepare.push(...copy.commands);
  }
  const runs = spec.operations.filter((operation) => operation.type === 'run');
  const commands = runs.map(({ args, env, root }, process) => {
    const preopens: Preopen[] = spec.dirs.map((name) => ({ from: placeOf(name), to: name }));
    if (root !== null) preopens.push({ from: placeOf(root), to: '/' });
    const guest = { module: `./${module}`, args, env, preopens };
    if (isScripted(host.tool)) inputs.push(file(guestPath(process), JSON.stringify(guest)));
    return hostCommand(host, guest, process);
  });
  for (const [index, operation] of spec.operations.entries()) {
    if (operation.type === 'write') inputs.push(file(payloadPath(index), operation.payload));
  }
  const script = [...prepare, 'mkdir -p control', driveScript(spec.operations, commands, seconds)].join('\n');
  const streams = runs.flatMap((_, process) => [outputPath('stdout', process), outputPath('stderr', process)]);
  const limits = { wall: wallOf(spec.operations.length * seconds), processes: 512 };
  const action = guestAction(host, { inputs, script, outputs: [REPORT, ...streams], limits }, blobs);
  return readFound(await executor.execute(action, signal), spec, runs.length, blobs);
}

/** The largest module that is run, in bytes: far beyond what hosts take. */
const MOST_MODULE = 256 << 20;

/** A suite may be a stranger's: a pipe in it would be waited for, and one test that cannot be read must not end all others. */
function readModule(path: string): Uint8Array | { readonly reason: string } {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) return { reason: 'its module is no regular file' };
    if (stats.size > MOST_MODULE) return { reason: `its module is larger than ${MOST_MODULE >> 20} MB` };
    return stats.size === 0 ? new Uint8Array() : readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { reason: `its module cannot be read (${code})` };
  }
}

/** Where a guest's folder lies in the working folder; its own name may be that of anything else there. */
function placeOf(name: string): string {
  return `${GUEST_FOLDERS}/${name}`;
}

/** More than any test of the public suite takes, and bounded all the same. In milliseconds. */
function wallOf(seconds: number): number {
  return Math.min(seconds + 30, 3600) * 1000;
}

function readFound(result: ActionResult, spec: TestSpec, processes: number, blobs: Blobs): Found {
  if (result.kind === 'infra') return { kind: 'undecided', reason: result.reason };
  if (result.kind === 'limit') {
    const own = result.limit === 'memory' || result.limit === 'disk' || result.limit === 'files';
    return { kind: own ? 'failed' : 'undecided', reason: `the limit on ${result.limit} ended it` };
  }
  const read = (path: string) => readOutput(result, path, STREAM_BYTES, blobs);
  const printed = Array.from({ length: processes }, (_, process): Printed => {
    return { stdout: read(outputPath('stdout', process)), stderr: read(outputPath('stderr', process)) };
  });
  return readReport(spec.operations, Buffer.from(read(REPORT)).toString(), printed);
}
