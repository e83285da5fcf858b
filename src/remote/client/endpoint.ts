import { readFileSync } from 'node:fs';
import { ProblemInInput } from '../../model/errors.ts';
import type { Endpoint, Tls } from '../transport/transport.ts';

/** The variables that hold what a server asks for; none of it may stand in a command line, which others can read. */
export const REMOTE_VARIABLES = {
  token: 'EMRIFT_REMOTE_TOKEN',
  ca: 'EMRIFT_REMOTE_CA',
  cert: 'EMRIFT_REMOTE_CERT',
  key: 'EMRIFT_REMOTE_KEY',
} as const;

type Env = Readonly<Record<string, string | undefined>>;

/** What an address looks like, for hints. */
const FORM = 'write grpc://HOST:PORT or grpcs://HOST:PORT, with /INSTANCE where the server has several';

/**
 * A server by its address, `grpc://host:port/instance` or `grpcs://…`, with what the environment holds for it. `from` is the
 * option or file that named it. Throws `ProblemInInput` for an address that is none, a certificate that cannot be read, and a
 * token that would be sent in plain text over a network.
 */
export function readEndpoint(text: string, env: Env, from: string): Endpoint {
  const position = { file: from };
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['grpc:', 'grpcs:'].includes(url.protocol) || url.hostname === '') {
    throw new ProblemInInput(`${JSON.stringify(text.slice(0, 80))} is no address of a server`, {
      position,
      hint: FORM,
    });
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new ProblemInInput('an address holds no user, password or question mark', {
      position,
      hint: `a token goes into ${REMOTE_VARIABLES.token}`,
    });
  }
  const isSecure = url.protocol === 'grpcs:';
  const token = env[REMOTE_VARIABLES.token] || undefined;
  if (token !== undefined && !isSecure && !isLoopback(url.hostname)) {
    throw new ProblemInInput(`${REMOTE_VARIABLES.token} would be sent in plain text to ${url.hostname}`, {
      position,
      hint: 'use grpcs://',
    });
  }
  return {
    address: `${url.hostname}:${url.port || (isSecure ? 443 : 80)}`,
    instance: decodeURIComponent(url.pathname.replace(/^\/|\/$/g, '')),
    tls: isSecure ? readTls(env) : null,
    token,
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function readTls(env: Env): Tls {
  const read = (variable: string): Buffer | null => {
    const path = env[variable];
    if (!path) return null;
    try {
      return readFileSync(path);
    } catch (error) {
      throw new ProblemInInput(`${path} cannot be read (${(error as NodeJS.ErrnoException).code})`, {
        position: { file: variable },
      });
    }
  };
  const tls = {
    ca: read(REMOTE_VARIABLES.ca),
    cert: read(REMOTE_VARIABLES.cert),
    key: read(REMOTE_VARIABLES.key),
  };
  if ((tls.cert === null) !== (tls.key === null)) {
    throw new ProblemInInput('a certificate needs its key, and a key its certificate', {
      position: { file: tls.cert ? REMOTE_VARIABLES.key : REMOTE_VARIABLES.cert },
      hint: `set both ${REMOTE_VARIABLES.cert} and ${REMOTE_VARIABLES.key}`,
    });
  }
  return tls;
}
