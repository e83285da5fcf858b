import type { Draft } from '../draft.ts';
import type { Row } from '../rows.ts';
import { ARCHIVE_ROWS, markArchiveMember } from './archive.ts';
import { BITCODE_ROWS } from './bitcode.ts';
import { OBJECT_READER_ROWS } from './object-reader.ts';
import { WASM_LD_OPTION_ROWS } from './wasm-ld-options.ts';

const REFERRED: Pick<Row, 'fix'> = { fix: nameReferrer };

/** Symbols and their types: LLVM 9 to 24, `lld/wasm/{Relocations,SymbolTable,Driver,Writer}.cpp`. */
const SYMBOL_ROWS: readonly Row[] = [
  {
    code: 'undefined-stub-dependency',
    text: '{file}: undefined symbol: {symbol}. Required by {referencedBy}',
    since: '16',
  },
  { code: 'undefined-symbol', text: '{file}: undefined symbol: {symbol}', ...REFERRED },
  { code: 'undefined-symbol', text: 'undefined symbol: {symbol}' },
  { code: 'duplicate-symbol', text: 'duplicate symbol: {symbol}' },
  { code: 'entry-not-defined', text: 'entry symbol not defined (pass --no-entry to suppress): {symbol}', since: '11' },
  { code: 'entry-not-defined', text: 'entry symbol not defined (pass --no-entry to supress): {symbol}', until: '9' },
  { code: 'export-not-found', text: 'symbol exported via --export not found: {symbol}' },
  { code: 'export-not-found', text: 'symbol exported via --export not found:' },
  { code: 'import-name-mismatch', text: 'import name mismatch for symbol: {symbol}', since: '11' },
  { code: 'import-module-mismatch', text: 'import module mismatch for symbol: {symbol}', since: '11' },
  {
    code: 'reserved-symbol-misuse',
    text: 'reserved symbol must not be defined in input files: `{symbol}`',
    since: '13',
  },
  { code: 'reserved-symbol-misuse', text: 'reserved symbol must be of type table: `{symbol}`', since: '13' },
  {
    code: 'reserved-symbol-misuse',
    text: '__wasm_call_dtors must {_}',
    set: { symbol: '__wasm_call_dtors' },
    since: '13',
  },
  { code: 'function-signature-mismatch', text: 'function signature mismatch: {symbol}' },
  { code: 'symbol-type-mismatch', text: 'symbol type mismatch: {symbol}' },
  { code: 'global-type-mismatch', text: 'Global type mismatch: {symbol}' },
  { code: 'table-type-mismatch', text: 'Table type mismatch: {symbol}', since: '13' },
  { code: 'tag-signature-mismatch', text: 'Tag signature mismatch: {symbol}', since: '13' },
  { code: 'tag-signature-mismatch', text: 'Tag type mismatch: {symbol}', since: '13', until: '13' },
  { code: 'tag-signature-mismatch', text: 'Event signature mismatch: {symbol}', until: '11' },
  { code: 'tag-signature-mismatch', text: 'Event type mismatch: {symbol}', until: '11' },
  { code: 'constructor-takes-arguments', text: 'constructor functions cannot take arguments: {symbol}', since: '11' },
  { code: 'constructor-takes-arguments', text: 'invalid signature for init func: {symbol}', until: '9' },
  { code: 'type-not-found', text: 'type not found: {type}' },
];

/** Relocations: `lld/wasm/Relocations.cpp`; back-quotes around the symbol since LLVM 15. */
const RELOCATION_ROWS: readonly Row[] = [
  {
    code: 'reloc-needs-pic',
    text: '{file}: relocation {relocation} cannot be used against symbol `{symbol}`; recompile with -fPIC',
    since: '15',
  },
  {
    code: 'reloc-needs-pic',
    text: '{file}: relocation {relocation} cannot be used against symbol {symbol}; recompile with -fPIC',
    until: '14',
  },
  {
    code: 'reloc-non-tls-section',
    text: '{file}: relocation {relocation} cannot be used against `{symbol}` in non-TLS section: {section}',
    since: '13',
  },
  {
    code: 'reloc-non-tls-symbol',
    text: '{file}: relocation {relocation} cannot be used against non-TLS symbol `{symbol}`',
    since: '14',
  },
  {
    code: 'reloc-undefined-symbol',
    text: '{file}: relocation {relocation} cannot be used against an undefined symbol `{symbol}`',
    since: '15',
  },
  {
    code: 'reloc-undefined-symbol',
    text: '{file}: relocation {relocation} is not supported against an undefined symbol `{symbol}`',
    since: '21',
  },
  {
    code: 'reloc-undefined-symbol',
    text: '{file}: TLS symbol is undefined, but TLS symbols cannot yet be imported: `{symbol}`',
    since: '13',
    until: '13',
  },
  { code: 'reloc-undefined-symbol', text: '{file}: TLS symbols cannot yet be exported: `{symbol}`', until: '13' },
  { code: 'reloc-undefined-symbol', text: 'TLS symbols cannot yet be exported: `{symbol}`', until: '13' },
  { code: 'object-unsupported-construct', text: 'relocation compression not supported for {relocation}', since: '21' },
  { code: 'object-corrupt', text: 'invalid runtime relocation type in data section: {relocation}', since: '22' },
  { code: 'object-corrupt', text: 'expected LEB at relocation site be 5-byte padded', until: '11' },
  { code: 'object-corrupt', text: 'unexpected existing value for {relocation}: {_}', until: '11' },
];

/** Inputs: `lld/wasm/{Driver,InputFiles}.cpp`. */
const INPUT_ROWS: readonly Row[] = [
  { code: 'unknown-file-type', text: 'unknown file type: {file}', fix: markArchiveMember },
  { code: 'unknown-file-type', text: '{file}: unknown file type', fix: markArchiveMember },
  { code: 'unknown-file-type', text: '{file}: not a wasm file' },
  { code: 'not-relocatable', text: '{file}: not a relocatable wasm file' },
  { code: 'library-not-found', text: 'unable to find library -l{symbol}' },
  { code: 'no-input-files', text: 'no input files' },
  { code: 'static-link-of-dynamic-object', text: 'attempted static link of dynamic object {file}', since: '21' },
  {
    code: 'wasm64-object-in-wasm32-link',
    text: '{file}: must specify -mwasm64 to process wasm64 object files',
    since: '13',
  },
  {
    code: 'wasm64-object-in-wasm32-link',
    text: "{file}: wasm64 object file can't be linked in wasm32 mode",
    since: '24',
  },
  // LLVM 13 to 23 say so of a wasm64 object too where `-m wasm32` is given; the text is followed.
  {
    code: 'wasm32-object-in-wasm64-link',
    text: "{file}: wasm32 object file can't be linked in wasm64 mode",
    since: '13',
  },
  { code: 'wrong-machine-type', text: '{file}: machine type must be wasm32…' },
];

/** Everything that wasm-ld prints behind its name and a severity. */
export const WASM_LD_ROWS: readonly Row[] = [
  ...SYMBOL_ROWS,
  ...RELOCATION_ROWS,
  ...INPUT_ROWS,
  ...ARCHIVE_ROWS,
  ...BITCODE_ROWS,
  ...WASM_LD_OPTION_ROWS,
  ...OBJECT_READER_ROWS,
  { code: 'subprocess-failed', text: "error handling script '{tool}' {_}", since: '13' },
  { code: 'too-many-errors', text: 'too many errors emitted, stopping now {_}' },
];

function nameReferrer(target: Draft): void {
  if (target.file !== undefined) target.referencedBy = target.file;
}
