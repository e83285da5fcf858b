import type { Resolution, ResolvedSymbol } from '../../model/resolution.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';

/**
 * How symbols resolved in a linked module that kept its names. `trace` is what wasm-ld printed for `--trace-symbol`, which
 * alone gives the file of a definition or reference.
 */
export function readResolutions(symbols: readonly string[], module: WasmFile, trace: string): ResolvedSymbol[] {
  const said = readTrace(trace);
  const exported = new Set(module.exports.map(({ name }) => name));
  return symbols.map((symbol) => ({
    symbol,
    resolution: resolve(symbol, module, said),
    exported: exported.has(symbol),
  }));
}

/** Imported functions stand before the module's own. */
function resolve(symbol: string, module: WasmFile, said: Trace): Resolution {
  const imports = module.imports.filter(({ type }) => type.kind === 'function');
  const names = module.names?.byKind.function ?? new Map<number, string>();
  for (const [index, name] of names) {
    if (name !== symbol) continue;
    const from = imports[index];
    if (from) return { kind: 'import', import: `${from.module}.${from.name}`, by: said.references.get(symbol) ?? null };
    if (index < module.functions.length) return { kind: 'definition', file: said.definitions.get(symbol) ?? null };
  }
  // Called, such a symbol stands for a function that traps, which wasm-ld names so (lld/wasm/Writer.cpp, LLVM 9 to 22).
  return { kind: [...names.values()].includes(`undefined_weak:${symbol}`) ? 'undefined-weak' : 'absent' };
}

/** Symbol → file. */
interface Trace {
  readonly definitions: ReadonlyMap<string, string>;
  readonly references: ReadonlyMap<string, string>;
}

/**
 * wasm-ld prints a definition where it takes it, so the last one has replaced those before; of references the first is
 * kept. Lazy definitions are members of an archive that were seen, not taken, and fit no line here.
 */
function readTrace(text: string): Trace {
  const definitions = new Map<string, string>();
  const references = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^([^\s:]{1,4096}): (definition of|reference to) (\S{1,1024})$/.exec(line);
    if (!match) continue;
    const [, path = '', what, symbol = ''] = match;
    const file = path.slice(path.lastIndexOf('/') + 1);
    if (what === 'definition of') definitions.set(symbol, file);
    else if (!references.has(symbol)) references.set(symbol, file);
  }
  return { definitions, references };
}
