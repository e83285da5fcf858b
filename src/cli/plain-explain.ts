import process from 'node:process';
import { explainLog } from './explain/explain-log.ts';
import { endWith } from './io/command-end.ts';

/**
 * `emrift explain LOG` without options, a program of its own: what parses options, and all other commands, take longer to start
 * than a short log takes to be explained. The launcher chooses it where the only word is a file or standard input.
 */
const [log] = process.argv.slice(3);
endWith(async () => explainLog(log!, { all: false, 'fail-on': 'none', github: false, tee: false, json: false }));
