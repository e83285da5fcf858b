import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../model/canonical.ts';
import { fetchFile } from './download.ts';

const CONTENT = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251));
const LOCKED = { name: 'archive.tar.gz', size: CONTENT.length, sha256: sha256(CONTENT) };
const BOUNDS = { floor: 20_000, window: 200, attempts: 4, wait: 5, longest: 5_000 };

let dir: string;
let server: Server;
let asked: (string | undefined)[];
let answers: ((request: IncomingMessage, response: ServerResponse, from: number) => void)[];
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emrift-download-'));
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.headers.range);
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
    answer(request, response, from);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(dir, { recursive: true, force: true });
});

const path = () => join(dir, 'archive');
const fetchIt = (locked = LOCKED, signal?: AbortSignal) =>
  fetchFile(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a`, path(), locked, { signal }, BOUNDS);

/** Serves the rest from where it is asked for, and breaks off after so many bytes. */
const serve =
  (bytes: number, content = CONTENT, etag = '"1"') =>
  (request: IncomingMessage, response: ServerResponse, from: number) => {
    const goesOn = from > 0 && request.headers['if-range'] === etag;
    const rest = content.subarray(goesOn ? from : 0);
    response.writeHead(goesOn ? 206 : 200, {
      etag,
      'content-length': rest.length,
      ...(goesOn ? { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` } : {}),
    });
    if (bytes >= rest.length) response.end(rest);
    else response.write(rest.subarray(0, bytes), () => setTimeout(() => response.destroy(), 20));
  };
const fail = (status: number) => (_: IncomingMessage, response: ServerResponse) => response.writeHead(status).end();
/** A byte now and then, for ever. */
const drip = (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(200, { 'content-length': CONTENT.length });
  const timer = setInterval(() => response.write('x'), 20);
  response.on('close', () => clearInterval(timer));
};

describe('fetchFile', () => {
  it('goes on where a connection broke off, as often as that happens', async () => {
    answers = [serve(100_000), serve(50_000), serve(CONTENT.length)];
    expect(await fetchIt()).toEqual(LOCKED);
    expect(readFileSync(path()).equals(CONTENT)).toBe(true);
    expect(asked).toEqual([undefined, 'bytes=100000-', 'bytes=150000-']);
  });

  it('begins anew where the file is another one by now, or halves do not fit together', async () => {
    const other = Buffer.alloc(CONTENT.length, 'o');
    answers = [serve(100_000, other, '"0"'), serve(CONTENT.length)];
    expect(await fetchIt()).toEqual(LOCKED);
    answers = [serve(100_000, other), serve(CONTENT.length)];
    expect(await fetchIt()).toEqual(LOCKED);
    expect(readFileSync(path()).equals(CONTENT)).toBe(true);
  });

  it('tries again after an error of the server, and not what the server does not give', async () => {
    answers = [fail(503), serve(CONTENT.length)];
    expect(await fetchIt()).toEqual(LOCKED);
    asked = [];
    answers = [fail(404)];
    await expect(fetchIt()).rejects.toThrow(/answers 404/);
    expect(asked).toHaveLength(1);
    answers = [fail(500)];
    asked = [];
    await expect(fetchIt()).rejects.toThrow(/answers 500/);
    expect(asked).toHaveLength(4);
  });

  it('gives up what is slower than a floor, and goes on with what is not', async () => {
    answers = [drip];
    await expect(fetchIt()).rejects.toThrow(/is too slow: less than 20 kB a second/);
    expect(asked).toHaveLength(4);
    answers = [drip, serve(CONTENT.length)];
    expect(await fetchIt()).toEqual(LOCKED);
  });

  it('has an overall deadline, and stops at once when it is aborted', async () => {
    answers = [drip];
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a`;
    const bounds = { ...BOUNDS, window: 60_000, longest: 300 };
    await expect(fetchFile(url, path(), LOCKED, { signal: undefined }, bounds)).rejects.toThrow(/took too long/);
    const control = new AbortController();
    setTimeout(() => control.abort(new Error('interrupted')), 100);
    await expect(fetchIt(LOCKED, control.signal)).rejects.toThrow('interrupted');
  });

  it('refuses another content, and more than was announced', async () => {
    answers = [serve(CONTENT.length, Buffer.alloc(CONTENT.length, 'o'))];
    await expect(fetchIt()).rejects.toThrow(/archive\.tar\.gz does not match its checksum/);
    answers = [serve(600_000, Buffer.concat([CONTENT, CONTENT]))];
    await expect(fetchIt()).rejects.toThrow(/larger than the lock says/);
  });
});
