import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UNREPORTED } from '../../catalogue/outcome.ts';
import { type ParseResults, readNamedResults, readResults } from '../../catalogue/results-file.ts';
import { ProblemInInput } from '../../model/errors.ts';
import type { Results } from '../../model/results.ts';
import { isRevision, showRevision } from '../../system/git.ts';

/** What committed results are called. */
export const COMMITTED = 'the committed results';

/** What a run is compared with, and what it is called. */
export interface Baseline {
  readonly results: Results | null;
  readonly name: string;
}

/**
 * What a run is compared with: `--baseline FILE`, else the results as committed (git HEAD) where the folder is in a
 * repository and has them, else those that lie there: the ones before, where a run was killed before it reported its news.
 * `lying` is the text of those that lie there, where it is known: mostly it is what is committed. Throws `ProblemInInput`
 * where the file is missing or holds no results.
 */
export async function readBaseline(
  out: string,
  file: string | undefined,
  parse: ParseResults,
  lying: string | null = null,
): Promise<Baseline> {
  if (file !== undefined) {
    const results = readNamedResults(file, parse);
    if (!results) throw new ProblemInInput('there is no such file', { position: { file } });
    return { results, name: file };
  }
  const committed = await readCommitted(out, parse, lying);
  if (committed) return { results: committed, name: COMMITTED };
  const unreported = readResults(join(out, UNREPORTED), parse);
  return { results: unreported ?? readResults(join(out, 'results.json'), parse), name: 'the results before it' };
}

async function readCommitted(out: string, parse: ParseResults, lying: string | null): Promise<Results | null> {
  if (!existsSync(out)) return null;
  const [revision, path] = ['HEAD:./results.json', `HEAD:${basename(out)}/results.json`];
  if (lying !== null && (await isRevision(revision, resolve(out), lying))) return parse(lying, path);
  const text = await showRevision(revision, resolve(out));
  return text === null ? null : parse(text, path);
}
