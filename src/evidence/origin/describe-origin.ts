import type { WasmFile } from '../wasm/wasm-file.ts';
import { findEmscriptenSigns } from './emscripten-signs.ts';
import type { LibraryNames } from './library-names.ts';
import { languagesInProducers, type Maker, makersInProducers, type NamedTool } from './producer-tools.ts';

/** Who made a file, as far as the file shows it. */
export interface Origin {
  /** Null where nothing in the file tells: written by hand, or stripped. */
  readonly tool: Maker | null;
  /** As the file states it; null where it states none. */
  readonly version: string | null;
  /** What the tool built for: `js` and `wasip1` of Go and TinyGo, `unknown-unknown` of wasm-bindgen … */
  readonly target: string | null;
  /** As the `producers` section lists them. */
  readonly languages: readonly string[];
  /** Every tool that the `producers` section lists. */
  readonly tools: readonly NamedTool[];
  /** What it was told from, in words. */
  readonly because: readonly string[];
}

/** Tells a file's maker: from what it says of itself, then from what its imports and exports are called. */
export function describeOrigin(file: WasmFile, library: LibraryNames): Origin {
  const stated = makersInProducers(file.producers);
  const languages = languagesInProducers(file.producers);
  const tools = file.producers.filter(({ field }) => field === 'processed-by').flatMap(({ values }) => values);
  const facts = { languages, tools };
  const told = [...findGo(file, stated), ...findByNames(file, library), ...findStated(file, stated)][0];
  if (!told) return { ...facts, tool: null, version: null, target: null, because: [] };
  return { ...facts, ...told };
}

type Told = Pick<Origin, 'tool' | 'version' | 'target' | 'because'>;

/** Go's linker writes `producers` and a build id; a module that was stripped of both still imports what wasm_exec.js has. */
function findGo(file: WasmFile, stated: ReturnType<typeof makersInProducers>): Told[] {
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
  return [{ tool: tinygo ? 'tinygo' : 'go', version: maker?.tool.version ?? null, target: goTarget(file), because }];
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

function findByNames(file: WasmFile, library: LibraryNames): Told[] {
  const bindgen = file.imports.find(({ module }) => module === 'wbg' || module.startsWith('__wbindgen_'));
  const signs = findEmscriptenSigns(file, library);
  const abort = file.imports.find(({ module, name }) => module === 'env' && name === 'abort');
  const managed = file.exports.find(({ name }) => ASSEMBLYSCRIPT.has(name));
  return [
    ...(bindgen ? [told('rust', `import ${bindgen.module}.${bindgen.name}`, 'JavaScript through wasm-bindgen')] : []),
    ...(signs.length > 0 ? [{ ...told('emscripten', '', null), because: signs }] : []),
    ...(managed && (abort || file.imports.length === 0)
      ? [told('assemblyscript', `export ${managed.name}`, null)]
      : []),
  ];
}

/** Of AssemblyScript's runtime (AssemblyScript, std/assembly/rt). */
const ASSEMBLYSCRIPT = new Set(['__pin', '__unpin', '__collect', '__rtti_base', '__setArgumentsLength']);

function findStated(file: WasmFile, stated: ReturnType<typeof makersInProducers>): Told[] {
  const [first] = stated;
  if (!first) return [];
  const wasi = file.imports.some(({ module, name }) => {
    return file.kind === 'object' ? name.startsWith('__imported_wasi_') : module.startsWith('wasi_');
  });
  const maker = first.maker === 'clang' && wasi ? 'wasi-sdk' : first.maker;
  const { name, version } = first.tool;
  return [{ tool: maker, version, target: wasi ? 'wasi' : null, because: [`producers: ${name} ${version}`] }];
}

function told(tool: Maker, because: string, target: string | null): Told {
  return { tool, version: null, target, because: [because] };
}
