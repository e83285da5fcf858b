import { isTool } from '../../model/tools.ts';
import type { ResultsIndex } from '../query/index-results.ts';
import { code, escapeText } from '../text/markdown.ts';
import { listOf, toolTitleOf } from '../text/words.ts';

/** What the roles of a case are, as markdown, where their names are not those of tools; empty where all are. */
export function rolesInWords(index: ResultsIndex, name: string): string {
  const entry = index.cases.get(name);
  const roles = Object.entries(entry?.roles ?? {}).filter(([role]) => !isTool(role));
  if (!entry || roles.length === 0) return '';
  const words = roles.map(([role, tool]) => {
    const title = escapeText(toolTitleOf(tool));
    const runs = entry.steps.filter((step) => step.uses.includes(role)).map((step) => code(step.name));
    if (runs.length > 0) {
      return `${code(role)} is the ${title} that runs ${runs.length === 1 ? 'step' : 'steps'} ${listOf(runs)}`;
    }
    const takes = entry.steps.find((step) => step.axes.includes(role));
    return `${code(role)} is the ${title} that lends a file${takes ? ` to step ${code(takes.name)}` : ''}`;
  });
  return `Of ${code(name)}, ${listOf(words)}.`;
}
