import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { ProblemInInput } from '../../model/errors.ts';
import type { Results } from '../../model/results.ts';
import { runProcess } from '../../toolchains/sandbox/run.ts';
import { type ParseResults, readResults } from '../results-file.ts';

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
