import process from 'node:process';
import { endWith } from './io/command-end.ts';
import { inspect } from './verbs/inspect.ts';

/**
 * `emrift inspect FILE…` without options, a program of its own: what parses options, and all other commands, take longer to
 * start than a module takes to be read. The launcher chooses it where no word looks like an option.
 */
const files = process.argv.slice(3);
endWith(async () => inspect.handle({ files, symbols: false, imports: false, diff: false, json: false }));
