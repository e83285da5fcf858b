import type { Origin } from '../origin/describe-origin.ts';
import type { Artifact } from '../wasm/artifact.ts';
import type { ArtifactSurface } from '../wasm/artifact-surface.ts';
import type { FileReport } from './file-report.ts';

/** Nothing shows who made it. */
export const UNKNOWN: Origin = { tool: null, version: null, target: null, languages: [], tools: [], because: [] };

/** A report with what is seen of a file, and nothing concluded from it yet. */
export function startReport({ path, kind, size }: Artifact, surface: ArtifactSurface): FileReport {
  const { imports, exports, symbols, features } = surface;
  return {
    ...{
      path,
      format: kind,
      size,
      producer: UNKNOWN,
      producers: [],
      emscripten: null,
      glue: null,
      settings: null,
      sizes: null,
      metadata: null,
    },
    ...{ role: null, embedder: null, debug: null },
    ...{ imports, exports, symbols, features, used: null, unknownInstruction: null, unsearchedCode: 0, hosts: [] },
    ...{ members: [], sections: [], problems: [] },
  };
}
