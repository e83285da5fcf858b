import type { Argv } from 'yargs';

const ACTIONS = ['list', 'lock', 'install', 'verify', 'prune'];

/** The options of `emrift toolchains` as yargs gives them. */
export interface ToolchainsOptions {
  action: string;
  names?: string[] | undefined;
  matrix?: string | undefined;
  profile: string;
  'dry-run': boolean;
  blobs: boolean;
  days: number;
  json: boolean;
}

/** Declares them. */
export function declareToolchainsOptions(parser: Argv<object>): Argv<ToolchainsOptions> {
  const text = { type: 'string', requiresArg: true } as const;
  const flag = { type: 'boolean', default: false } as const;
  return parser
    .positional('action', { choices: ACTIONS, type: 'string', demandOption: true })
    .positional('names', { type: 'string', array: true, describe: 'Toolchains such as go1.23.12; without names all' })
    .option('matrix', { ...text, describe: 'Another matrix.yaml' })
    .option('profile', {
      ...text,
      default: 'default',
      describe: 'With lock and install: the profile whose cases will run',
    })
    .option('dry-run', { ...flag, describe: 'With install and prune: print what would be done' })
    .option('blobs', {
      ...flag,
      describe: 'With prune: remove stored results of steps instead of toolchains',
    })
    .option('days', {
      type: 'number',
      default: 30,
      requiresArg: true,
      describe: 'With prune --blobs: those that no run used for so many days',
    })
    .option('json', { ...flag, describe: 'One JSON document on standard output' });
}
