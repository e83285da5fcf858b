import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Knowledge } from '../../breaks/knowledge/find-known.ts';
import { openKnowledge } from '../../catalogue/load-knowledge.ts';
import { checkSchema, parseJson } from '../../catalogue/versioned-json.ts';
import { findProject } from '../../engine/project/project.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { BREAK_INDEX_SCHEMA } from '../../reports/markdown/break-index.ts';
import type { ListedBreak } from '../../reports/query/listed-break.ts';
import { BREAK_INDEX_PATH } from '../../reports/text/names.ts';
import { shortPath } from '../../system/short-path.ts';

/** What explanations are drawn from. */
export interface ExplainSources {
  readonly knowledge: Knowledge;
  /** The breaks of the catalogue; none where there is no catalogue. */
  readonly listed: readonly ListedBreak[];
  /** Where the catalogue lies, as a user would write it. */
  readonly pages: string;
}

/**
 * Opens the knowledge and the catalogue's list of breaks. Without a folder given it is the project's, and may be missing;
 * one that was asked for must be there: else it throws
 * `ProblemInInput`.
 */
export function openExplainSources(out: string | undefined): ExplainSources {
  const project = findProject();
  const folder = out === undefined ? project.catalogue : resolve(out);
  const path = join(folder, BREAK_INDEX_PATH);
  if (out !== undefined && !existsSync(path)) {
    throw new ProblemInInput(`there is no ${BREAK_INDEX_PATH} in it`, {
      position: { file: shortPath(folder) },
      hint: `\`emrift report --out ${shortPath(folder)}\` writes it from results.json, \`emrift run\` both`,
    });
  }
  return {
    knowledge: openKnowledge(project.knowledge),
    listed: existsSync(path) ? parseIndex(readFileSync(path, 'utf8'), shortPath(path)) : [],
    pages: shortPath(folder),
  };
}

function parseIndex(text: string, file: string): readonly ListedBreak[] {
  const what = 'list of breaks';
  const value = checkSchema<{ schema: number; breaks: readonly ListedBreak[] }>(
    parseJson(text, file),
    BREAK_INDEX_SCHEMA,
    file,
    what,
  );
  if (Array.isArray(value.breaks)) return value.breaks;
  throw new ProblemInInput(`is no ${what}`, { position: { file }, hint: '`emrift report` writes it again' });
}
