import { resolve } from 'node:path';
import { trace as traceModule } from '../../engine/trace/trace.ts';
import type { Traced } from '../../engine/trace/trace-module.ts';
import { WAYS, type Way } from '../../engine/trace/ways.ts';
import { compareTraces } from '../../evidence/trace/compare-traces.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { printTraceDiff } from '../../reports/terminal/trace-diff-text.ts';
import { printTrace } from '../../reports/terminal/trace-text.ts';
import { EXIT } from '../io/exit-codes.ts';
import { untilInterrupted } from '../io/interrupt.ts';
import { printJson, printJsonPieces, printPieces, tell } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';

interface Options {
  file: string;
  args?: string[] | undefined;
  host: string;
  from?: Way | undefined;
  diff?: string[] | undefined;
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
      .option('host', {
        type: 'string',
        default: 'node',
        requiresArg: true,
        describe: 'node, wazero, wasmtime or wasmedge, or node=20',
      })
      .option('from', {
        choices: WAYS,
        requiresArg: true,
        describe: 'Who tells: the log of the host, or the module, into which a recorder is put',
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
    const { file, args = [], host, from: way, diff, root, env, timeout: seconds, json } = options;
    if (!(Number.isInteger(seconds) && seconds >= 1 && seconds <= 3600)) {
      throw new ProblemInInput('takes a whole number from 1 to 3600', { position: { file: '--timeout' } });
    }
    const request = {
      module: resolve(file),
      args: [...args, ...wordsBehind(options)],
      env: readVariables(env),
      root,
      seconds,
      way,
    };
    return await untilInterrupted(async (signal) => {
      const traceOn = (one: string) => traceModule(request, one, { signal, note: tell });
      if (diff !== undefined) return await compare(diff, traceOn, json);
      const traced = await traceOn(host);
      if (json) printJsonPieces(traceAsJson(traced));
      else printPieces(printTrace(traced));
      return EXIT.ok;
    });
  },
};

async function compare(hosts: readonly string[], traceOn: (host: string) => Promise<Traced>, json: boolean) {
  if (hosts.length !== 2) throw new ProblemInInput('takes two hosts', { position: { file: '--diff' } });
  const [first, second] = [await traceOn(hosts[0]!), await traceOn(hosts[1]!)];
  const comparison = compareTraces(first.calls, second.calls);
  const input = {
    hosts: [first.host, second.host] as const,
    calls: [first.calls.length, second.calls.length] as const,
    gaps: [first.gaps, second.gaps] as const,
    comparison,
  };
  if (json) printJson({ ...input, ways: [first.way, second.way] });
  else printPieces(printTraceDiff(input));
  return EXIT.ok;
}

/** The document of `--json`, call by call: as a whole it can be longer than any text. */
function* traceAsJson({ calls, ...rest }: Traced): Generator<string> {
  const [head, tail] = JSON.stringify({ ...rest, calls: [] }, null, 2).split('"calls": []');
  yield `${head}"calls": [`;
  for (const [at, call] of calls.entries()) yield `${at === 0 ? '' : ','}\n    ${JSON.stringify(call)}`;
  yield `${calls.length === 0 ? '' : '\n  '}]${tail}\n`;
}

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
