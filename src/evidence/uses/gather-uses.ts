import { byCodeUnit } from '../../model/order.ts';
import type { FileFindings } from './find-uses.ts';
import type { Hit } from './use.ts';
import type { NamedVersion } from './versions-named.ts';

/** A use and its file. */
export interface UseInFile extends Hit {
  readonly file: string;
}

/** A version that a project names, and where. */
export interface VersionInFile extends NamedVersion {
  readonly file: string;
}

/** What a project uses. */
export interface ProjectUses {
  /** By knowledge entry, in the order of files and lines. */
  readonly uses: ReadonlyMap<string, readonly UseInFile[]>;
  /** The strongest first, then by file and line. */
  readonly versions: readonly VersionInFile[];
  /** Files that Emscripten wrote. */
  readonly glue: readonly string[];
  /** Files in which uses stand in lines too long for people. */
  readonly minified: readonly string[];
}

/** Joins what the files of a project have; what other files make harmless is left out. */
export function gatherUses(files: readonly FileFindings[]): ProjectUses {
  const sorted = [...files].sort((a, b) => byCodeUnit(a.path, b.path));
  const own = sorted.filter(({ isGlue }) => !isGlue);
  const listed = new Set(own.flatMap((file) => file.listed));
  const present = new Set(own.flatMap((file) => file.present));
  const uses = new Map<string, UseInFile[]>();
  for (const { path, hits } of own) {
    for (const { pattern, ...hit } of hits) {
      const { unlessListed = [], unlessInProject = [] } = pattern.use;
      if (unlessListed.some((list) => listed.has(`${list} ${pattern.name}`) || listed.has(`${list} *`))) continue;
      if (unlessInProject.some((text) => present.has(text))) continue;
      const known = uses.get(hit.entry);
      const use = { file: path, ...hit };
      if (known === undefined) uses.set(hit.entry, [use]);
      // One line may use several names.
      else if (known.at(-1)!.file !== path || known.at(-1)!.line !== hit.line) known.push(use);
    }
  }
  return {
    uses,
    versions: own
      .flatMap((file) => file.versions.map((one) => ({ file: file.path, ...one })))
      .sort((a, b) => a.rank - b.rank),
    glue: sorted.filter(({ isGlue }) => isGlue).map(({ path }) => path),
    minified: own.filter(({ isMinified }) => isMinified).map(({ path }) => path),
  };
}
