import { byCodeUnit } from '../../model/order.ts';
import type { ReadBytes } from '../features/scan-code.ts';
import { codeOf, type FeatureUse, findUsedFeatures } from '../features/used-features.ts';
import { judgeHosts } from '../hosts/judge-hosts.ts';
import { tellDebugInfo } from '../origin/debug-info.ts';
import { describeOrigin, type Origin } from '../origin/describe-origin.ts';
import { findEmscriptenWindow, searchWindow } from '../origin/emscripten-window.ts';
import type { LibraryNames } from '../origin/library-names.ts';
import { tellRole } from '../origin/module-role.ts';
import { type Artifact, readArtifact } from '../wasm/artifact.ts';
import { type ArtifactSurface, artifactSurface, type OpenMember } from '../wasm/artifact-surface.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';
import { checkAmount } from './check-amount.ts';
import type { FileReport, MemberReport } from './file-report.ts';

/** How much code a summary searches, in bytes: a quarter of a second's work is more than anybody waits for gladly. */
export const MOST_SEARCHED = 1 << 24;

/** What a file's bytes are read with. */
export interface InspectOptions {
  /** Gives the bytes of a thin archive's members. */
  readonly open?: OpenMember | undefined;
  /** Gives a module's code where `bytes` does not hold it. */
  readonly readCode?: ReadBytes | undefined;
  /**
   * At depth `summary` functions of which a module has only a name are not among its symbols, and more than
   * `MOST_SEARCHED` bytes of code are not searched for the features that they use.
   */
  readonly depth?: 'origin' | 'summary';
}

/**
 * Tells everything about a file's bytes; `path` is only kept. Throws `WasmError` where the file is malformed.
 */
export function inspectFile(
  bytes: Uint8Array,
  path: string,
  library: LibraryNames,
  { open, readCode = (from, to) => bytes.subarray(from, to), depth = 'origin' }: InspectOptions = {},
): FileReport {
  const artifact = readArtifact(bytes, path, depth);
  if (artifact.kind === 'archive') return inspectArchive(artifact, library, open);
  const surface = artifactSurface(artifact);
  checkAmount(surface, artifact.size);
  if (!('wasm' in artifact)) return { ...startReport(artifact, surface), producer: UNKNOWN };
  const code = codeOf(artifact.wasm)?.size ?? 0;
  const search = depth === 'origin' || code <= MOST_SEARCHED;
  return inspectWasm(artifact, artifact.wasm, surface, search ? readCode : null, library);
}

function inspectWasm(
  artifact: Artifact,
  wasm: WasmFile,
  surface: ArtifactSurface,
  readCode: ReadBytes | null,
  library: LibraryNames,
): FileReport {
  const role = tellRole(wasm);
  const producer = describeOrigin(wasm, library);
  const use = wasm.kind === 'object' ? null : findUsedFeatures(wasm, readCode);
  return {
    ...startReport(artifact, surface),
    producer,
    emscripten: findEmscriptenWindow(wasm, library),
    metadata: wasm.emscripten ?? null,
    role,
    debug: tellDebugInfo(wasm),
    features: joinFeatures(surface, use),
    used: use?.used ?? null,
    unknownInstruction: readCode ? (use?.unknownAt ?? null) : null,
    unsearchedCode: readCode || !use ? 0 : (codeOf(wasm)?.size ?? 0),
    hosts: use && role !== 'side-module' ? judgeHosts(wasm, use, producer.tool) : [],
    sections: wasm.sections.map(({ name, offset, size }) => ({ name, offset, size })),
    problems: wasm.problems,
  };
}

function inspectArchive(artifact: Artifact, library: LibraryNames, open: OpenMember | undefined): FileReport {
  const search = searchWindow(library);
  const members: MemberReport[] = [];
  let producer = null as Origin | null;
  const surface = artifactSurface(artifact, {
    open,
    visit({ member: { name, size, format }, read }) {
      const known = { name, format: format ?? 'outside', size };
      members.push(typeof read === 'string' ? { ...known, reason: read } : known);
      if (typeof read === 'string') return;
      search.add(read);
      // One member may show what the compiler of the others does not: which libraries it was compiled for.
      if (producer?.tool !== 'emscripten') producer = tellMore(producer, describeOrigin(read, library));
    },
  });
  checkAmount(surface, artifact.size);
  return { ...startReport(artifact, surface), producer: producer ?? UNKNOWN, emscripten: search.find(), members };
}

function tellMore(known: Origin | null, next: Origin): Origin {
  return known?.tool && next.tool !== 'emscripten' ? known : next;
}

const UNKNOWN: Origin = { tool: null, version: null, target: null, languages: [], tools: [], because: [] };

function startReport({ path, kind, size }: Artifact, surface: ArtifactSurface): FileReport {
  const { imports, exports, symbols, features } = surface;
  return {
    ...{ path, format: kind, size, producer: UNKNOWN, emscripten: null, metadata: null, role: null, debug: null },
    ...{ imports, exports, symbols, features, used: null, unknownInstruction: null, unsearchedCode: 0, hosts: [] },
    ...{ members: [], sections: [], problems: [] },
  };
}

function joinFeatures(surface: ArtifactSurface, use: FeatureUse | null): readonly string[] {
  return [...new Set([...surface.features, ...(use?.used ?? [])])].sort(byCodeUnit);
}
