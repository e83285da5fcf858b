import { sizelessType } from '../../evidence/abi/sizeless-type.ts';
import type { ArtifactSurface } from '../../evidence/wasm/artifact-surface.ts';
import { diffSurfaces, type ListDiff } from '../../evidence/wasm/diff-surfaces.ts';
import { canonicalJson } from '../../model/canonical.ts';
import { compareToolchains } from '../../model/ids.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { ModuleEntry, ModuleSurface, Results } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';

/** What one module of a case imports and exports otherwise than with the version before. */
export interface ModuleDrift {
  readonly tool: Tool;
  /** Toolchains of the tool: the nearest older one whose module there is, and this one. */
  readonly before: string;
  readonly after: string;
  readonly change: SurfaceChange;
  /** The modules that changed so, as `case:step/path`, with `with role=toolchain` behind it where others make it too. */
  readonly modules: readonly string[];
}

/** How a module's outside changed. Where a side has minified names, these say nothing and only counts are compared. */
export type SurfaceChange =
  | {
      readonly kind: 'named';
      readonly imports: ListDiff<ModuleEntry>;
      readonly exports: ListDiff<ModuleEntry>;
      /** Imports that are asked of another module than before, by name. */
      readonly renamed: readonly { readonly from: string; readonly to: string; readonly names: readonly string[] }[];
    }
  | {
      readonly kind: 'minified';
      readonly imports: readonly [number, number];
      readonly exports: readonly [number, number];
    };

/**
 * How the modules that passing steps left change along the versions of each tool that makes them, everything else being
 * the same. Equal changes of several modules are one. Sorted by tool, versions, then by the modules.
 */
export function driftModules(results: Results): ModuleDrift[] {
  const drifts = new Map<string, Omit<ModuleDrift, 'modules'> & { modules: Set<string> }>();
  for (const chain of gatherChains(results)) {
    const ids = [...chain.surfaces.keys()].sort(compareToolchains);
    for (const [place, after] of ids.entries()) {
      const before = ids[place - 1];
      if (before === undefined) continue;
      const [was, now] = [chain.surfaces.get(before)!, chain.surfaces.get(after)!];
      const change = was === now ? null : compareModules(results.modules[was]!, results.modules[now]!);
      if (!change) continue;
      const key = canonicalJson([before, after, change]);
      const known = drifts.get(key) ?? { tool: chain.tool, before, after, change, modules: new Set() };
      known.modules.add(chain.module);
      drifts.set(key, known);
    }
  }
  return [...drifts.values()]
    .map((drift) => ({ ...drift, modules: [...drift.modules].sort(byCodeUnit) }))
    .sort(
      (a, b) =>
        compareToolchains(a.before, b.before) ||
        compareToolchains(a.after, b.after) ||
        byCodeUnit(a.modules.join('\0'), b.modules.join('\0')),
    );
}

/** The modules whose outside is the same in all versions that made them, as `case:step/path`, sorted. */
export function steadyModules(results: Results, drifts: readonly ModuleDrift[]): string[] {
  const drifting = new Set(drifts.flatMap(({ modules }) => modules.map((name) => name.replace(/ with .*/s, ''))));
  const all = results.cells.flatMap((cell) => Object.keys(cell.modules ?? {}).map((file) => `${cell.case}:${file}`));
  return [...new Set(all)].filter((module) => !drifting.has(module)).sort(byCodeUnit);
}

/** One module along the versions in one role. */
interface Chain {
  readonly module: string;
  readonly tool: Tool;
  /** Toolchain → key of the surface. */
  readonly surfaces: Map<string, string>;
}

function gatherChains({ cases, cells, modules }: Results): Chain[] {
  const roles = new Map(cases.map((entry) => [entry.name, entry.roles]));
  const axes = new Map(cases.flatMap(({ name, steps }) => steps.map((step) => [`${name}\0${step.name}`, step.axes])));
  const chains = new Map<string, Chain>();
  for (const cell of cells) {
    for (const [file, key] of Object.entries(cell.modules ?? {})) {
      if (!Object.hasOwn(modules, key)) continue;
      const own = axes.get(`${cell.case}\0${file.slice(0, file.indexOf('/'))}`) ?? [];
      for (const role of own) {
        const [tool, id] = [roles.get(cell.case)?.[role], cell.on[role]];
        if (!tool || id === undefined) continue;
        const others = own.filter((other) => other !== role).map((other) => [other, cell.on[other]]);
        const name = canonicalJson([cell.case, file, role, others]);
        const besides = others.map(([other, id]) => `${other}=${id}`).join('+');
        const module = `${cell.case}:${file}${besides === '' ? '' : ` with ${besides}`}`;
        const chain = chains.get(name) ?? { module, tool, surfaces: new Map() };
        chain.surfaces.set(id, key);
        chains.set(name, chain);
      }
    }
  }
  return [...chains.values()];
}

/** What changed between two surfaces; null where nothing did. */
export function compareModules(before: ModuleSurface, after: ModuleSurface): SurfaceChange | null {
  if (hasMinifiedNames(before) || hasMinifiedNames(after)) {
    const imports = [before.imports.length, after.imports.length] as const;
    const exports = [before.exports.length, after.exports.length] as const;
    const same = imports[0] === imports[1] && exports[0] === exports[1];
    return same ? null : { kind: 'minified', imports, exports };
  }
  const { imports, exports } = diffSurfaces(comparable(before), comparable(after));
  return isEmpty(imports) && isEmpty(exports) ? null : { kind: 'named', exports, ...findRenamed(imports) };
}

function comparable({ imports, exports }: ModuleSurface): ArtifactSurface {
  const sizeless = (entry: ModuleEntry): ModuleEntry =>
    entry.type === undefined ? entry : { ...entry, type: sizelessType(entry.kind, entry.type) };
  return { imports: imports.map(sizeless), exports: exports.map(sizeless), symbols: [], features: [], unread: [] };
}

/** Takes out of added and removed imports those that differ in nothing but the module that they are asked of. */
function findRenamed(imports: ListDiff<ModuleEntry>): Pick<SurfaceChange & { kind: 'named' }, 'imports' | 'renamed'> {
  const keyOf = ({ name, kind, type }: ModuleEntry) => JSON.stringify([name, kind, type]);
  const removed = new Map(imports.removed.map((entry) => [keyOf(entry), entry]));
  const renamed = new Map<string, { from: string; to: string; names: string[] }>();
  const added = imports.added.filter((entry) => {
    const old = removed.get(keyOf(entry));
    if (!old) return true;
    removed.delete(keyOf(entry));
    const [from, to] = [old.module ?? '', entry.module ?? ''];
    const group = renamed.get(JSON.stringify([from, to])) ?? { from, to, names: [] };
    group.names.push(entry.name);
    renamed.set(JSON.stringify([from, to]), group);
    return false;
  });
  return { imports: { ...imports, added, removed: [...removed.values()] }, renamed: [...renamed.values()] };
}

function isEmpty({ added, removed, changed }: ListDiff<ModuleEntry>): boolean {
  return added.length + removed.length + changed.length === 0;
}

/**
 * Whether a module's imports have the names that Emscripten's minifier gives with `-O3` and `-Os`: short ones that begin
 * with `a` and leave no letter out (`MinifyImportsAndExports` in Binaryen).
 */
function hasMinifiedNames({ imports }: ModuleSurface): boolean {
  const names = new Set(imports.map(({ name }) => name));
  const letters = [...names].filter((name) => /^[a-z]$/.test(name)).sort(byCodeUnit);
  return letters.length > 0 && 'abcdefghijklmnopqrstuvwxyz'.startsWith(letters.join('')) && [...names].every(isShort);
}

function isShort(name: string): boolean {
  return name.length <= 2;
}
