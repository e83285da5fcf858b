import { RELEASES } from '../origin/library-names.ts';
import { releasesWhere } from '../origin/release-set.ts';
import type { VersionClue } from '../origin/version-clues.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';
import { findGlueReleases } from './glue-releases.ts';
import type { FindWord } from './glue-words.ts';
import { fitGlue, nameByGlue } from './name-by-glue.ts';
import { type Glue, readGlue } from './read-glue.ts';

/** A script that may be the one that Emscripten wrote for a module. */
export interface GlueScript {
  readonly path: string;
  readonly text: string;
}

/** What is reported of a module's script: the entry `glue` in the JSON of `emrift inspect`. */
export interface GlueReport {
  readonly path: string;
  /** Whether it gives what the module imports; null where that cannot be seen, or it is no JavaScript. */
  readonly fits: boolean | null;
  /** How many names and messages of it are known to be those of some releases of Emscripten and not of others. */
  readonly known: number;
  /** Names of the module's imports and exports → those of the sources, where the module's are others. */
  readonly imports: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string>>;
}

/** A module's script, and what it says of the module. */
export interface GlueFinding {
  readonly report: GlueReport;
  /** Null where it does not fit. */
  readonly glue: Glue | null;
  /** The module under the names of its sources. */
  readonly named: WasmFile;
  readonly clues: readonly VersionClue[];
}

/** The first script that fits a module; where none does, what is to be said of the first; null where there is none. */
export function matchGlue(file: WasmFile, scripts: Iterable<GlueScript>, find: FindWord): GlueFinding | null {
  let first: GlueFinding | null = null;
  for (const { path, text } of scripts) {
    const glue = readGlue(text);
    const fit = glue && fitGlue(file, glue);
    if (glue && fit?.fits) {
      const releases = findGlueReleases(glue, find);
      const report = { path, fits: true, known: releases?.known ?? 0, ...renamed(fit) };
      const named = nameByGlue(file, fit);
      if (!releases) return { report, glue, named, clues: [] };
      const set = releasesWhere((place) => releases.releases.has(RELEASES[place]!));
      return {
        report,
        glue,
        named,
        clues: [{ name: 'its JavaScript', releases: set, weak: false, detail: releases.because.join(', ') }],
      };
    }
    first ??= {
      report: { path, fits: fit?.fits ?? null, known: 0, imports: {}, exports: {} },
      ...{ glue: null, named: file, clues: [] },
    };
  }
  return first;
}

function renamed({ imports, exports }: ReturnType<typeof fitGlue>): Pick<GlueReport, 'imports' | 'exports'> {
  const changed = (names: ReadonlyMap<string, string>) =>
    Object.fromEntries([...names].filter(([short, name]) => short !== name));
  return { imports: changed(imports), exports: changed(exports) };
}
