import type { ReadBytes } from '../wasm/read-section.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';
import { findByteSigns, findSignsBesideC, shareOfRust } from './byte-signs.ts';
import { findEmscriptenSigns } from './emscripten-signs.ts';
import { findGo } from './go-signs.ts';
import { findLayoutSigns } from './layout-signs.ts';
import type { LibraryNames } from './library-names.ts';
import { type Finding, MAKERS, type Maker } from './makers.ts';
import { findNameSigns } from './name-signs.ts';
import { languagesInProducers, makersInProducers, type NamedTool, toolsInProducers } from './producer-tools.ts';

/** Who made a file, as far as the file shows it. */
export interface Origin extends Omit<Finding, 'tool'> {
  /** Null where nothing in the file shows it: written by hand, or stripped. */
  readonly tool: Maker | null;
  /** As the `producers` section lists them. */
  readonly languages: readonly string[];
  /** Every tool that the `producers` section lists. */
  readonly tools: readonly NamedTool[];
}

/** The first of all makers that a file shows. */
export function makeOrigin({ producers }: WasmFile, [first]: readonly Finding[]): Origin {
  const facts = { languages: languagesInProducers(producers), tools: toolsInProducers(producers) };
  return { ...facts, ...(first ?? { tool: null, version: null, target: null, because: [] }) };
}

/**
 * Every maker that a file shows, the one that made most of it first: from what the file says of itself, then from what
 * its imports and exports are called; where neither shows it and `read` is given, from its data and names of functions.
 */
export function findMakers(file: WasmFile, library: LibraryNames, read: ReadBytes | null = null): readonly Finding[] {
  const found = new Map<Maker, Finding>();
  const add = (finding: Finding) => {
    const known = found.get(finding.tool);
    const { version, target, because } = finding;
    if (!known) found.set(finding.tool, finding);
    else {
      const joined = [...known.because, ...because];
      found.set(finding.tool, {
        ...known,
        version: known.version ?? version,
        target: known.target ?? target,
        because: joined,
      });
    }
  };
  for (const finding of [...findGo(file), ...findByNames(file, library), ...findStated(file)]) add(finding);
  if (found.size === 0 && read && file.kind !== 'object') {
    const signs = findByteSigns(file, read);
    for (const { maker, because } of signs.length > 0 ? signs : findLayoutSigns(file, read)) {
      add(findingOf(maker, because));
    }
  }
  if (read && found.size > 0 && [...found.keys()].every((maker) => maker === 'wasi-sdk' || maker === 'clang')) {
    for (const { maker, because } of findSignsBesideC(file, read)) add(findingOf(maker, because));
  }
  // Emscripten's compiler is a clang too.
  if (found.has('emscripten')) for (const maker of ['clang', 'wasi-sdk'] as const) found.delete(maker);
  return orderMakers(file, [...found.values()], read);
}

/** Makers in the order of `MAKERS`, but where Rust and C are together: what most functions are of comes first. */
function orderMakers(file: WasmFile, found: readonly Finding[], read: ReadBytes | null): readonly Finding[] {
  const order = Object.keys(MAKERS);
  const sorted = [...found].sort((a, b) => order.indexOf(a.tool) - order.indexOf(b.tool));
  const rust = sorted.find(({ tool }) => tool === 'rust');
  const c = sorted.find(({ tool }) => tool === 'wasi-sdk');
  if (!rust || !c || sorted[0] !== rust || !read) return sorted;
  // Every program of Rust for WASI has the libc that clang compiled, so that both are named in it.
  const share = shareOfRust(file, read);
  if (share === null ? isMainOfRust(file) : share > MOSTLY) return sorted.filter((one) => one !== c);
  return [c, ...sorted.filter((one) => one !== c)];
}

/** Rust's own library alone has more functions than the libc that comes with it. */
const MOSTLY = 0.25;

/** rustc exports `main` beside `_start` (rust-lang/rust#98000); a library of it exports no `_initialize`. */
function isMainOfRust({ exports }: WasmFile): boolean {
  const has = (wanted: string) => exports.some(({ name }) => name === wanted);
  return has('__main_void') || (has('_start') ? exports.length <= 3 : !has('_initialize'));
}

function findByNames(file: WasmFile, library: LibraryNames): Finding[] {
  const signs = findEmscriptenSigns(file, library);
  return [
    ...(signs.length > 0 ? [{ ...findingOf('emscripten'), because: signs }] : []),
    // What an object leaves open are names of C, and its compiler stands in it.
    ...(file.kind === 'object' ? [] : findNameSigns(file)).map(({ maker, because }) => {
      const bindgen = maker === 'rust' && because.includes('wb');
      return { ...findingOf(maker, because), target: bindgen ? 'JavaScript through wasm-bindgen' : null };
    }),
  ];
}

function findStated(file: WasmFile): Finding[] {
  const stated = makersInProducers(file.producers).filter(({ maker }) => maker !== 'go' && maker !== 'tinygo');
  const wasi = file.imports.some(({ module, name }) => {
    return file.kind === 'object' ? name.startsWith('__imported_wasi_') : module.startsWith('wasi_');
  });
  const own = stated.some(({ maker }) => maker === 'ghc' || maker === 'swift' || maker === 'zig');
  return stated
    .filter(({ maker }) => !(own && maker === 'clang'))
    .map(({ maker, tool: { name, version } }) => {
      const tool = maker === 'clang' && wasi ? 'wasi-sdk' : maker;
      const bindgen = name === 'wasm-bindgen';
      return {
        ...{ tool, version: bindgen ? null : version, because: [`producers: ${name} ${version}`] },
        target: bindgen ? 'JavaScript through wasm-bindgen' : wasi ? 'wasi' : null,
      };
    });
}

function findingOf(tool: Maker, because?: string): Finding {
  return { tool, version: null, target: null, because: because === undefined ? [] : [because] };
}
