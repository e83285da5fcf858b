import { resolve } from 'node:path';
import type { TraceRequest } from '../../engine/trace/trace-module.ts';
import { WAYS } from '../../engine/trace/ways.ts';
import { ProblemInInput } from '../../model/errors.ts';

/** What the command line says of the guest. */
export interface TraceWords {
  file: string;
  args?: string[] | undefined;
  from?: string | undefined;
  diff?: string[] | undefined;
  root?: string | undefined;
  env: string[];
  timeout: number;
}

/** What is to be run. Throws `ProblemInInput` for what no option takes. */
export function readRequest(options: TraceWords): TraceRequest {
  const { file, args = [], from, diff, root, env, timeout: seconds } = options;
  if (!(Number.isInteger(seconds) && seconds >= 1 && seconds <= 3600)) {
    throw new ProblemInInput('takes a whole number from 1 to 3600', { position: { file: '--timeout' } });
  }
  if (diff !== undefined && diff.length !== 2) {
    throw new ProblemInInput('takes two hosts', { position: { file: '--diff' } });
  }
  const way = WAYS.find((one) => one === from);
  if (from !== undefined && way === undefined) {
    throw new ProblemInInput(`takes ${WAYS.join(' or ')}`, { position: { file: '--from' } });
  }
  if (way === 'system' && diff !== undefined) {
    throw new ProblemInInput('compares calls of WASI, not of the system', { position: { file: '--diff' } });
  }
  const words = [...args, ...wordsBehind(options)];
  return { module: resolve(file), args: words, env: readVariables(env), root, seconds, way };
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
