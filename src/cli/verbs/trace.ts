import { resolve } from 'node:path';
import { trace as traceModule } from '../../engine/trace/trace.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { printTrace } from '../../reports/terminal/trace-text.ts';
import { EXIT } from '../io/exit-codes.ts';
import { untilInterrupted } from '../io/interrupt.ts';
import { printJson, printPieces, tell } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';

interface Options {
  file: string;
  args?: string[] | undefined;
  host: string;
  root?: string | undefined;
  env: string[];
  timeout: number;
  json: boolean;
}

/** `emrift trace FILE.wasm`. */
export const trace: Verb<Options> = {
  options: (parser) =>
    parser
      .positional('file', { type: 'string', demandOption: true, describe: 'A module of WASI preview 1' })
      .positional('args', { type: 'string', array: true, describe: 'What the guest gets as arguments, after --' })
      .option('host', { type: 'string', default: 'node', requiresArg: true, describe: 'node or wazero, or node=20' })
      .option('root', { type: 'string', requiresArg: true, describe: 'A folder of which the guest gets a copy as /' })
      .option('env', {
        type: 'string',
        array: true,
        nargs: 1,
        default: [] as string[],
        describe: 'A variable of the guest: NAME=VALUE',
      })
      .option('timeout', {
        type: 'number',
        default: 60,
        requiresArg: true,
        describe: 'Seconds until the guest is ended',
      })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' })
      .string(['file', 'args'])
      // `007` is no number but a word for the guest.
      .parserConfiguration({ 'parse-positional-numbers': false }),
  async handle(options) {
    const { file, args = [], host, root, env, timeout: seconds, json } = options;
    if (!(Number.isInteger(seconds) && seconds >= 1 && seconds <= 3600)) {
      throw new ProblemInInput('takes a whole number from 1 to 3600', { position: { file: '--timeout' } });
    }
    const request = {
      module: resolve(file),
      args: [...args, ...wordsBehind(options)],
      env: readVariables(env),
      root,
      seconds,
    };
    return await untilInterrupted(async (signal) => {
      const traced = await traceModule(request, host, { signal, note: tell });
      if (json) printJson(traced);
      else printPieces(printTrace(traced));
      return EXIT.ok;
    });
  },
};

/** What stands after `--`: yargs has it behind the command, which Verb's options do not name. */
function wordsBehind(options: object): string[] {
  return (options as { readonly _: readonly (string | number)[] })._.slice(1).map(String);
}

function readVariables(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new ProblemInInput('takes NAME=VALUE', { position: { file: '--env' } });
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
