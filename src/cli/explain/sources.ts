import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { indexKnowledge, type Knowledge } from '../../breaks/find-known.ts';
import { type Context, makeContext } from '../../reports/context.ts';
import { loadKnowledge } from '../catalogue-files.ts';
import { openCatalogue } from '../open-catalogue.ts';
import { findProject } from '../project.ts';

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
  const folder = out === undefined ? project.catalogue : resolve(out);
  if (out === undefined && !existsSync(join(folder, 'results.json'))) {
    return { knowledge: indexKnowledge(loadKnowledge(project.knowledge)), context: null, pages: folder };
  }
  const { input, shown } = openCatalogue(folder, project.knowledge);
  return { knowledge: indexKnowledge(input.knowledge), context: makeContext(input), pages: shown };
}
