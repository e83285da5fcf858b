import { findMakers, makeOrigin } from '../origin/describe-origin.ts';
import type { LibraryNames } from '../origin/library-names.ts';
import type { Finding } from '../origin/makers.ts';
import type { Artifact } from '../wasm/artifact.ts';
import { artifactSurface } from '../wasm/artifact-surface.ts';
import { readWasm } from '../wasm/read-wasm.ts';
import { WasmError } from '../wasm/wasm-error.ts';
import { checkAmount } from './check-amount.ts';
import type { FileReport, MemberReport } from './file-report.ts';
import { startReport, UNKNOWN } from './start-report.ts';

/** Reports of a component what it takes and gives, and who made its core modules. Throws `WasmError`. */
export function inspectComponent(
  artifact: Artifact & { readonly kind: 'component' },
  library: LibraryNames,
): FileReport {
  const { modules, problems } = artifact.component;
  const makers = new Map<string, Finding>();
  let producer = UNKNOWN;
  const members = modules.map(({ bytes }, place): MemberReport => {
    const known = { name: `core module ${place}`, format: 'module', size: bytes.byteLength };
    try {
      const wasm = readWasm(bytes, 'summary');
      const found = findMakers(wasm, library, (from, to) => bytes.subarray(from, to));
      for (const one of found) if (!makers.has(one.tool)) makers.set(one.tool, one);
      const origin = makeOrigin(wasm, found);
      // The largest are the program; adapters and shims lie behind it.
      if (producer.tool === null) producer = origin;
      return { ...known, producer: origin };
    } catch (error) {
      if (!(error instanceof WasmError)) throw error;
      return { ...known, reason: `${error.message} at byte ${error.offset}` };
    }
  });
  const surface = artifactSurface(artifact);
  checkAmount(surface, artifact.size);
  return { ...startReport(artifact, surface), producer, producers: [...makers.values()], members, problems };
}
