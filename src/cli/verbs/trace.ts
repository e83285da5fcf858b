import { trace as traceModule } from '../../engine/trace/trace.ts';
import { EXIT } from '../io/exit-codes.ts';
import { untilInterrupted } from '../io/interrupt.ts';
import { notice } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';
import { printCompared, printOne } from '../trace/print-traces.ts';
import { readRequest, type TraceWords } from '../trace/read-words.ts';

interface Options extends TraceWords {
  host: string;
  json: boolean;
}

/** `emrift trace FILE.wasm`. */
export const trace: Verb<Options> = {
  options: (parser) =>
    parser
      .positional('file', { type: 'string', demandOption: true, describe: 'A module of WASI preview 1' })
      .positional('args', { type: 'string', array: true, describe: 'What the guest gets as arguments, after --' })
      .option('host', {
        type: 'string',
        default: 'node',
        requiresArg: true,
        describe: 'node, wazero, wasmtime, wasmedge, deno or bun, or node=20',
      })
      .option('from', {
        type: 'string',
        requiresArg: true,
        describe:
          'Who records the calls: log (the host itself), module (a recorder put into it) or system (strace with that)',
      })
      .option('diff', {
        type: 'string',
        array: true,
        nargs: 2,
        describe: 'Two hosts whose traces are compared',
      })
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
    const { host, diff, json } = options;
    const request = readRequest(options);
    return await untilInterrupted(async (signal) => {
      const traceOn = (one: string) => traceModule(request, one, { signal, note: notice });
      if (diff === undefined) printOne(await traceOn(host), json);
      else printCompared(await traceOn(diff[0]!), await traceOn(diff[1]!), json);
      return EXIT.ok;
    });
  },
};
