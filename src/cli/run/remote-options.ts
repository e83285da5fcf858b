import type { Argv } from 'yargs';
import type { RemoteOptions } from '../../engine/run/remote-settings.ts';
import { CACHE_MODES, type CacheMode } from '../../matrix/remote.ts';
import { ProblemInInput } from '../../model/errors.ts';
import type { NamedValue } from '../../remote/form/messages.ts';

/** Which other machines are used, as yargs gives it. */
export interface RemoteArguments {
  /** An address; `--no-remote-cache` makes it false, whatever yargs' types say. */
  'remote-cache'?: string | undefined;
  'remote-cache-mode'?: CacheMode | undefined;
  executor?: string | undefined;
  'executor-property'?: string[] | undefined;
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
    })
    .option('executor', {
      type: 'string',
      describe: 'Run steps on workers behind these servers, with commas between them; alone, those of the matrix',
    })
    .option('executor-property', {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'What their platform asks for, NAME=VALUE',
    });
}

/** The same for the engine. Throws `ProblemInInput` for a property that is none. */
export function remoteOf(options: RemoteArguments): RemoteOptions {
  const { executor, 'remote-cache': cache, 'remote-cache-mode': mode, 'executor-property': properties = [] } = options;
  const isNone = (cache as string | false | undefined) === false;
  return { cache: isNone ? false : cache, mode, executor, properties: properties.map(readProperty) };
}

function readProperty(text: string): NamedValue {
  const [, name, value] = /^([A-Za-z0-9._-]{1,100})=(.{0,1000})$/.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return { name, value };
  throw new ProblemInInput(`"${text.slice(0, 60)}" is no property`, {
    position: { file: '--executor-property' },
    hint: 'write NAME=VALUE',
  });
}
