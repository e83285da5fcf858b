import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Found } from '../../evidence/conformance/outcome.ts';
import { type Printed, readReport } from '../../evidence/conformance/read-report.ts';
import type { TestSpec } from '../../evidence/conformance/read-test.ts';
import type { Action, ActionResult, Executor, FileNode, Limits } from '../../model/action.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import { commandEnv } from '../../run/mounts/uses.ts';
import type { Blobs } from '../../run/storage/blobs.ts';
import { ownProgram } from '../../system/own-folder.ts';
import { copyFolder } from './copy-folder.ts';
import { driveScript, outputPath, payloadPath, REPORT, STREAM_BYTES } from './drive-script.ts';
import { guestPath, hostCommand, NODE_PROGRAM, type Preopen, type WasiHost } from './host-command.ts';
import { guestFolders, type SuiteTest } from './load-suite.ts';

/** What tests are run with. */
export interface TestMachine {
  readonly blobs: Blobs;
  readonly executor: Executor;
  /** How long one operation may take, in seconds. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/** A folder that a test needs and does not have: the test can mean nothing. */
export type NoFolder = { readonly kind: 'invalid'; readonly reason: string };

/** Runs a test once on a host, in the sandbox, in a folder of its own. Rejects only when aborted. */
export async function runTest(
  test: SuiteTest,
  spec: TestSpec,
  toolchain: Toolchain & { readonly tool: WasiHost },
  machine: TestMachine,
): Promise<Found | NoFolder> {
  const { blobs, executor, seconds, signal } = machine;
  const file = (path: string, content: Uint8Array | string): FileNode => ({
    path,
    digest: blobs.put(Buffer.from(content)),
  });
  const module = basename(test.module);
  const inputs = [file(module, readFileSync(test.module))];
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
    if (toolchain.tool === 'node') inputs.push(file(guestPath(process), JSON.stringify(guest)));
    return hostCommand(toolchain.tool, Number(toolchain.version.split('.')[0]), guest, process);
  });
  if (toolchain.tool === 'node') inputs.push(file(NODE_PROGRAM, readFileSync(ownProgram('wasi.mjs'))));
  for (const [index, operation] of spec.operations.entries()) {
    if (operation.type === 'write') inputs.push(file(payloadPath(index), operation.payload));
  }
  const script = [...prepare, 'mkdir -p control', driveScript(spec.operations, commands, seconds)].join('\n');
  inputs.push(file('control/script', script));
  const streams = runs.flatMap((_, process) => [outputPath('stdout', process), outputPath('stderr', process)]);
  const action: Action = {
    // As a file, for a command has a longest length.
    command: '. ./control/script',
    env: commandEnv([{ role: toolchain.tool, toolchain }]),
    inputs: inputs.sort((a, b) => byCodeUnit(a.path, b.path)),
    outputs: [REPORT, ...streams].sort(byCodeUnit),
    toolchains: [{ role: toolchain.tool, digest: toolchain.digest, at: toolchain.layout === 'root' ? 'root' : 'opt' }],
    limits: limitsOf(spec.operations.length * seconds),
    declared: [],
  };
  return readFound(await executor.execute(action, signal), spec, runs.length, blobs);
}

/** Where a guest's folder lies in the working folder; its own name may be that of anything else there. */
function placeOf(name: string): string {
  return `guest/${name}`;
}

/** More than any test of the public suite takes, and bounded all the same. */
function limitsOf(seconds: number): Limits {
  const wall = Math.min(seconds + 30, 3600) * 1000;
  return { wall, silence: wall, output: 1 << 20, memory: 4 * 2 ** 30, disk: 2 ** 30, processes: 512 };
}

function readFound(result: ActionResult, spec: TestSpec, processes: number, blobs: Blobs): Found {
  if (result.kind === 'infra') return { kind: 'undecided', reason: result.reason };
  if (result.kind === 'limit') {
    const own = result.limit === 'memory' || result.limit === 'disk' || result.limit === 'files';
    return { kind: own ? 'failed' : 'undecided', reason: `the limit on ${result.limit} ended it` };
  }
  const read = (path: string) => {
    const node = result.outputs.find((one) => one.path === path);
    return node ? blobs.readStart(node.digest, STREAM_BYTES) : new Uint8Array();
  };
  const printed = Array.from({ length: processes }, (_, process): Printed => {
    return { stdout: read(outputPath('stdout', process)), stderr: read(outputPath('stderr', process)) };
  });
  return readReport(spec.operations, Buffer.from(read(REPORT)).toString(), printed);
}
