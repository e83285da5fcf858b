import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerCredentials } from '@grpc/grpc-js';

/** Certificates that openssl made for a test, by files. */
export interface Certificates {
  /** Who signed the server's and the client's, and somebody whom nobody here knows. */
  readonly ca: string;
  readonly stranger: string;
  readonly client: { readonly cert: string; readonly key: string };
  /** What a server for `localhost` has; `asks`: it wants to see the client's. */
  server(options?: { readonly asks?: boolean; readonly host?: string }): ServerCredentials;
  remove(): void;
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Makes two authorities, and certificates of the first. Throws where there is no openssl. */
export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'emrift-certificates-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const authority = (name: string) =>
    openssl(
      'req',
      '-x509',
      ...KEY,
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
    );
  const leaf = (name: string, host: string) => {
    openssl('req', ...KEY, '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`);
    writeFileSync(join(folder, `${name}.ext`), `subjectAltName=DNS:${host}`);
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', `${name}.ext`];
    openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-out', `${name}.pem`);
  };
  authority('ca');
  authority('stranger');
  leaf('client', 'client');
  const path = (name: string) => join(folder, name);
  return {
    ca: path('ca.pem'),
    stranger: path('stranger.pem'),
    client: { cert: path('client.pem'), key: path('client.key') },
    server({ asks = false, host = 'localhost' } = {}) {
      leaf(host, host);
      const pair = { cert_chain: readFileSync(path(`${host}.pem`)), private_key: readFileSync(path(`${host}.key`)) };
      return ServerCredentials.createSsl(readFileSync(path('ca.pem')), [pair], asks);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
