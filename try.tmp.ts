import { mkdtempSync, readFileSync } from 'node:fs';
import { readEndpoint } from './src/remote/client/endpoint.ts';
import { loadTransport } from './src/remote/transport/load.ts';
import { openBlobs } from './src/run/storage/blobs.ts';
import { createRemoteExecutor } from './src/run/remote/remote-executor.ts';
const t = await loadTransport();
const log = (...a: unknown[]) => console.log(Math.round(performance.now()), ...a);
const blobs = openBlobs(mkdtempSync('/tmp/x-'));
const endpoints = process.argv[2]!.split(',').map((u) => ({ channel: t.connect(readEndpoint(u, {}, 'x')), instance: '', name: u }));
const unix = process.argv[3] ?? '1000';
const ex = createRemoteExecutor({ transport: t, endpoints, blobs, program: readFileSync('dist/emrift-step.js'), store: '/emrift/store', propertiesOf: () => [{ name: 'unixUID', value: unix }], traffic: {up:0,down:0}, note: log, report: (e) => log(JSON.stringify(e)) });
const input = blobs.put(Buffer.from('hello input'));
const action = (command: string) => ({ command, env: { PATH: '/usr/bin:/bin', HOME: '/home/emrift' }, inputs: [{ path: 'd/in.txt', digest: input }], outputs: ['o.txt', 'link', 'dir'], toolchains: [], limits: { wall: 60000, silence: 60000, output: 1<<20, memory: 1<<30 }, declared: [] }) as never;
const signal = new AbortController().signal;
for (const c of ['id; pwd; ls -la; cat d/in.txt; echo x > o.txt; ln -s o.txt link; mkdir dir; echo y > dir/y; ls /; cat /proc/self/status | head -3; hostname', 'exit 3', 'kill -9 $$', 'id; pwd; ls -la; cat d/in.txt; echo x > o.txt; ln -s o.txt link; mkdir dir; echo y > dir/y; ls /; cat /proc/self/status | head -3; hostname', ...(process.argv[4] ? [process.argv[4]] : [])])
  log(await ex.execute(action(c), signal));
for (const e of endpoints) e.channel.close();
