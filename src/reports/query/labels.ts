import { TOOLS } from '../../model/tools.ts';
import { someOf, toolTitleOf } from '../text/words.ts';
import type { ResultsIndex } from './index-results.ts';

/** A toolchain's version as the pages print it beside its tool's name. */
export function versionOf(index: Pick<ResultsIndex, 'labels'>, id: string): string {
  return index.labels.get(id) ?? id;
}

/** `Emscripten 6.0.5`. */
export function titleOf(index: Pick<ResultsIndex, 'labels' | 'toolOf'>, id: string): string {
  const tool = index.toolOf.get(id);
  return tool ? `${TOOLS[tool].title} ${versionOf(index, id)}` : id;
}

/**
 * Toolchains of one tool, in the order given: `Emscripten 3.1.69, 3.1.6`, at most so many and then how many more. Where they
 * play a role that has not their tool's name, it stands before them: `link: Emscripten 3.1.69`.
 */
export function titleOfAll(
  index: Pick<ResultsIndex, 'labels' | 'toolOf'>,
  ids: readonly string[],
  { role, most = ids.length }: { readonly role?: string; readonly most?: number } = {},
): string {
  const tool = index.toolOf.get(ids[0] ?? '');
  const lead = role === undefined || role === tool ? '' : `${role}: `;
  return `${lead}${tool ? `${toolTitleOf(tool)} ` : ''}${someOf(ids, most, (id) => versionOf(index, id))}`;
}
