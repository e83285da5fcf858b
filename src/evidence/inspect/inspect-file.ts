import { byCodeUnit } from '../../model/order.ts';
import { foldFeatures } from '../features/features.ts';
import type { ScanElsewhere } from '../features/scan-code.ts';
import { codeOf, type FeatureUse, findUsedFeatures } from '../features/used-features.ts';
import type { GlueFinding } from '../glue/match-glue.ts';
import { judgeHosts } from '../hosts/judge-hosts.ts';
import { collectDataClues } from '../origin/data-clues.ts';
import { readDebugInfo } from '../origin/debug-info.ts';
import { findMakers, makeOrigin, type Origin } from '../origin/describe-origin.ts';
import { findEmscriptenSigns } from '../origin/emscripten-signs.ts';
import { type EmscriptenWindow, searchWindow } from '../origin/emscripten-window.ts';
import type { LibraryNames } from '../origin/library-names.ts';
import type { Finding } from '../origin/makers.ts';
import { readRole, refineRole } from '../origin/module-role.ts';
import { readModuleSettings } from '../settings/settings.ts';
import { measureSizes } from '../settings/sizes.ts';
import { type Artifact, readArtifact } from '../wasm/artifact.ts';
import { type ArtifactSurface, artifactSurface, type OpenMember } from '../wasm/artifact-surface.ts';
import type { ReadBytes } from '../wasm/read-section.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';
import { checkAmount } from './check-amount.ts';
import type { FileReport } from './file-report.ts';
import { inspectArchive } from './inspect-archive.ts';
import { inspectComponent } from './inspect-component.ts';
import { startReport } from './start-report.ts';

/** How much code a summary searches, in bytes: half a second's work on two threads is all that anybody waits for gladly. */
export const MOST_SEARCHED = 1 << 26;

/** What a file's bytes are read with. */
export interface InspectOptions {
  /** Gives the bytes of a thin archive's members. */
  readonly open?: OpenMember | undefined;
  /** Gives the bytes of a module's code and data where `bytes` does not hold them. */
  readonly readCode?: ReadBytes | undefined;
  /**
   * At depth `summary` functions of which a module has only a name are not among its symbols, and more than
   * `MOST_SEARCHED` bytes of code are not searched for the features that they use.
   */
  readonly depth?: 'origin' | 'summary';
  /** Searches a part of much code on another thread. */
  readonly elsewhere?: ScanElsewhere | undefined;
  /** Finds the script that Emscripten wrote for a module. */
  readonly findGlue?: ((file: WasmFile) => GlueFinding | null) | undefined;
}

/**
 * Reports everything about a file's bytes; `path` is only kept. Throws `WasmError` where the file is malformed.
 */
export function inspectFile(
  bytes: Uint8Array,
  path: string,
  library: LibraryNames,
  {
    open,
    readCode = (from, to) => bytes.subarray(from, to),
    depth = 'origin',
    elsewhere,
    findGlue,
  }: InspectOptions = {},
): FileReport {
  const artifact = readArtifact(bytes, path, depth);
  if (artifact.kind === 'archive') return inspectArchive(artifact, library, open);
  if (artifact.kind === 'component') return inspectComponent(artifact, library);
  const surface = artifactSurface(artifact);
  checkAmount(surface, artifact.size);
  if (!('wasm' in artifact)) return startReport(artifact, surface);
  const code = codeOf(artifact.wasm)?.size ?? 0;
  const search = depth === 'origin' || code <= MOST_SEARCHED;
  return inspectWasm(artifact, artifact.wasm, surface, { read: readCode, search, elsewhere, findGlue }, library);
}

function inspectWasm(
  artifact: Artifact,
  wasm: WasmFile,
  surface: ArtifactSurface,
  {
    read,
    search,
    elsewhere,
    findGlue,
  }: Pick<InspectOptions, 'elsewhere' | 'findGlue'> & { readonly read: ReadBytes; readonly search: boolean },
  library: LibraryNames,
): FileReport {
  const found = findMakers(wasm, library, read);
  const glue = wasm.kind !== 'object' && mayHaveGlue(makeOrigin(wasm, found)) ? (findGlue?.(wasm) ?? null) : null;
  const producers = found.length === 0 && glue ? makersByGlue(glue) : found;
  const producer = makeOrigin(wasm, producers);
  const { role, embedder } = refineRole(readRole(wasm), wasm, producer.tool);
  const readCode = search ? read : null;
  const use = wasm.kind === 'object' ? null : findUsedFeatures(wasm, readCode, elsewhere);
  return {
    ...startReport(artifact, surface),
    ...{ producer, producers },
    emscripten: findWindow(wasm, library, glue, read),
    glue: glue?.report ?? null,
    settings: use
      ? readModuleSettings({ file: wasm, named: glue?.named ?? wasm, glue: glue?.glue ?? null, use, read })
      : null,
    sizes: measureSizes(wasm, use?.largest ?? []),
    metadata: wasm.emscripten ?? null,
    ...{ role, embedder },
    debug: readDebugInfo(wasm),
    features: joinFeatures(surface, use),
    used: use && foldFeatures(use.used),
    unknownInstruction: readCode ? (use?.unknownAt ?? null) : null,
    unsearchedCode: readCode || !use ? 0 : (codeOf(wasm)?.size ?? 0),
    hosts: use && role !== 'side-module' ? judgeHosts(wasm, use, producer.tool) : [],
    sections: wasm.sections.map(({ name, offset, size }) => ({ name, offset, size })),
    problems: wasm.problems,
  };
}

/** Others write loaders too, in which nothing is looked for. */
function mayHaveGlue({ tool }: Origin): boolean {
  return tool === 'emscripten' || tool === null;
}

/** So many words of a script that Emscripten alone writes are no chance. */
const ENOUGH_WORDS = 30;

/** A module that shows nothing of its maker itself, beside a script that loads it and is Emscripten's. */
function makersByGlue({ report: { fits, known } }: GlueFinding): readonly Finding[] {
  if (!fits || known < ENOUGH_WORDS) return [];
  const because = [`${known} words of Emscripten in the script that loads it`];
  return [{ tool: 'emscripten', version: null, target: null, because }];
}

/** By the names that the module has, by those that its script gives them, and by what its libraries say. */
function findWindow(
  wasm: WasmFile,
  library: LibraryNames,
  glue: GlueFinding | null,
  read: ReadBytes,
): EmscriptenWindow | null {
  const files = glue ? [wasm, glue.named] : [wasm];
  if (files.every((file) => findEmscriptenSigns(file, library).length === 0)) return null;
  const search = searchWindow(library);
  search.add(wasm, [...(glue?.clues ?? []), ...(wasm.kind === 'object' ? [] : collectDataClues(wasm, read))]);
  if (glue && glue.named !== wasm) search.add(glue.named);
  return search.find();
}

function joinFeatures(surface: ArtifactSurface, use: FeatureUse | null): readonly string[] {
  return [...new Set([...surface.features, ...(use ? foldFeatures(use.used) : [])])].sort(byCodeUnit);
}
