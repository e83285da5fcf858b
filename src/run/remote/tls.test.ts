import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actionKey, type Exited } from '../../model/action.ts';
import { type Certificates, makeCertificates } from '../../remote/certificates.fixture.ts';
import { readEndpoint } from '../../remote/client/endpoint.ts';
import type { StandIn } from '../../remote/stand-in.fixture.ts';
import { loadTransport } from '../../remote/transport/load.ts';
import { CODE } from '../../remote/transport/transport.ts';
import { openRemoteCache } from './remote-cache.ts';
import {
  ACTION,
  count,
  type ExecutorBench,
  exited,
  openExecutorBench,
  step,
  usage,
} from './remote-executor.fixture.ts';

const KEY = actionKey(ACTION);
const RESULT: Exited = { kind: 'exited', exitCode: 0, stdout: 'out', stderr: '', outputs: [], usage };
let certificates: Certificates;
let bench: ExecutorBench;
const closing: (() => void)[] = [];

beforeAll(() => {
  certificates = makeCertificates();
});
afterAll(() => certificates.remove());
beforeEach(() => {
  bench = openExecutorBench();
});
afterEach(async () => {
  for (const close of closing.splice(0)) close();
  await bench.close();
});

/** What the environment holds for a server that trusts nobody. */
const trusted = () => ({
  EMRIFT_REMOTE_CA: certificates.ca,
  EMRIFT_REMOTE_CERT: certificates.client.cert,
  EMRIFT_REMOTE_KEY: certificates.client.key,
  EMRIFT_REMOTE_TOKEN: 'a-secret',
});

/** A server with a certificate, which lets in only who has a token. */
async function serverFor(options: Parameters<Certificates['server']>[0] = {}): Promise<StandIn> {
  const server = await bench.serverWith(step(), { credentials: certificates.server(options) });
  server.fault = () => (server.authorization() === 'Bearer a-secret' ? undefined : { code: CODE.unauthenticated });
  return server;
}

async function cacheAt(url: string, env: Readonly<Record<string, string>>) {
  const transport = await loadTransport();
  const channel = transport.connect(readEndpoint(url, env, 'test'));
  closing.push(channel.close);
  const lines: string[] = [];
  const fixed = { transport, channel, instance: '', name: 'the cache', reads: true, writes: true };
  const note = (line: string) => lines.push(line);
  const cache = openRemoteCache({ ...fixed, blobs: bench.blobs, note, traffic: { up: 0, down: 0 } });
  return { cache, lines };
}

const { signal } = new AbortController();

describe('over TLS', () => {
  it('a cache with a private authority, a certificate of one’s own and a token is read and written', async () => {
    const server = await serverFor({ asks: true });
    const { cache, lines } = await cacheAt(server.url, trusted());
    expect(await cache.find(KEY, ACTION, signal)).toBeNull();
    cache.keep(KEY, ACTION, RESULT);
    await cache.flush();
    expect(await cache.find(KEY, ACTION, signal)).toEqual(RESULT);
    expect(lines).toEqual([]);
    expect(server.authorization()).toBe('Bearer a-secret');
  });

  it('an executor carries out steps', async () => {
    const server = await serverFor({ asks: true });
    const { execute, lines } = await bench.executorOn([server], {}, trusted());
    expect(await execute()).toEqual(exited('stand-in'));
    expect(lines).toEqual([]);
  });

  const troubles: readonly (readonly [string, () => Promise<[StandIn, Record<string, string>]>, string])[] = [
    [
      'whose authority is another',
      async () => [await serverFor(), { ...trusted(), EMRIFT_REMOTE_CA: certificates.stranger }],
      'self-signed certificate',
    ],
    [
      'whose authority is not among the usual ones',
      async () => {
        const { EMRIFT_REMOTE_CA: _, ...env } = trusted();
        return [await serverFor(), env];
      },
      'self-signed certificate',
    ],
    [
      'with the certificate of another host',
      async () => [await serverFor({ host: 'elsewhere.example' }), trusted()],
      'does not match',
    ],
    [
      'that asks for a certificate',
      async () => {
        const { EMRIFT_REMOTE_CERT: _, EMRIFT_REMOTE_KEY: __, ...env } = trusted();
        return [await serverFor({ asks: true }), env];
      },
      'asks for a certificate',
    ],
    [
      'that speaks in plain text',
      async () => {
        const server = await bench.serverWith(step());
        return [{ ...server, url: server.url.replace('grpc://127.0.0.1', 'grpcs://localhost') }, trusted()];
      },
      'does not speak TLS',
    ],
    ['with another token', async () => [await serverFor(), { ...trusted(), EMRIFT_REMOTE_TOKEN: 'other' }], 'injected'],
  ];

  it.each(troubles)('a cache %s is left alone with one line', async (_, open, said) => {
    const [server, env] = await open();
    const { cache, lines } = await cacheAt(server.url, env);
    const found = await Promise.all(Array.from({ length: 5 }, () => cache.find(KEY, ACTION, signal)));
    cache.keep(KEY, ACTION, RESULT);
    await cache.flush();
    expect(found).toEqual([null, null, null, null, null]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^the cache is left alone: /);
    expect(lines[0]).toContain(said);
    expect(server.results.size).toBe(0);
  });

  it.each(troubles)(
    'an executor %s is a mistake in the settings: said once, and nothing is repeated',
    async (_, open, said) => {
      const [server, env] = await open();
      const { execute, lines, events } = await bench.executorOn([server], { pause: 60_000 }, env);
      const results = [await execute(), await execute({ ...ACTION, command: 'other' })];
      for (const result of results)
        expect(result).toMatchObject({ kind: 'infra', reason: expect.stringContaining(said) });
      expect(lines).toHaveLength(1);
      expect(events.filter(({ kind }) => kind === 'repeated')).toEqual([]);
      expect(count(server, 'Execute')).toBe(0);
    },
  );
});
