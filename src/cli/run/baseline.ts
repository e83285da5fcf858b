import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { ProblemInInput } from '../../model/errors.ts';
import { RESULTS_SCHEMA, type Results } from '../../model/results.ts';
import { runProcess } from '../../toolchains/sandbox/run.ts';

/** Makes results out of their JSON; `path` names it in a problem. */
export type ParseResults = (text: string, path: string) => Results;

/** Parses results, of equal texts once: what lies there, what is committed and what a run writes are mostly equal. */
export function parseEqualOnce(): ParseResults {
  const known = new Map<string, Results>();
  return (text, path) => {
    const results = known.get(text) ?? parseResults(text, path);
    known.set(text, results);
    return results;
  };
}

/** Reads a results file; null where there is none. Throws `ProblemInInput` for what is no results or a newer format. */
export function readResults(path: string, parse: ParseResults = parseResults): Results | null {
  if (!existsSync(path)) return null;
  return parse(readFileSync(path, 'utf8'), path);
}

function parseResults(text: string, path: string): Results {
  let value: Partial<Results> | null;
  try {
    value = JSON.parse(text) as Partial<Results> | null;
  } catch (error) {
    throw new ProblemInInput(`is no JSON: ${(error as Error).message}`, { position: { file: path } });
  }
  if (typeof value?.schema === 'number' && value.schema > RESULTS_SCHEMA) {
    throw new ProblemInInput(`was written by a newer emrift (schema ${value.schema})`, { position: { file: path } });
  }
  const lists = [value?.toolchains, value?.cases, value?.cells, value?.breaks];
  if (value?.schema !== RESULTS_SCHEMA || !lists.every(Array.isArray) || !value.evidence || !value.modules) {
    throw new ProblemInInput('is no results file of emrift', { position: { file: path } });
  }
  return value as Results;
}

/** What a run is compared with, and what it is called. */
export interface Baseline {
  readonly results: Results | null;
  readonly name: string;
}

/**
 * What a run is compared with: `--baseline FILE`, else the results as committed (git HEAD) where the folder is in a
 * repository and has them, else those that lie there.
 */
export async function readBaseline(out: string, file: string | undefined, parse: ParseResults): Promise<Baseline> {
  if (file !== undefined) {
    const results = readResults(file, parse);
    if (!results) throw new ProblemInInput('there is no such file', { position: { file } });
    return { results, name: file };
  }
  const committed = await readCommitted(out, parse);
  if (committed) return { results: committed, name: 'the committed results' };
  return { results: readResults(join(out, 'results.json'), parse), name: 'the results before it' };
}

const LIMITS = { wall: 30_000, silence: 30_000, output: 512 << 20, memory: 4 * (1 << 30) };

async function readCommitted(out: string, parse: ParseResults): Promise<Results | null> {
  if (!existsSync(out)) return null;
  const argv = ['git', '-C', resolve(out), 'show', `HEAD:./results.json`];
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/' };
  const shown = await runProcess(argv, { limits: LIMITS, env });
  if (shown.kind !== 'exited' || shown.exitCode !== 0) return null;
  return parse(shown.stdout, `HEAD:${basename(out)}/results.json`);
}
