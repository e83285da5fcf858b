import type { Argv } from 'yargs';
import type { RemoteOptions } from '../../engine/run/remote-settings.ts';
import { CACHE_MODES, type CacheMode } from '../../matrix/remote.ts';

/** Which other machines are used, as yargs gives it. */
export interface RemoteArguments {
  /** An address; false for `--no-remote-cache`. */
  'remote-cache'?: string | undefined;
  'remote-cache-mode'?: CacheMode | undefined;
}

/** Declares it. */
export function declareRemoteOptions<T>(parser: Argv<T>): Argv<T & RemoteArguments> {
  return parser
    .option('remote-cache', {
      type: 'string',
      requiresArg: true,
      describe: 'Share results of steps on this server (grpc://HOST:PORT, grpcs://HOST:PORT)',
    })
    .option('remote-cache-mode', {
      choices: CACHE_MODES,
      requiresArg: true,
      describe: 'What of it is used (default: read-write)',
    });
}

/** The same for the engine. */
export function remoteOf(options: RemoteArguments): RemoteOptions {
  return { cache: options['remote-cache'], mode: options['remote-cache-mode'] };
}
