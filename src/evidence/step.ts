import { ARTIFACT_TABLES, type ArtifactExpectation, type Step } from '../cases/case.ts';
import type { Digest, Exited, LimitStruck } from '../model/action.ts';
import { matchesGlob } from '../model/glob.ts';
import type { StepEvidence, UnmetExpectation } from '../model/record.ts';
import type { ModuleSurface } from '../model/results.ts';
import type { ArtifactNames } from './artifact-names.ts';
import { maskLog } from './diagnostics/mask.ts';
import { trimLog } from './diagnostics/normalise.ts';
import { parseLog } from './diagnostics/parse-log.ts';
import { readBindings } from './links/read-bindings.ts';
import { readResolutions } from './links/read-resolutions.ts';
import { readOutcomes } from './outcomes.ts';
import { readReported } from './reported.ts';
import { unmetFile, unmetName, unmetOutcomes, unmetOutput, unmetRecord, unmetReported } from './unmet.ts';
import { checkNames } from './wasm/check-names.ts';
import type { WasmSymbol } from './wasm/symbols.ts';
import type { WasmFile } from './wasm/wasm-file.ts';

/** What is known of the files that an action left, by content. Null where a file is no wasm. */
export interface OutputReader {
  surfaceOf(digest: Digest): ModuleSurface | null;
  namesOf(digest: Digest): ArtifactNames | null;
  /** In bytes. */
  sizeOf(digest: Digest): number;
  wasmOf(digest: Digest): WasmFile | null;
  /** Of an object or of all members of an archive; none where a file is no wasm. */
  symbolsOf(digest: Digest): readonly WasmSymbol[];
}

/**
 * Reads what an action left: messages, expectations that were not met, imports and exports of its modules. Nothing that a
 * step prints makes its failure one of the machine.
 */
export function readStep(step: Step, result: Exited | LimitStruck, reader: OutputReader): StepEvidence {
  const masked = maskLog(joinStreams(result));
  const outputs = new Map((result.kind === 'exited' ? result.outputs : []).map((node) => [node.path, node.digest]));
  const recorded = new Map(
    [...outputs].filter(([path]) => step.expect.record?.some((pattern) => matchesGlob(pattern, path))),
  );
  const exitCode = result.kind === 'exited' ? result.exitCode : null;
  const read = step.expect.outcomes ? readOutcomes(result.stdout) : undefined;
  const outcomes = typeof read === 'object' ? read : null;
  const unmet = result.kind === 'exited' ? checkExpectations(step, result, outputs, reader) : [];
  // Without a line a failure has its reason elsewhere.
  if (typeof read === 'string' || (read === null && exitCode === 0)) unmet.push(unmetOutcomes(read));
  const modules: Record<string, ModuleSurface> = {};
  const sizes: Record<string, number> = {};
  const { resolves } = step.expect;
  for (const [path, digest] of outputs) {
    // What is recorded has its table elsewhere.
    if (recorded.has(path)) continue;
    // What is said of its names says what there is to say.
    if (resolves && isModule(path)) continue;
    const surface = reader.surfaceOf(digest);
    if (!surface) continue;
    modules[path] = surface;
    sizes[path] = reader.sizeOf(digest);
  }
  return {
    outcome: (exitCode === 0 || outcomes) && unmet.length === 0 ? 'passed' : 'failed',
    exitCode,
    ...(result.kind === 'limit' ? { limit: result.limit } : {}),
    diagnostics: parseLog(masked),
    unmet,
    log: trimLog(masked),
    modules,
    ...(Object.keys(sizes).length > 0 ? { sizes } : {}),
    ...(recorded.size > 0 ? { recorded: Object.fromEntries(recorded) } : {}),
    ...(step.expect.reports && { reported: readReported(step.expect.reports, result.stdout) }),
    ...(outcomes && { outcomes }),
    ...(resolves && exitCode === 0 ? readLinked(resolves, result.stdout, outputs, reader) : {}),
  };
}

function readLinked(
  symbols: readonly string[],
  stdout: string,
  outputs: ReadonlyMap<string, Digest>,
  reader: OutputReader,
): Pick<StepEvidence, 'resolved'> {
  const module = [...outputs].find(([path]) => isModule(path));
  const wasm = module ? reader.wasmOf(module[1]) : null;
  const objects = [...outputs].filter(([path]) => !isModule(path));
  const files = new Map(objects.map(([path, digest]) => [path, reader.symbolsOf(digest)] as const));
  return {
    resolved: { symbols: wasm ? readResolutions(symbols, wasm, stdout) : [], bindings: readBindings(symbols, files) },
  };
}

function isModule(path: string): boolean {
  return path.endsWith('.wasm');
}

/** Standard error before standard output: compilers complain on the one, programs print on the other. */
function joinStreams({ stderr, stdout }: Exited | LimitStruck): string {
  return stderr === '' || stderr.endsWith('\n') ? stderr + stdout : `${stderr}\n${stdout}`;
}

function checkExpectations(
  step: Step,
  result: Exited,
  outputs: ReadonlyMap<string, Digest>,
  reader: OutputReader,
): UnmetExpectation[] {
  const unmet: UnmetExpectation[] = [];
  const { stdout, artifacts } = step.expect;
  if (stdout !== undefined && trimEnd(result.stdout) !== trimEnd(stdout)) {
    unmet.push(unmetOutput(trimEnd(stdout), trimEnd(result.stdout)));
  }
  // A step that failed by its exit code left no artefacts worth judging.
  if (result.exitCode !== 0) return unmet;
  for (const [path, expectation] of Object.entries(artifacts)) {
    const digest = outputs.get(path);
    const names = digest === undefined ? null : reader.namesOf(digest);
    if (names) unmet.push(...checkArtifact(path, expectation, names));
    else unmet.push(unmetFile(path, digest === undefined ? 'missing' : 'other'));
  }
  const reported = readReported(step.expect.reports ?? [], result.stdout);
  for (const name of step.expect.reports ?? []) if (!Object.hasOwn(reported, name)) unmet.push(unmetReported(name));
  for (const pattern of step.expect.record ?? []) {
    if ([...outputs.keys()].some((path) => matchesGlob(pattern, path))) continue;
    unmet.push(unmetRecord(pattern));
  }
  return unmet;
}

function checkArtifact(path: string, expectation: ArtifactExpectation, names: ArtifactNames): UnmetExpectation[] {
  return ARTIFACT_TABLES.flatMap((table) => {
    const patterns = expectation[table];
    if (!patterns) return [];
    const { absent, unexpected } = checkNames(patterns, names[table]);
    return [
      ...absent.map((name) => unmetName(path, table, 'absent', name)),
      ...unexpected.map((name) => unmetName(path, table, 'unexpected', name)),
    ];
  });
}

function trimEnd(text: string): string {
  return text.replace(/\n$/, '');
}
