// The program behind the measurement of remote execution: a million synthetic actions go through the remote executor to servers
// in this process that lose, delay, double and falsify answers, and fall out for a while. Prints what it took as JSON, and
// fails where a result is missing, is another action's, or came twice.

import type { Action } from '../src/model/action.ts';
import { digestOf } from '../src/remote/form/digest.ts';
import type { BlobDigest, Operation } from '../src/remote/form/messages.ts';
import { openTransport } from '../src/remote/transport/grpc.ts';
import { type Channel, CODE, RpcError, type Transport } from '../src/remote/transport/transport.ts';
import { printReport, REPORT } from '../src/run/remote/print-report.ts';
import { createRemoteExecutor } from '../src/run/remote/remote-executor.ts';
import type { Blobs } from '../src/run/storage/blobs.ts';

const ACTIONS = Number(process.argv[2]);
const SERVERS = 4;
const IN_FLIGHT = 1024;
/** Shares of all executions. */
const FAULTS = { lost: 0.02, late: 0.01, doubled: 0.01, falsified: 0.005, unreported: 0.005 } as const;
/** So often, in calls of one server, it answers nothing for a while, in calls. */
const STORM_EVERY = 20_000;
const STORM = 400;

const transport = openTransport(process.argv[3]!, (code, said) => new RpcError(code, said));
const faults: Record<string, number> = { storm: 0 };
let executions = 0;

/** Errors are dear to make, and a server makes them elsewhere. */
const NOT_FOUND = new RpcError(CODE.notFound, 'none');
const DOWN = new RpcError(CODE.unavailable, 'storm');
const LOST = new RpcError(CODE.unavailable, 'Worker disappeared while task was executing');

/** A generator of equal numbers in each run (xorshift32, Marsaglia 2003). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

function serve({ encode }: Pick<Transport, 'encode'>, seed: number): Channel {
  const next = numbers(seed);
  /** What a job says of itself, by the digest of its action: its key and its command. */
  const jobs = new Map<string, { readonly key: string; readonly command: string }>();
  /** What all jobs have: the program, and one command. */
  const kept = new Set<string>();
  let calls = 0;
  const meet = (): void => {
    if (++calls % STORM_EVERY >= STORM) return;
    faults.storm!++;
    throw DOWN;
  };
  const pick = (): keyof typeof FAULTS | null => {
    let left = next();
    for (const [name, share] of Object.entries(FAULTS)) {
      left -= share;
      if (left >= 0) continue;
      faults[name] = (faults[name] ?? 0) + 1;
      return name as keyof typeof FAULTS;
    }
    return null;
  };
  async function* execute(digest: BlobDigest): AsyncGenerator<Operation> {
    executions++;
    const { key, command } = jobs.get(digest.hash)!;
    const fault = pick();
    if (fault === 'lost') throw LOST;
    if (fault === 'late') await new Promise((resolve) => setTimeout(resolve, 20));
    const usage = { wallMs: 1, cpuMs: 1, peakBytes: 1 };
    const report = Buffer.from(
      printReport(key, { kind: 'exited', exitCode: 0, stdout: command, stderr: '', outputs: [], usage }, () => 0),
    );
    const outputs = [
      { path: REPORT, digest: digestOf(report), contents: fault === 'falsified' ? report.subarray(1) : report },
    ];
    const value = encode('ExecuteResponse', { result: { outputFiles: fault === 'unreported' ? [] : outputs } });
    // Whoever has read the end leaves the stream: nothing after it is reached.
    jobs.delete(digest.hash);
    const end: Operation = { name: 'x', done: true, response: { type_url: 'x/ExecuteResponse', value } };
    yield end;
    if (fault === 'doubled') yield end;
  }
  const call = async (name: string, request: Record<string, unknown>): Promise<unknown> => {
    meet();
    if (name === 'ActionCache/GetActionResult') throw NOT_FOUND;
    if (name === 'ContentAddressableStorage/FindMissingBlobs') {
      const asked = request.blobDigests as readonly BlobDigest[];
      return { missingBlobDigests: asked.filter(({ hash }) => !kept.has(hash)) };
    }
    const requests = request.requests as { digest: BlobDigest; data: Uint8Array }[];
    // The job names its action's key; the action comes right after it, and after that the command.
    const at = requests.findIndex(({ data }) => data[0] === 0x7b);
    if (at > 0) kept.add(requests[0]!.digest.hash).add(requests[at + 2]!.digest.hash);
    const job = Buffer.from(requests[at]!.data.buffer, requests[at]!.data.byteOffset, requests[at]!.data.length);
    const [, key, command] = /"key":"([0-9a-f]{64})".*?"command":"([^"]*)"/.exec(job.toString('latin1', 0, 300))!;
    jobs.set(requests[at + 1]!.digest.hash, { key: key!, command: command! });
    return { responses: requests.map(({ digest }) => ({ digest, status: { code: 0 } })) };
  };
  return {
    call: call as Channel['call'],
    stream: ((_: string, { actionDigest }: { actionDigest: BlobDigest }) => execute(actionDigest)) as Channel['stream'],
    write: async () => 0,
    close: () => {},
  };
}

const executor = createRemoteExecutor({
  transport,
  endpoints: Array.from({ length: SERVERS }, (_, at) => ({
    channel: serve(transport, at + 1),
    instance: '',
    name: `${at}`,
  })),
  blobs: {} as Blobs,
  program: Buffer.from('the program'),
  store: '/emrift/store',
  propertiesOf: () => [],
  traffic: { up: 0, down: 0 },
  note: () => {},
  pause: 1,
});
const limits = { wall: 1, silence: 1, output: 1, memory: 1 };
const actionOf = (at: number): Action => ({
  command: `step ${at}`,
  env: {},
  inputs: [],
  outputs: [],
  toolchains: [],
  limits,
  declared: [],
});

const { signal } = new AbortController();
const seen = new Uint8Array(ACTIONS);
let [begun, wrong, undecided, peak] = [0, 0, 0, 0];
const started = performance.now();
async function work(): Promise<void> {
  while (begun < ACTIONS) {
    const at = begun++;
    const action = actionOf(at);
    const result = await executor.execute(action, signal);
    if (result.kind === 'infra') undecided++;
    else if (result.kind !== 'exited' || result.stdout !== action.command) wrong++;
    seen[at]!++;
    if (at % 10_000 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  }
}
await Promise.all(Array.from({ length: IN_FLIGHT }, work));
const once = seen.reduce((sum, times) => sum + (times === 1 ? 1 : 0), 0);
console.log(
  JSON.stringify({
    actions: ACTIONS,
    ms: performance.now() - started,
    cpuMs: (process.cpuUsage().user + process.cpuUsage().system) / 1000,
    peak,
    once,
    wrong,
    undecided,
    executions,
    faults,
  }),
);
if (once !== ACTIONS || wrong > 0 || undecided > 0) process.exitCode = 1;
