import type { Row } from '../rows.ts';

const JS = { stage: 'js-compiler' } as const;

/**
 * What Emscripten's JavaScript compiler prints behind `error: ` or `warning: `, where a library's file and line may
 * stand first: Emscripten 2.0.12 to 6.0.8, `src/{jsifier,modules,parseTools,utility}.{js,mjs}`.
 */
export const JS_COMPILER_ROWS: readonly Row[] = [
  {
    code: 'undefined-symbol-hint',
    text: 'Link with `-s LLD_REPORT_UNDEFINED` to get more information {_}',
    until: '3.1.6',
  },
  {
    code: 'undefined-symbol-hint',
    text: 'Link with `-sLLD_REPORT_UNDEFINED` to get more information {_}',
    until: '3.1.30',
  },
  { code: 'undefined-symbol-hint', text: 'To disable errors for undefined symbols use `{_}`' },
  { code: 'undefined-symbol-hint', text: '{symbol} may need to be added to EXPORTED_FUNCTIONS {_}' },
  { code: 'undefined-symbol-hint', text: 'To build in STANDALONE_WASM mode without a main(), use emcc --no-entry' },
  {
    code: 'export-not-found',
    text: 'invalid item (maybe a typo?) in EXPORTED_RUNTIME_METHODS: {symbol}',
    set: JS,
    until: '3.1.6',
  },
  { code: 'export-not-found', text: 'invalid item in EXPORTED_RUNTIME_METHODS: {symbol}', set: JS, since: '3.1.20' },
  {
    code: 'export-not-found',
    text: 'undefined exported symbol: "{symbol}" in EXPORTED_RUNTIME_METHODS',
    set: JS,
    since: '4.0.7',
  },
  { code: 'setting-removed', text: 'deprecated item in EXPORTED_RUNTIME_METHODS: {symbol} use {_}', set: JS },
  {
    code: 'exception-support-missing',
    text: "DISABLE_EXCEPTION_THROWING was set {_} but such support is required by symbol '{symbol}'. {_}",
    set: JS,
    since: '3.1.69',
  },
  {
    code: 'exception-support-missing',
    text: 'DISABLE_EXCEPTION_THROWING was set {_} but such support is required by symbol {symbol}. {_}',
    set: JS,
  },
  {
    code: 'exception-support-missing',
    text: 'DISABLE_EXCEPTION_THROWING was set {_} support code is linked in, {_}',
    set: JS,
  },
  {
    code: 'entry-not-defined',
    text: 'PROXY_TO_PTHREAD proxies main() for you, but no main exists',
    set: { symbol: 'main', ...JS },
  },
  { code: 'aborted-previous-errors', text: 'Aborting compilation due to previous errors' },
  { code: 'js-library-error', text: 'failure to execute js library "{file}": {_}' },
  { code: 'js-library-error', text: 'failure to execute js library "{file}":' },
  { code: 'js-library-error', text: 'failure to execute JS library "{file}":', since: '4.0.23' },
  { code: 'js-library-error', text: 'failure to process js library "{file}": {_}' },
  { code: 'js-library-error', text: 'error preprocessing JS library "{file}":…', since: '4.0.23' },
  { code: 'js-library-error', text: 'JS library directive {symbol}={_} is of type {_}' },
  { code: 'js-library-error', text: 'JS library error: {_}' },
  { code: 'js-library-error', text: '__deps entries must be of type {_}: {symbol}' },
  { code: 'js-library-error', text: '__sig is missing for function: {symbol}. {_}' },
  { code: 'js-library-error', text: '__async decorator applied to JS symbol: {symbol}' },
  { code: 'js-library-error', text: 'Decorator ({symbol}) has wrong type. {_}' },
  { code: 'js-library-error', text: 'Decorator ({symbol}} has wrong type. {_}' },
  { code: 'js-library-error', text: 'Symbol re-definition in JavaScript library: {symbol}. {_}' },
  { code: 'js-library-error', text: 'signature redefinition for: {symbol}. {_}' },
  { code: 'js-library-error', text: 'signature redefinition for: {symbol}' },
  { code: 'js-library-error', text: "Missing library element '{symbol}' for library config '{_}'" },
  { code: 'js-library-error', text: 'Missing library element `{symbol}` for library config `{_}`' },
  { code: 'js-library-error', text: 'handleI64Signatures: {_}' },
  { code: 'js-library-error', text: 'noExitRuntime cannot be referenced via __deps mechanism. {_}' },
  { code: 'js-library-error', text: 'no alias found for {symbol}' },
  { code: 'js-library-error', text: 'incorrect number of arguments in signature of {symbol} ({_}' },
  { code: 'js-library-error', text: 'Function {symbol} aliases to target function {_}' },
  { code: 'js-library-error', text: '{symbol} should be a string! (was {_}' },
  { code: 'js-library-error', text: '{symbol} ({_}) differs from {_}', until: '3.1.6' },
  { code: 'js-library-error', text: '{symbol}: unused dependency: {_}' },
  { code: 'js-library-error', text: '#else without matching #if…' },
  { code: 'js-library-error', text: '#endif without matching #if…' },
  { code: 'js-library-error', text: '#error {_}' },
  { code: 'js-library-error', text: 'Unknown preprocessor directive {_}' },
  { code: 'js-library-error', text: 'file not found: {file}' },
  { code: 'js-library-error', text: 'use i53/u53, or avoid i64/u64 without WASM_BIGINT' },
  { code: 'js-library-error', text: 'Invalid proxyingMode {_}' },
  { code: 'js-library-error', text: 'Missing C {_}' },
  { code: 'js-library-warnings', text: "user library symbol '{symbol}' depends on internal symbol '{_}'" },
  { code: 'js-library-warnings', text: "JS library symbol '{symbol}' is deprecated. {_}" },
  { code: 'js-library-warnings', text: 'missing library dependency {symbol}, make sure {_}' },
  { code: 'js-library-warnings', text: 'use of legacy parseTools function: {symbol}' },
  { code: 'js-library-warnings', text: 'use of #ifdef in js library. {_}' },
  { code: 'js-library-warnings', text: 'hasExportedFunction has been replaced with {_}' },
  { code: 'js-library-warnings', text: '#warning {_}' },
];

/** What only helps to read an error just reported. */
export const JS_COMPILER_HELP = [
  'use -s VERBOSE',
  'use -sVERBOSE',
  'preprocessed source (',
  'preprocessed JS saved to ',
  'original source:',
] as const;
