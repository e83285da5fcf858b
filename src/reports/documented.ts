import { parseToolchain } from '../model/ids.ts';
import { TOOL_NAMES, TOOLS, type Tool } from '../model/tools.ts';
import { inRange, isRange } from '../model/versions.ts';
import type { Grid } from './grid.ts';

/** Tool → semver range in which references say that a break is there; where there are several, in all of them. */
export type Documented = Readonly<Partial<Record<Tool, string>>>;

/** How references and measurement stand to each other. */
export interface Agreement {
  /** Tested versions, or combinations of two tools' versions, that bear the references out. */
  readonly agreeing: number;
  /** Those that do not, in words. */
  readonly disagreements: readonly string[];
}

/** The documented tools, in tool order: the axes of the grid with which a document is compared. */
export function documentedTools(documented: Documented): readonly Tool[] {
  return TOOL_NAMES.filter((tool) => Object.hasOwn(documented, tool));
}

/** What the references say, in words: `Emscripten >=3.1.57 with wazero <1.8.0`. */
export function printDocumented(documented: Documented): string {
  return documentedTools(documented)
    .map((tool) => `${TOOLS[tool].title} ${documented[tool]}`)
    .join(' with ');
}

/**
 * Compares references with a grid laid out along the documented tools. A place of the grid counts only where it is sure:
 * one that breaks or works, not one that fails for another reason. Null where a range cannot be read, or where three tools
 * are documented, which no grid shows.
 */
export function compareWithDocumented(documented: Documented, grid: Grid): Agreement | null {
  const tools = documentedTools(documented);
  if (tools.length > 2 || tools.some((tool) => !isRange(tool, documented[tool]!))) return null;
  const lies = (id: string) => {
    const name = parseToolchain(id);
    return id === '' || (name !== null && inRange(name.tool, name.version, documented[name.tool] ?? '*'));
  };
  let agreeing = 0;
  const disagreements: string[] = [];
  for (const row of grid.rows) {
    for (const column of grid.columns) {
      const mark = grid.at(row, column);
      const inside = lies(row) && lies(column);
      const breaks = mark === 'breaks' || mark === 'mixed';
      if (!breaks && mark !== 'works') continue;
      if (inside === breaks) agreeing++;
      else
        disagreements.push(`${nameOf(row, column)} lies ${inside ? 'inside it and works' : 'outside it and breaks'}`);
    }
  }
  return { agreeing, disagreements };
}

function nameOf(...ids: readonly string[]): string {
  const names = ids.map(parseToolchain).filter((name) => name !== null);
  return names.map((name) => `${TOOLS[name.tool].title} ${name.version}`).join(' with ');
}
