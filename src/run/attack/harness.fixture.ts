import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import type { Action, ActionResult } from '../../model/action.ts';
import { openIsolation } from '../../system/sandbox/isolation.ts';
import { bubblewrapEntry } from '../executor/entry.ts';
import { createLocalExecutor } from '../executor/local.ts';
import { type Blobs, openBlobs } from '../storage/blobs.ts';
import type { Attempt } from './attempt.fixture.ts';
import { KERNEL_ATTEMPTS } from './kernel.fixture.ts';
import { MACHINE_ATTEMPTS } from './machine.fixture.ts';

/** What is to be reached from inside, and whether it was. */
interface Canaries {
  readonly folder: string;
  readonly secret: string;
  readonly env: Readonly<Record<string, string>>;
  close(): void;
}

const LIMITS = { wall: 20_000, silence: 20_000, output: 1 << 20, memory: 1 << 30 };

/** Tries everything as the user that this process is; prints a JSON object: what was tried and what worked. */
async function attack(): Promise<void> {
  const canaries = await layCanaries();
  const state = await openIsolation({ ownUser: process.env.CANARY_WEAKER !== 'yes' });
  if (state.kind !== 'ready') throw new Error(state.reason);
  const store = join(canaries.folder, 'store');
  const blobs = openBlobs(store);
  const executor = createLocalExecutor({
    store,
    blobs,
    entry: bubblewrapEntry(state.isolation),
    toolchainOf: () => undefined,
    layCaches: async () => [],
  });
  const tried: string[] = [];
  const worked: string[] = [];
  for (const attempt of [...KERNEL_ATTEMPTS, ...MACHINE_ATTEMPTS]) {
    const result = await executor.execute(actionOf(attempt, canaries), new AbortController().signal);
    if (result.kind === 'exited' && result.stdout.includes('tried')) tried.push(attempt.name);
    else process.stderr.write(`${attempt.name}: ${JSON.stringify(result)}\n`);
    if (hasEscaped(result, blobs, canaries) || hasLeftovers()) worked.push(attempt.name);
  }
  canaries.close();
  process.stdout.write(JSON.stringify({ user: process.getuid!(), ways: state.isolation.ways, tried, worked }));
  process.exit(0);
}

function actionOf({ script, outputs = [] }: Attempt, { env }: Canaries): Action {
  return {
    // What a script does to its own shell must not keep it from reporting that it was tried.
    command: `( ${script} ) || true; echo tried`,
    env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', ...env },
    inputs: [],
    outputs,
    toolchains: [],
    limits: LIMITS,
    declared: [],
  };
}

function hasEscaped(result: ActionResult, blobs: Blobs, { secret }: Canaries): boolean {
  if (result.kind !== 'exited') return false;
  const kept = result.outputs.map(({ digest }) => Buffer.from(blobs.read(digest)).toString('latin1'));
  return result.stdout.includes('escaped') || [result.stdout, ...kept].some((text) => text.includes(secret));
}

/** Whether what an attempt started in a session of its own is still there. */
function hasLeftovers(): boolean {
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && readOf(name).endsWith('\0' + '97531\0'));
}

function readOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}

async function layCanaries(): Promise<Canaries> {
  const folder = mkdtempSync(join(process.env.CANARY_PLACE!, 'emrift-attack-'));
  const secret = process.env.CANARY_SECRET!;
  mkdirSync(join(folder, 'store'));
  writeFileSync(join(folder, 'secret'), secret);
  const abstract = `emrift-${randomUUID()}`;
  const servers = [createServer(), createServer(), createServer()];
  await Promise.all([
    listen(servers[0]!, { port: 0, host: '127.0.0.1' }),
    listen(servers[1]!, { path: `\0${abstract}` }),
    listen(servers[2]!, { path: join(folder, 'socket') }),
  ]);
  return {
    folder,
    secret,
    env: {
      CANARY_FOLDER: folder,
      CANARY_PORT: String((servers[0]!.address() as { port: number }).port),
      CANARY_SOCKET: abstract,
      CANARY_PID: String(process.pid),
    },
    close() {
      for (const server of servers) server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function listen(server: Server, where: object): Promise<void> {
  return new Promise((ready, fail) => {
    server.once('error', fail);
    server.listen(where, ready);
  });
}

await attack();
