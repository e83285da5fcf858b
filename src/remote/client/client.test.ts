import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blobOf, digestOf } from '../form/digest.ts';
import { type StandIn, startStandIn } from '../stand-in.fixture.ts';
import { loadTransport } from '../transport/load.ts';
import { type Channel, CODE } from '../transport/transport.ts';
import { openRemoteBlobs, type RemoteBlobs } from './blob-store.ts';
import { readEndpoint } from './endpoint.ts';
import { withRetries } from './retry.ts';

let server: StandIn;
let channel: Channel;
let blobs: RemoteBlobs;
const traffic = { up: 0, down: 0 };
const loaded = loadTransport();
const scratch = mkdtempSync(join(tmpdir(), 'emrift-remote-'));

beforeEach(async () => {
  server = await startStandIn();
  channel = (await loaded).connect(readEndpoint(server.url, {}, '--remote-cache'));
  Object.assign(traffic, { up: 0, down: 0 });
  blobs = openRemoteBlobs(channel, '', traffic);
});
afterEach(async () => {
  channel.close();
  await server.close();
  rmSync(scratch, { recursive: true, force: true });
});

async function readBack(list: ReturnType<typeof blobOf>[]): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const take = async (digest: { hash: string }, bytes: Uint8Array | AsyncIterable<Uint8Array>) => {
    const pieces: Uint8Array[] = [];
    if (bytes instanceof Uint8Array) pieces.push(bytes);
    else for await (const piece of bytes) pieces.push(piece);
    found.set(digest.hash, Buffer.concat(pieces));
  };
  await blobs.download(
    list.map(({ digest }) => digest),
    take,
  );
  return found;
}

describe('blobs', () => {
  it('come back as they were sent, small ones in batches and large ones by streams', async () => {
    const list = [
      ...Array.from({ length: 9 }, () => blobOf(randomBytes(900_000))),
      blobOf(randomBytes(5 << 20)),
      blobOf(Buffer.alloc(0)),
    ];
    expect(await blobs.findMissing(list.map(({ digest }) => digest))).toHaveLength(11);
    await blobs.upload(list);
    expect(server.calls.get('Write')).toBe(1);
    // Of 8.1 MB at most 3 MiB go in one message.
    expect(server.calls.get('BatchUpdateBlobs')).toBe(3);
    expect(await blobs.findMissing(list.map(({ digest }) => digest))).toEqual([]);
    const found = await readBack(list);
    for (const { digest, bytes } of list) expect(found.get(digest.hash)?.equals(bytes)).toBe(true);
    expect(traffic).toEqual({ up: 8_100_000 + (5 << 20), down: 8_100_000 + (5 << 20) });
  });

  it('are sent from files as well', async () => {
    const bytes = randomBytes(2 << 20);
    const folder = mkdtempSync(join(tmpdir(), 'emrift-remote-'));
    const path = join(folder, 'blob');
    writeFileSync(path, bytes);
    await blobs.upload([{ digest: digestOf(bytes), path }]);
    rmSync(folder, { recursive: true });
    expect(server.blobs.get(digestOf(bytes).hash)?.equals(bytes)).toBe(true);
  });

  it('that the server does not have are left out', async () => {
    const list = [blobOf(Buffer.from('here')), blobOf(Buffer.from('not here')), blobOf(randomBytes(2 << 20))];
    await blobs.upload(list.slice(0, 1));
    expect([...(await readBack(list)).keys()]).toEqual([list[0]!.digest.hash]);
  });

  it.each([200, 2 << 20])('of %i bytes are refused where they are others than their digest’s', async (size) => {
    const blob = blobOf(randomBytes(size));
    server.blobs.set(blob.digest.hash, randomBytes(size));
    await expect(readBack([blob])).rejects.toThrow('other bytes');
  });

  it('are refused where a stream does not end', async () => {
    const blob = blobOf(randomBytes(2 << 20));
    function* endless() {
      for (let count = 0; count < 200; count++) yield { data: Buffer.alloc(1 << 20) };
    }
    server.fault = (name) => (name === 'Read' ? { answer: () => endless() } : undefined);
    await expect(readBack([blob])).rejects.toThrow('more bytes');
    expect(traffic.down).toBeLessThanOrEqual(2 << 20);
  });

  it('are refused in a message that is too large', async () => {
    const blob = blobOf(Buffer.from('small'));
    const huge = { responses: [{ digest: blob.digest, data: Buffer.alloc(20 << 20), status: {} }] };
    server.fault = (name) => (name === 'BatchReadBlobs' ? { answer: () => huge } : undefined);
    await expect(readBack([blob])).rejects.toMatchObject({ code: CODE.resourceExhausted });
  });

  it('that were not asked for are refused', async () => {
    const [asked, other] = [blobOf(Buffer.from('asked')), blobOf(Buffer.from('other'))];
    server.fault = (name) =>
      name === 'BatchReadBlobs'
        ? { answer: () => ({ responses: [{ digest: other.digest, data: other.bytes }] }) }
        : undefined;
    await expect(readBack([asked])).rejects.toThrow('not asked for');
  });

  it('that a server cannot take are an error', async () => {
    server.fault = (name) =>
      name === 'BatchUpdateBlobs'
        ? { answer: () => ({ responses: [{ status: { code: 8, message: 'disk full' } }] }) }
        : undefined;
    await expect(blobs.upload([blobOf(Buffer.from('a'))])).rejects.toMatchObject({ code: 8, message: 'disk full' });
  });
});

describe('calls', () => {
  const ask = (deadline: number, signal?: AbortSignal) =>
    channel.call('Capabilities/GetCapabilities', { instanceName: '' }, { deadline, signal });

  it('are made again where the reason passes', async () => {
    server.fault = (_, number) => (number < 3 ? { code: CODE.unavailable } : undefined);
    await expect(withRetries(() => ask(5_000), undefined, { attempts: 4, pause: 1 })).resolves.toBeDefined();
    expect(server.calls.get('GetCapabilities')).toBe(3);
  });

  it('are not made again for another reason, nor for ever', async () => {
    server.fault = () => ({ code: CODE.permissionDenied });
    await expect(withRetries(() => ask(5_000), undefined, { attempts: 4, pause: 1 })).rejects.toMatchObject({
      code: 7,
    });
    server.fault = () => ({ code: CODE.unavailable });
    await expect(withRetries(() => ask(5_000), undefined, { attempts: 4, pause: 1 })).rejects.toMatchObject({
      code: 14,
    });
    expect(server.calls.get('GetCapabilities')).toBe(5);
  });

  it('end by their deadline, and by their signal', async () => {
    server.fault = () => ({ hang: true });
    await expect(ask(50)).rejects.toMatchObject({ code: CODE.deadlineExceeded });
    const control = new AbortController();
    setTimeout(() => control.abort(new Error('interrupted')), 50);
    await expect(ask(60_000, control.signal)).rejects.toThrow('interrupted');
  });
});

describe('an endpoint', () => {
  const read = (text: string, env = {}) => readEndpoint(text, env, '--remote-cache');

  it('is an address, an instance, and what the environment holds', () => {
    expect(read('grpc://127.0.0.1:9092/main/x', { EMRIFT_REMOTE_TOKEN: 't' })).toEqual({
      address: '127.0.0.1:9092',
      instance: 'main/x',
      tls: null,
      token: 't',
    });
    expect(read('grpcs://cache.example')).toMatchObject({ address: 'cache.example:443', tls: { ca: null } });
  });

  it.each([
    ['http://x', 'no address'],
    ['grpc://', 'no address'],
    ['cache:9092', 'no address'],
    ['grpc://user:secret@x', 'no user'],
  ])('is refused: %s', (text, said) => {
    expect(() => read(text)).toThrow(said);
  });

  it('gets no token in plain text over a network', () => {
    expect(() => read('grpc://cache.example:80', { EMRIFT_REMOTE_TOKEN: 't' })).toThrow('plain text');
  });

  it('needs certificate and key together, and files that are there', () => {
    expect(() => read('grpcs://x', { EMRIFT_REMOTE_CA: '/nowhere' })).toThrow('ENOENT');
    expect(() => read('grpcs://x', { EMRIFT_REMOTE_CERT: '/proc/version' })).toThrow('needs its key');
  });

  it('sends the token with each call', async () => {
    const other = (await loaded).connect(readEndpoint(server.url, { EMRIFT_REMOTE_TOKEN: 'secret' }, 'x'));
    await other.call('Capabilities/GetCapabilities', { instanceName: '' }, { deadline: 5_000 });
    other.close();
    expect(server.authorization()).toBe('Bearer secret');
  });
});
