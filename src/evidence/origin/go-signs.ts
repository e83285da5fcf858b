import type { WasmFile } from '../wasm/wasm-file.ts';
import type { Finding } from './makers.ts';
import { makersInProducers } from './producer-tools.ts';

/** Go's linker writes `producers` and a build id; a module that was stripped of both still imports what wasm_exec.js has. */
export function findGo(file: WasmFile): Finding[] {
  const stated = makersInProducers(file.producers);
  const maker = stated.find((one) => one.maker === 'tinygo') ?? stated.find((one) => one.maker === 'go');
  const runtime = file.imports.find(({ module, name }) => GO_MODULES.has(module) && name.startsWith('runtime.'));
  const buildId = file.sections.find(({ custom, name }) => custom && GO_BUILD_ID.test(name));
  const tinygo = maker?.maker === 'tinygo' || (runtime && TINYGO_RUNTIME.has(runtime.name));
  if (!maker && !runtime && !buildId) return [];
  const because = [
    ...(maker ? [`producers: ${maker.tool.name} ${maker.tool.version}`] : []),
    ...(runtime ? [`import ${runtime.module}.${runtime.name}`] : []),
    ...(buildId ? [`section ${buildId.name}`] : []),
  ];
  // The version of its LLVM is not its own.
  const version = maker && !/clang$/.test(maker.tool.name) ? maker.tool.version : null;
  return [{ tool: tinygo ? 'tinygo' : 'go', version, target: goTarget(file), because }];
}

const GO_MODULES = new Set(['go', 'gojs', 'env']);
/** `go.buildid` until Go 1.19, `go:buildid` since (measured). */
const GO_BUILD_ID = /^go[.:]buildid$/;
/** TinyGo's own, in no release of Go (tinygo-org/tinygo, targets/wasm_exec.js). */
const TINYGO_RUNTIME = new Set(['runtime.ticks', 'runtime.sleepTicks']);

function goTarget({ imports }: WasmFile): string | null {
  if (imports.some(({ module }) => module === 'go' || module === 'gojs')) return 'js';
  return imports.some(({ module }) => module === 'wasi_snapshot_preview1') ? 'wasip1' : null;
}
