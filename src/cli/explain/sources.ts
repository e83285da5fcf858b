import { join, resolve } from 'node:path';
import { indexKnowledge, type Knowledge } from '../../breaks/find-known.ts';
import { KIND_INFO } from '../../breaks/kinds/index.ts';
import { type Context, makeContext } from '../../reports/context.ts';
import { loadKnowledge } from '../load-knowledge.ts';
import { findProject } from '../project.ts';
import { noCatalogue, readResults } from '../results-file.ts';
import { shortPath } from '../short-path.ts';

/** What explanations are drawn from. */
export interface ExplainSources {
  readonly knowledge: Knowledge;
  /** The catalogue; null where there is none. */
  readonly context: Context | null;
  /** Where the catalogue lies, as a user would write it. */
  readonly pages: string;
}

/**
 * Opens the knowledge and the catalogue. Without a folder given it is the project's, and may be missing; one that was
 * asked for must be there: else `ProblemInInput`.
 */
export function openSources(out: string | undefined): ExplainSources {
  const project = findProject();
  const known = loadKnowledge(project.knowledge);
  const folder = out === undefined ? project.catalogue : resolve(out);
  const pages = shortPath(folder);
  const results = readResults(join(folder, 'results.json'));
  if (!results && out !== undefined) throw noCatalogue(pages);
  const context =
    results && makeContext({ results, kinds: KIND_INFO, knowledge: known, history: [], hasTables: false, links: [] });
  return { knowledge: indexKnowledge(known), context, pages };
}
