// What a trace costs: a guest of so many calls under each host of the store, as it is and with the recorder in it, in turn;
// then the whole command, with its memory, also under strace.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, emrift, NOTHING, pair, root, store, time } from './bench-tools.mjs';

const CALLS = 100_000;
const RUNS = 5;

/** A ratio for each host; one that is not in the store costs a line. */
export async function measureTrace(folder) {
  const plain = join(folder, 'calls.wasm');
  const traced = join(folder, 'recorded.wasm');
  writeFileSync(plain, buildGuest());
  time([process.execPath, await bundle('trace', folder), plain, traced]);
  const values = { calls: CALLS };
  const notes = [];
  for (const [name, prefix, commandOf] of HOSTS) {
    const host = findHost(prefix);
    if (!host) {
      notes.push(`${name}: skipped, not in the store`);
      continue;
    }
    // Both write through pipes that somebody reads, as the command has it.
    const run = (module) => [
      'sh',
      '-c',
      '"$@" 2>&1 >/dev/null | cat >/dev/null',
      'sh',
      ...commandOf(host, module, folder),
    ];
    const { a, b, ratio } = pair(run(traced), run(plain), RUNS);
    Object.assign(values, { [`${name}-recorded`]: a, [`${name}-plain`]: b, [`${name}-to-plain`]: ratio });
  }
  const command = emrift('trace', '--json', '--host', 'node=20', plain);
  const { a, b } = pair(command, NOTHING, 3);
  const { peak } = time(command, { tell: join(folder, 'tell') });
  Object.assign(values, { command: a, node: b, 'command-peak': peak / 1e6 });
  for (const host of ['node=20', 'wasmtime=49.0.3', 'wazero=1.12.0']) {
    const [name] = host.split('=');
    const found = measureSystemCalls(folder, host, plain);
    if (typeof found === 'string') notes.push(found);
    else for (const [key, value] of Object.entries(found)) values[`${name}-${key}`] = value;
  }
  return { values, notes };
}

/** The whole command under strace beside that without, and whether each call of the guest has its system call. */
function measureSystemCalls(folder, host, plain) {
  const command = (from) => emrift('trace', '--json', '--timeout', '600', '--from', from, '--host', host, plain);
  const { peak, stdout, status } = time(command('system'), { tell: join(folder, 'tell'), codes: null });
  if (status !== 0) return `emrift trace --from system --host ${host} ended with ${status}`;
  const { calls } = JSON.parse(stdout);
  const written = calls.filter(({ system }) =>
    system?.some(({ name, args }) => /^writev?$/.test(name) && /^1,/.test(args)),
  );
  const { a, b, ratio } = pair(command('system'), command('module'), 1);
  return {
    system: a,
    module: b,
    'system-to-module': ratio,
    written: written.length,
    'system-peak': peak / 1e6,
  };
}

/** Hosts by the beginning of their folder in the store, and how they start a module. */
const HOSTS = [
  [
    'node-20',
    /^node20\./,
    (bin, module, folder) => [join(bin, 'node'), '--no-warnings', program, describe(module, folder)],
  ],
  ['wasmtime-49', /^wasmtime49\.0\.3-bin/, (bin, module) => [join(bin, 'wasmtime'), 'run', '-C', 'cache=n', module]],
  ['wazero-1.12', /^wazero1\.12\./, (bin, module) => [join(bin, 'wazero'), 'run', module]],
  ['wasmedge-0.17', /^wasmedge0\.17/, (bin, module) => [join(bin, 'wasmedge'), module]],
  ['wasmtime-50', /^wasmtime50\./, (bin, module) => [join(bin, 'wasmtime'), 'run', module]],
];

const program = join(root, 'src/toolchains/programs/wasi.mjs');

function describe(module, folder) {
  const path = join(folder, 'guest.json');
  writeFileSync(
    `${path}-${module.endsWith('calls.wasm')}`,
    JSON.stringify({ module, args: [], env: {}, preopens: [] }),
  );
  return `${path}-${module.endsWith('calls.wasm')}`;
}

function findHost(pattern) {
  const toolchains = join(store, 'toolchains');
  const name =
    existsSync(toolchains) &&
    readdirSync(toolchains)
      .sort()
      .find((one) => pattern.test(one));
  return name ? join(toolchains, name, 'tree', 'bin') : null;
}

/** A module of WASI that writes one byte to standard output, again and again. */
function buildGuest() {
  const section = (id, bytes) => [id, ...leb(bytes.length), ...bytes];
  const text = (value) => [value.length, ...Buffer.from(value)];
  // Loop: local 0 counts down; the buffer list is at 8, its byte at 16, how much was written at 24.
  const body = [
    ...[1, 1, 0x7f, 0x41, ...signed(CALLS), 0x21, 0, 0x03, 0x40],
    ...[0x41, 1, 0x41, 8, 0x41, 1, 0x41, 24, 0x10, 0, 0x1a],
    ...[0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b, 0x0b],
  ];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [2, 0x60, 4, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f, 0x60, 0, 0]),
    ...section(2, [1, ...text('wasi_snapshot_preview1'), ...text('fd_write'), 0, 0]),
    ...section(3, [1, 1]),
    ...section(5, [1, 0, 1]),
    ...section(7, [2, ...text('memory'), 2, 0, ...text('_start'), 0, 1]),
    ...section(10, [1, ...leb(body.length), ...body]),
    ...section(11, [1, 0, 0x41, 8, 0x0b, 8, 16, 0, 0, 0, 1, 0, 0, 0]),
  ]);
}

function leb(value) {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)];
}

function signed(value) {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}
