import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on this machine that serves texts and bytes by path; for tests. */
export interface TestServer {
  readonly url: string;
  readonly files: Map<string, string | Uint8Array>;
  /** Methods and paths in the order they were asked. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** Starts one on a free port. What it has no file for is 404. */
export async function startServer(): Promise<TestServer> {
  const files = new Map<string, string | Uint8Array>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(`${request.method} ${path}`);
    const content = files.get(path);
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-length', Buffer.byteLength(content));
    response.end(request.method === 'HEAD' ? undefined : content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://127.0.0.1:${port}`, files, asked, close };
}
