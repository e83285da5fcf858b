import type { DiagnosticCode } from '../../../model/codes.ts';
import type { Reporter } from '../../../model/diagnostic.ts';
import { draft } from '../draft.ts';
import type { State } from '../state.ts';

/** How a host says that an import of a module has no definition; the first group is the module, the second the name. */
interface Wording {
  readonly reporter: Reporter;
  readonly code: DiagnosticCode;
  readonly pattern: RegExp;
}

/**
 * Wordings of hosts that may stand anywhere in a line: behind a number of a chain of causes, a frame, the name of an error
 * in an embedding's language. Each begins with words of its own, so that no pattern starts over at every letter.
 */
const WORDINGS: readonly Wording[] = [
  // wasmtime's `linker.rs`, as an item of a chain or behind an embedding's own words; before 0.21 without quotes.
  of(
    'wasmtime',
    'import-missing',
    /unknown import: [`'"]?([^\s`]{1,200}?)::([^\s`]{1,300})[`'"]? has not been defined/,
  ),
  of(
    'wasmtime',
    'import-type-mismatch',
    /incompatible import type for [`'"]?([^\s`]{1,200}?)::([^\s`]{1,300}?)[`'"]?(?:$|\s)/,
  ),
  // Wasmer's `LinkError` (`lib/types/src/error.rs`), and that of releases before 1.0.
  of('unknown', 'import-missing', /Error while importing "([^"]{1,200})"\."([^"]{1,300})": unknown import/),
  of('unknown', 'import-type-mismatch', /Error while importing "([^"]{1,200})"\."([^"]{1,300})": incompatible import/),
  of('unknown', 'import-missing', /[Ii]mport not found, namespace: ([^\s,]{1,200}), name: ([^\s,]{1,300})/),
  of('unknown', 'import-missing', /Missing import: `([^`]{1,200})`\.`([^`]{1,300})`/),
  of('unknown', 'import-missing', /ImportNotFound \{ namespace: "([^"]{1,200})", name: "([^"]{1,300})"/),
  // wasm3's `m3_env.c` and `m3_compile.c`.
  of('unknown', 'import-missing', /missing imported function \('([^.'\s]{1,200})\.([^'\s]{1,300})'\)/),
  // WAMR's loader and its interpreter.
  of(
    'unknown',
    'import-missing',
    /failed to (?:link import|call unlinked import) (?:function|global|memory|table) \(([^\s,()]{1,200}), ([^\s,()]{1,300})\)/,
  ),
  // wasmi's `LinkerError` and what stood for it before 0.32.
  of('wasmi', 'import-missing', /cannot find definition for import ([^\s:]{1,200})::(\S{1,300})/),
  of('wasmi', 'import-missing', /missing definition for import ([^\s:]{1,200})::(\S{1,300})/),
  // WebAssembly's reference interpreter (`interpreter/script/import.ml`).
  of('unknown', 'import-missing', /link failure: unknown import "([^"]{1,200})"\."([^"]{1,300})"/),
  // Chicory's `Instance.java`, Proxy-Wasm's host, cosmwasm-vm's `compatibility.rs`.
  of(
    'unknown',
    'import-missing',
    /could not find host function for import number: ?\d{1,6} named ([^\s.]{1,200})\.(\S{1,300})/,
  ),
  of('unknown', 'import-missing', /due to a missing import: ([^\s.]{1,200})\.(\S{1,300})/),
  of('unknown', 'import-missing', /requires unsupported import: "([^\s."]{1,200})\.([^"\s]{1,300})"/),
];

function of(reporter: Reporter, code: DiagnosticCode, pattern: RegExp): Wording {
  return { reporter, code, pattern };
}

/** Longer lines are no host's. */
const LINE_CAP = 2000;

/** Reads a host's word that an import has no definition, or one of another type. False where the line has none. */
export function readMissingImport(text: string, state: State): boolean {
  if (text.length > LINE_CAP || !/import|Import/.test(text)) return false;
  for (const { reporter, code, pattern } of WORDINGS) {
    const match = pattern.exec(text);
    if (!match) continue;
    const [, module = '', symbol = ''] = match;
    state.emit(draft(reporter, 'error', code, text, { module, symbol }));
    return true;
  }
  return false;
}
