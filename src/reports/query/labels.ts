import { TOOLS } from '../../model/tools.ts';
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
