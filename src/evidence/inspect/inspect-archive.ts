import { findMakers, makeOrigin, type Origin } from '../origin/describe-origin.ts';
import { searchWindow } from '../origin/emscripten-window.ts';
import type { LibraryNames } from '../origin/library-names.ts';
import type { Finding } from '../origin/makers.ts';
import type { Artifact } from '../wasm/artifact.ts';
import { artifactSurface, type OpenMember } from '../wasm/artifact-surface.ts';
import { checkAmount } from './check-amount.ts';
import type { FileReport, MemberReport } from './file-report.ts';
import { startReport, UNKNOWN } from './start-report.ts';

/** Reports everything about an archive by its members, which are read one after the other. Throws `WasmError`. */
export function inspectArchive(artifact: Artifact, library: LibraryNames, open: OpenMember | undefined): FileReport {
  const search = searchWindow(library);
  const members: MemberReport[] = [];
  let producer = null as Origin | null;
  const makers = new Map<string, Finding>();
  const surface = artifactSurface(artifact, {
    open,
    visit({ member: { name, size, format }, read }) {
      const known = { name, format: format ?? 'outside', size };
      members.push(typeof read === 'string' ? { ...known, reason: read } : known);
      if (typeof read === 'string') return;
      search.add(read);
      const found = findMakers(read, library);
      for (const one of found) if (!makers.has(one.tool)) makers.set(one.tool, one);
      // One member may show what the compiler of the others does not: which libraries it was compiled for.
      if (producer?.tool !== 'emscripten') producer = preferKnown(producer, makeOrigin(read, found));
    },
  });
  checkAmount(surface, artifact.size);
  return {
    ...startReport(artifact, surface),
    ...{ producer: producer ?? UNKNOWN, producers: [...makers.values()], emscripten: search.find(), members },
  };
}

function preferKnown(known: Origin | null, next: Origin): Origin {
  return known?.tool && next.tool !== 'emscripten' ? known : next;
}
