import { compareRoles, compareToolchains, labelVersions, parseToolchain } from '../../model/ids.ts';
import { memoise } from '../../model/memoise.ts';
import type { Break, CaseEntry, Cell, Results, ToolchainEntry } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';

/** The results by everything that a page asks for; made once. */
export interface ResultsIndex {
  readonly results: Results;
  readonly toolchains: ReadonlyMap<string, ToolchainEntry>;
  /** The tool of each toolchain, also of those that cells name and that could not be had. */
  readonly toolOf: ReadonlyMap<string, Tool>;
  /** What a toolchain is called beside its tool: its version, with the origin where two have the same version. */
  readonly labels: ReadonlyMap<string, string>;
  /** Ids of each tool's toolchains, oldest version first. */
  readonly byTool: ReadonlyMap<Tool, readonly string[]>;
  /** The place of each toolchain among all, by tool and version. */
  readonly order: ReadonlyMap<string, number>;
  readonly cases: ReadonlyMap<string, CaseEntry>;
  /** In cell order. */
  readonly rolesOfCase: ReadonlyMap<string, readonly string[]>;
  readonly breaks: ReadonlyMap<string, Break>;
  readonly cellsOfCase: ReadonlyMap<string, readonly Cell[]>;
  /** Places among the cells of a case, ascending, by the toolchains that a tool has in them; by an empty text where it has none. */
  readonly placesOn: (name: string, tool: Tool) => ReadonlyMap<string, readonly number[]>;
  /** Cells in which a break was seen, by its id. */
  readonly cellsOfBreak: ReadonlyMap<string, readonly Cell[]>;
  readonly pairs: PairedCells;
}

/** Cells by the Go and the Emscripten that take part. */
export interface PairedCells {
  /** Go → Emscripten → the cells with both. */
  readonly both: ReadonlyMap<string, ReadonlyMap<string, readonly Cell[]>>;
  /** Cells with this Go and no Emscripten. */
  readonly goAlone: ReadonlyMap<string, readonly Cell[]>;
  /** Cells with this Emscripten and no Go. */
  readonly emsdkAlone: ReadonlyMap<string, readonly Cell[]>;
  readonly neither: readonly Cell[];
}

/** Sorts results into an index, each cell looked at once. */
export function indexResults(results: Results): ResultsIndex {
  const toolchains = new Map(results.toolchains.map((entry) => [entry.id, entry]));
  const byTool = new Map<Tool, string[]>();
  const toolOf = nameTools(results);
  const ids = [...toolOf.keys()].sort(compareToolchains);
  for (const id of ids) push(byTool, toolOf.get(id)!, id);
  const cellsOfCase = new Map<string, Cell[]>();
  const cellsOfBreak = new Map<string, Cell[]>();
  for (const cell of results.cells) {
    push(cellsOfCase, cell.case, cell);
    if (cell.breaks.length === 0) continue;
    for (const id of new Set(cell.breaks.map((found) => found.id))) push(cellsOfBreak, id, cell);
  }
  return {
    results,
    toolchains,
    toolOf,
    labels: labelVersions(ids),
    byTool,
    order: new Map(ids.map((id, place) => [id, place])),
    cases: new Map(results.cases.map((entry) => [entry.name, entry])),
    rolesOfCase: new Map(results.cases.map(({ name, roles }) => [name, Object.keys(roles).sort(compareRoles)])),
    breaks: new Map(results.breaks.map((entry) => [entry.id, entry])),
    cellsOfCase,
    placesOn: memoise(
      (name, tool) => sortPlaces(cellsOfCase.get(name) ?? [], tool, toolOf),
      (name, tool) => `${name} ${tool}`,
    ),
    cellsOfBreak,
    pairs: pairCells(results.cells, toolOf),
  };
}

/**
 * The toolchains by which a cell belongs to a tool's versions: that in the role of the tool's own name, else those in all
 * declared roles which the tool plays. (A neighbouring Go that only lends a file does not make a cell its own.)
 */
export function ownToolchains(cell: Cell, tool: Tool, toolOf: ReadonlyMap<string, Tool>): readonly string[] {
  const own = Object.hasOwn(cell.on, tool) ? cell.on[tool]! : undefined;
  if (own !== undefined && toolOf.get(own) === tool) return [own];
  return [...new Set(Object.values(cell.on).filter((id) => toolOf.get(id) === tool))];
}

/** A case with what plays its roles but for one: cells that share it differ in that role alone. */
export function partnersOf(cell: Cell, role: string): string {
  let text = cell.case;
  for (const other of Object.keys(cell.on)) if (other !== role) text += ` ${other}=${cell.on[other]}`;
  return text;
}

/** A case's roles in cell order; of a case that the results do not describe, those of a cell. */
export function rolesOf({ rolesOfCase }: ResultsIndex, cell: Cell): readonly string[] {
  return rolesOfCase.get(cell.case) ?? Object.keys(cell.on).sort(compareRoles);
}

function nameTools(results: Results): ReadonlyMap<string, Tool> {
  const toolOf = new Map(results.toolchains.map((entry) => [entry.id, entry.tool]));
  for (const cell of results.cells) {
    for (const id of Object.values(cell.on)) {
      const tool = toolOf.has(id) ? undefined : parseToolchain(id)?.tool;
      if (tool) toolOf.set(id, tool);
    }
  }
  return toolOf;
}

function pairCells(cells: readonly Cell[], toolOf: ReadonlyMap<string, Tool>): PairedCells {
  const both = new Map<string, Map<string, Cell[]>>();
  const goAlone = new Map<string, Cell[]>();
  const emsdkAlone = new Map<string, Cell[]>();
  const neither: Cell[] = [];
  for (const cell of cells) {
    const gos = ownToolchains(cell, 'go', toolOf);
    const emsdks = ownToolchains(cell, 'emsdk', toolOf);
    if (gos.length === 0 && emsdks.length === 0) neither.push(cell);
    for (const go of emsdks.length === 0 ? gos : []) push(goAlone, go, cell);
    for (const emsdk of gos.length === 0 ? emsdks : []) push(emsdkAlone, emsdk, cell);
    for (const go of gos) for (const emsdk of emsdks) push(rowOf(both, go), emsdk, cell);
  }
  return { both, goAlone, emsdkAlone, neither };
}

function sortPlaces(
  cells: readonly Cell[],
  tool: Tool,
  toolOf: ReadonlyMap<string, Tool>,
): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [at, cell] of cells.entries()) {
    const ids = Object.values(cell.on).filter((id) => toolOf.get(id) === tool);
    if (ids.length === 0) push(places, '', at);
    for (const id of ids.length > 1 ? new Set(ids) : ids) push(places, id, at);
  }
  return places;
}

function rowOf(map: Map<string, Map<string, Cell[]>>, key: string): Map<string, Cell[]> {
  const row = map.get(key);
  if (row) return row;
  const fresh = new Map<string, Cell[]>();
  map.set(key, fresh);
  return fresh;
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
