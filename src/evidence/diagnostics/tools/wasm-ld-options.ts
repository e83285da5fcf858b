import type { Row } from '../rows.ts';

/** Features: LLVM 9 to 24, `lld/wasm/Writer.cpp`. */
const FEATURE_ROWS: readonly Row[] = [
  {
    code: 'shared-memory-required',
    text: "'{feature}' feature is used by {file}, so --shared-memory must be used",
    until: '11',
  },
  { code: 'shared-memory-required', text: "'{feature}' feature is used, so --shared-memory must be used", until: '11' },
  {
    code: 'shared-memory-disallowed',
    text: "'{feature}' feature is disallowed by {file}, so --shared-memory must not be used",
    until: '9',
  },
  {
    code: 'shared-memory-disallowed',
    text: "--shared-memory is disallowed by {file} because it was not compiled with '{feature}' {_}",
    since: '11',
  },
  { code: 'feature-missing', text: "'{feature}' feature must be used in order to {_}" },
  { code: 'feature-not-allowed', text: "Target feature '{feature}' used by {file} is not allowed." },
  {
    code: 'feature-disallowed-by',
    text: "Target feature '{feature}' used in {file} is disallowed by {member}. Use --no-check-features to suppress.",
    fix: listFiles,
  },
  {
    code: 'feature-required-by',
    text: "Missing target feature '{feature}' in {file}, required by {member}. Use --no-check-features to suppress.",
    until: '19',
    fix: listFiles,
  },
  {
    code: 'mutable-globals-missing',
    text: "mutable global {_} but 'mutable-globals' feature not present in inputs: `{symbol}`{_}",
    set: { feature: 'mutable-globals' },
    since: '13',
  },
  {
    code: 'feature-table-conflict',
    text: "object file not built with '{feature}' {_} import of table {symbol} by file {file}",
    since: '13',
  },
  { code: 'object-corrupt', text: 'Unrecognized feature policy prefix {_}' },
];

/** Memory layout; the page size is spelled two ways, before and since LLVM 21. */
const MEMORY_ROWS: readonly Row[] = [
  { code: 'initial-memory-too-small', text: 'initial memory too small, {_} bytes needed' },
  { code: 'initial-memory-too-large', text: 'initial memory too large, cannot be greater than {_}', since: '11' },
  { code: 'initial-memory-unaligned', text: 'initial memory must be {_}-byte aligned', until: '19' },
  { code: 'initial-memory-unaligned', text: 'initial memory must be aligned to the page size {_}', since: '21' },
  { code: 'max-memory-too-small', text: 'maximum memory too small, {_} bytes needed' },
  { code: 'max-memory-too-large', text: 'maximum memory too large, cannot be greater than {_}', since: '11' },
  { code: 'max-memory-unaligned', text: 'maximum memory must be {_}-byte aligned', until: '19' },
  { code: 'max-memory-unaligned', text: 'maximum memory must be aligned to the page size {_}', since: '21' },
  { code: 'initial-heap-too-large', text: 'initial heap too large, cannot be greater than {_}', since: '18' },
  { code: 'initial-heap-unaligned', text: 'initial heap must be {_}-byte aligned', since: '18', until: '19' },
  { code: 'initial-heap-unaligned', text: 'initial heap must be aligned to the page size {_}', since: '21' },
  { code: 'stack-size-unaligned', text: 'stack size must be {_}-byte aligned' },
];

/** The output: the generic `cannot open {file}` stands last, since it fits the others too. */
const OUTPUT_ROWS: readonly Row[] = [
  { code: 'output-write-failed', text: 'failed to open {file}: File too large' },
  { code: 'output-write-failed', text: 'failed to open {file}: No space left on device' },
  { code: 'cannot-open-output', text: 'failed to open {file}: {_}' },
  { code: 'cannot-open-output', text: 'cannot open output file {file}: {_}', since: '11' },
  { code: 'cannot-open-output', text: 'cannot open map file {file}: {_}', since: '13' },
  { code: 'cannot-open-output', text: 'cannot open --why-extract= file {file}: {_}', since: '16' },
  { code: 'cannot-open-output', text: '--reproduce: cannot open {file}: {_}' },
  { code: 'cannot-open-output', text: '--reproduce: cannot open {file}' },
  { code: 'cannot-open-output', text: '--reproduce: {_}' },
  { code: 'cannot-open-output', text: 'cannot create {file}: {_}' },
  { code: 'output-write-failed', text: "failed to write output '{file}': {_}", since: '16' },
  { code: 'output-write-failed', text: 'failed to write the output file: {_}', until: '15' },
  { code: 'file-not-found', text: 'cannot open {file}: {_}' },
];

/** The command line: `lld/wasm/Driver.cpp`, `lld/Common/Args.cpp`. */
const COMMAND_LINE_ROWS: readonly Row[] = [
  { code: 'unknown-argument', text: 'unknown argument: {symbol}' },
  { code: 'unknown-argument', text: "unknown argument '{symbol}', did you mean {_}" },
  { code: 'missing-argument', text: '{symbol}: missing argument', since: '15' },
  { code: 'no-output-file', text: 'no output file specified' },
  { code: 'unknown-z-option', text: 'unknown -z value: {symbol}', since: '15' },
  { code: 'lto-invalid-option', text: 'invalid optimization level for LTO: {_}' },
  { code: 'lto-invalid-option', text: 'invalid codegen optimization level for LTO: {_}', since: '17' },
  { code: 'lto-invalid-option', text: '{symbol}: number of threads must be > 0' },
  { code: 'lto-invalid-option', text: '{symbol}: invalid job count: {_}', since: '11' },
  { code: 'lto-invalid-option', text: '{symbol}: invalid cache policy…' },
  ...argument([
    'unknown {symbol} value: {_}',
    'unknown {symbol} style: {_}',
    'unknown option: {symbol}={_}',
    "{symbol}: number expected, but got '{_}'",
    "{symbol}: expected a positive integer, but got '{_}'",
    "{symbol} expects 'old;new' format, but got {_}",
    '{symbol}=N must be either 1 or 65536',
    'invalid target architecture: {_}',
    'invalid response file quoting: {_}',
    'not a hexadecimal value: {_}',
    'invalid glob pattern{_}',
  ]),
  { code: 'invalid-argument-value', text: 'invalid stack-size: {_}', set: { symbol: 'stack-size' } },
  ...exclusive([
    '-r -and {_} may not be used together',
    '{symbol} and {_} may not be used together',
    '{symbol} and {_} may not by used together',
    '{symbol} may not be used with {_}',
    '{symbol} is incompatible with {_}',
    '{symbol} is not supported with {_}',
    '{symbol} must be used with {_}',
    '{symbol} cannot be less than stack size when --stack-first is used',
    '{symbol} is only meaningful when combined with {_}',
    'nested {symbol}',
    'stray {symbol}',
    'entry point specified for relocatable output file',
  ]),
  { code: 'experimental-feature', text: 'creating shared libraries, with -shared, is not yet stable', until: '22' },
  { code: 'experimental-feature', text: 'creating PIEs, with -pie, is not yet stable', until: '22' },
  { code: 'experimental-feature', text: 'dynamic imports are not yet stable {_}', since: '15', until: '22' },
];

/** The rows about options, features, memory and output. */
export const WASM_LD_OPTION_ROWS: readonly Row[] = [
  ...FEATURE_ROWS,
  ...MEMORY_ROWS,
  ...OUTPUT_ROWS,
  ...COMMAND_LINE_ROWS,
];

function argument(texts: readonly string[]): readonly Row[] {
  return texts.map((text) => ({ code: 'invalid-argument-value', text, fix: dropValue }));
}

/** Some wordings print the option with its value: `--error-limit=x: number expected, but got 'x'`, `-Ox: … 'x'`. */
function dropValue(target: { symbol?: string; message: string }): void {
  const { symbol, message } = target;
  if (!symbol?.startsWith('-')) return;
  const value = /, but got '([^']+)'$/.exec(message)?.[1];
  const glued = value !== undefined && symbol.endsWith(value) ? symbol.slice(0, -value.length) : symbol;
  target.symbol = glued.replace(/=.*$/, '');
}

function exclusive(texts: readonly string[]): readonly Row[] {
  return texts.map((text) => ({
    code: 'incompatible-options',
    text,
    ...(text.startsWith('-r ') ? { set: { symbol: '-r' } } : {}),
  }));
}

/** The template's second file stands in `member` until here. */
function listFiles(target: { file?: string; member?: string; files?: readonly string[] }): void {
  const { file, member } = target;
  if (file !== undefined && member !== undefined) target.files = [file, member];
  delete target.member;
}
