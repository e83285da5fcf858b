import { resolve } from 'node:path';
import type { Verb } from '../io/verb.ts';
import { showUpgrade, type UpgradeOptions } from '../upgrade/show-upgrade.ts';

/** What makes the exit code 1. */
const FAIL_ON = ['none', 'found'] as const;

/** `emrift upgrade [DIR]`. */
export const upgrade: Verb<UpgradeOptions> = {
  options: (parser) =>
    parser
      .positional('dir', { type: 'string', describe: 'A project: the places of its files that the upgrade breaks' })
      .option('go', {
        type: 'string',
        requiresArg: true,
        describe: 'OLDER..NEWER, or the Go that stays; ..NEWER takes what DIR names',
      })
      .option('emsdk', { type: 'string', requiresArg: true, describe: 'The same for Emscripten' })
      .option('host', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'The same for a host: node=16..20, wazero=1.9.0',
      })
      .option('out', { type: 'string', requiresArg: true, describe: 'Folder of the catalogue' })
      .option('all', { type: 'boolean', default: false, describe: 'Also show what is folded' })
      .option('fail-on', {
        choices: FAIL_ON,
        default: 'none',
        describe: 'found: exit code 1 if DIR uses what breaks or is to be looked at',
      })
      .option('github', {
        type: 'boolean',
        default: false,
        describe: 'Annotations and step summary for GitHub Actions',
      })
      .option('sarif', {
        type: 'string',
        requiresArg: true,
        coerce: (path: string) => resolve(path),
        describe: 'Write the places to this file as SARIF 2.1.0',
      })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' })
      // A version such as 1.20 is no number, and a folder may be called 1.20.
      .string(['dir', 'go', 'emsdk', 'host', '_']),
  handle: showUpgrade,
};
