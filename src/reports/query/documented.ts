import { parseToolchain } from '../../model/ids.ts';
import { TOOL_NAMES, TOOLS, type Tool } from '../../model/tools.ts';
import { inRange, isRange } from '../../model/versions.ts';
import type { Grid } from './grid.ts';

/** Tool → semver range in which references say that a break is there; where there are several, in all of them. */
export type Documented = Readonly<Partial<Record<Tool, string>>>;

/** How references and measurement stand to each other. */
export interface Agreement {
  /** Tested versions, or combinations of two tools' versions, that bear the references out. */
  readonly agreeing: number;
  /** The documented bounds beyond which nothing was decided, as `printDocumented` words them: they were not crossed. */
  readonly uncrossed: readonly string[];
  readonly disagreements: readonly Disagreement[];
}

/** A place where the measurement says otherwise. */
export interface Disagreement {
  /** It lies inside the documented range and works. False: it lies outside and breaks. */
  readonly inside: boolean;
  /** One toolchain a documented tool. */
  readonly on: readonly string[];
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
 * one that breaks or works, not one that fails for another reason. Where a range is only `necessary` (more than the
 * documented tools' own versions decides), what works inside it contradicts nothing. Null where a range cannot be read,
 * or where three tools are documented, which no grid shows.
 */
export function compareWithDocumented(documented: Documented, grid: Grid, necessary = false): Agreement | null {
  const tools = documentedTools(documented);
  if (tools.length > 2 || tools.some((tool) => !isRange(tool, documented[tool]!))) return null;
  const lies = (id: string) => {
    const name = parseToolchain(id);
    return id === '' || (name !== null && inRange(name.tool, name.version, documented[name.tool] ?? '*'));
  };
  const decided: (readonly string[])[] = [];
  let agreeing = 0;
  const disagreements: Disagreement[] = [];
  for (const row of grid.rows) {
    for (const column of grid.columns) {
      const mark = grid.at(row, column);
      const inside = lies(row) && lies(column);
      const breaks = mark === 'breaks' || mark === 'mixed';
      if (!breaks && mark !== 'works') continue;
      decided.push([row, column]);
      if (inside === breaks) agreeing++;
      else if (breaks || !necessary) disagreements.push({ inside, on: [row, column].filter((id) => id !== '') });
    }
  }
  return { agreeing, uncrossed: uncrossedBounds(documented, decided), disagreements };
}

/** A bound is crossed where some place lies beyond it and, of a second documented tool, inside. */
function uncrossedBounds(documented: Documented, decided: readonly (readonly string[])[]): readonly string[] {
  const lies = (tool: Tool, range: string, place: readonly string[]) =>
    place.every((id) => {
      const name = parseToolchain(id);
      return name?.tool !== tool || inRange(tool, name.version, range);
    });
  const tools = documentedTools(documented);
  return tools.flatMap((tool) => {
    const others = tools.filter((other) => other !== tool);
    const beside = decided.filter((place) => others.every((other) => lies(other, documented[other]!, place)));
    return boundsOf(tool, documented[tool]!)
      .filter((bound) => beside.every((place) => lies(tool, bound, place)))
      .map((bound) => `${TOOLS[tool].title} ${bound}`);
  });
}

/** `>=1.21` and `<1.24` of `>=1.21 <1.24`; a range of another form is one bound. */
function boundsOf(tool: Tool, range: string): readonly string[] {
  const pieces = range.trim().split(/\s+/);
  return pieces.every((piece) => /^[<>]=?\d/.test(piece) && isRange(tool, piece)) ? pieces : [range];
}
