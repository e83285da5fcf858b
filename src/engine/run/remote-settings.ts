import type { CacheMode, RemoteMatrix, ToolchainWay } from '../../matrix/remote.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { readEndpoint } from '../../remote/client/endpoint.ts';
import type { NamedValue } from '../../remote/form/messages.ts';
import type { Endpoint } from '../../remote/transport/transport.ts';

/** What the command line says of other machines. */
export interface RemoteOptions {
  /** The address of a shared cache; `false` for none, whatever else names one. */
  readonly cache?: string | false | undefined;
  readonly mode?: CacheMode | undefined;
  /** Addresses of executors, with commas between them; empty for those that the environment or the matrix names. */
  readonly executor?: string | undefined;
  /** Beside those of the matrix. */
  readonly properties?: readonly NamedValue[] | undefined;
}

/** A shared cache, and what of it is used. */
export interface CacheSettings {
  readonly endpoint: Endpoint;
  readonly reads: boolean;
  readonly writes: boolean;
}

/** The machines that run steps, and how toolchains get there. */
export interface ExecutorSettings {
  readonly endpoints: readonly Endpoint[];
  readonly toolchains: ToolchainWay;
  /** Where the store lies on a worker. */
  readonly store: string;
  /** What the servers' platforms ask for. */
  readonly properties: readonly NamedValue[];
  /** After so many milliseconds a silent server is asked whether it is there; undefined for what is usual. */
  readonly lookEvery: number | undefined;
}

/** The other machines that a command uses; null for none. */
export interface RemoteSettings {
  readonly cache: CacheSettings | null;
  readonly executor: ExecutorSettings | null;
}

/** Where the store lies on a worker unless somebody says otherwise: where the image that emrift writes has it. */
export const WORKER_STORE = '/emrift/store';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Which other machines a command uses: as the command line says, else the environment, else the matrix. Executors are only used
 * where the command line asks for some. Throws `ProblemInInput` for an address or a number that is none, and for executors of which
 * none is named.
 */
export function readRemote(options: RemoteOptions, matrix: RemoteMatrix, env: Env): RemoteSettings {
  return { cache: readCache(options, matrix, env), executor: readExecutor(options, matrix, env) };
}

function readCache(options: RemoteOptions, matrix: RemoteMatrix, env: Env): CacheSettings | null {
  if (options.cache === false) return null;
  const found = firstNamed([
    [options.cache, '--remote-cache'],
    [env.EMRIFT_REMOTE_CACHE, 'EMRIFT_REMOTE_CACHE'],
    [matrix.cache, 'matrix.yaml: remote.cache'],
  ]);
  if (!found) return null;
  const [address, from] = found;
  const mode = options.mode ?? matrix.mode ?? 'read-write';
  return { endpoint: readEndpoint(address, env, from), reads: mode !== 'write', writes: mode !== 'read' };
}

function readExecutor(options: RemoteOptions, matrix: RemoteMatrix, env: Env): ExecutorSettings | null {
  if (options.executor === undefined) return null;
  const found = firstNamed([
    [options.executor, '--executor'],
    [env.EMRIFT_EXECUTOR, 'EMRIFT_EXECUTOR'],
    [[matrix.executor ?? []].flat().join(','), 'matrix.yaml: remote.executor'],
  ]);
  if (!found) {
    throw new ProblemInInput('no executor is named', {
      position: { file: '--executor' },
      hint: 'give an address, set EMRIFT_EXECUTOR, or name some in matrix.yaml under remote.executor',
    });
  }
  const [addresses, from] = found;
  return {
    endpoints: addresses.split(',').map((address) => readEndpoint(address.trim(), env, from)),
    toolchains: matrix.toolchains ?? 'store',
    store: matrix.store ?? WORKER_STORE,
    properties: [...listProperties(matrix), ...(options.properties ?? [])],
    lookEvery: readSilence(env.EMRIFT_REMOTE_SILENCE),
  };
}

function readSilence(seconds: string | undefined): number | undefined {
  if (!seconds) return undefined;
  if (/^[1-9]\d{0,3}$/.test(seconds)) return Number(seconds) * 1000;
  throw new ProblemInInput(`${JSON.stringify(seconds.slice(0, 40))} is no number of seconds from 1 to 9999`, {
    position: { file: 'EMRIFT_REMOTE_SILENCE' },
  });
}

/** The first that is there, and who named it. */
function firstNamed(ways: readonly (readonly [string | undefined, string])[]): readonly [string, string] | undefined {
  return ways.find((way): way is readonly [string, string] => way[0] !== undefined && way[0] !== '');
}

function listProperties({ properties = {} }: RemoteMatrix): NamedValue[] {
  return Object.entries(properties).flatMap(([name, values]) => [values].flat().map((value) => ({ name, value })));
}
