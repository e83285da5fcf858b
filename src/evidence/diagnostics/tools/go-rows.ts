import type { Draft } from '../draft.ts';
import type { Row } from '../rows.ts';
import { baseTool } from '../tool-names.ts';

/** What cmd/go prints, behind `go: ` or without: Go 1.19 to 1.27, `src/cmd/go`, `src/internal/buildcfg`. */
export const GO_COMMAND_ROWS: readonly Row[] = [
  { code: 'unsupported-platform', text: 'unsupported GOOS/GOARCH pair {symbol}' },
  { code: 'buildmode-unsupported', text: '-buildmode={symbol} not supported on {platform}' },
  { code: 'buildmode-unsupported', text: '-buildmode={symbol} not supported' },
  { code: 'buildmode-unsupported', text: 'buildmode={symbol} not supported on {platform}' },
  { code: 'buildmode-unsupported', text: 'buildmode={symbol} not supported' },
  {
    code: 'buildmode-unsupported',
    text: 'invalid value "{_}" for flag -buildmode: buildmode {symbol} not supported on {platform}',
  },
  { code: 'buildmode-unsupported', text: 'buildmode {symbol} not supported on {platform}' },
  { code: 'buildmode-unsupported', text: 'unknown buildmode "{symbol}"' },
  { code: 'race-unsupported', text: '-race is not supported on {platform}' },
  { code: 'race-unsupported', text: '-msan is not supported on {platform}', set: { symbol: '-msan' } },
  { code: 'race-unsupported', text: '-asan is not supported on {platform}', set: { symbol: '-asan' } },
  { code: 'race-unsupported', text: '-race requires cgo{_}' },
  { code: 'race-unsupported', text: '-race is only supported on {platform}' },
  {
    code: 'external-link-unsupported',
    text: '{_} requires external (cgo) linking, but cgo is not enabled',
    since: '1.22',
  },
  { code: 'build-constraints-exclude', text: 'package {symbol}: build constraints exclude all Go files in {_}' },
  { code: 'build-constraints-exclude', text: 'imports {symbol}: build constraints exclude all Go files in {_}' },
  { code: 'build-constraints-exclude', text: 'build constraints exclude all Go files in {symbol}', fix: nameStandard },
  { code: 'module-not-found', text: 'imports {symbol}: cannot find module providing package {_}' },
  { code: 'module-not-found', text: 'cannot find module providing package {symbol}: {_}' },
  { code: 'module-not-found', text: 'cannot find module providing package {symbol}' },
  { code: 'module-not-found', text: 'no required module provides package {symbol}; {_}' },
  { code: 'module-not-found', text: 'no required module provides package {symbol}: {_}' },
  { code: 'module-not-found', text: 'cannot find package "{symbol}" in:…' },
  { code: 'module-not-found', text: 'cannot find package "{symbol}"…' },
  { code: 'module-not-found', text: 'missing go.sum entry for module providing package {symbol} (imported by {_}' },
  { code: 'module-not-found', text: 'missing go.sum entry for module providing package {symbol};{_}' },
  { code: 'module-not-found', text: 'missing go.sum entry for {_} {symbol};{_}' },
  { code: 'module-not-found', text: '{symbol}: module lookup disabled by GOPROXY=off' },
  { code: 'module-not-found', text: 'module lookup disabled by GOPROXY=off' },
  { code: 'module-not-found', text: 'stat {symbol}: directory not found' },
  { code: 'module-not-found', text: 'cannot find main module{_}' },
  { code: 'module-not-found', text: 'go.mod file not found in current directory or any parent directory{_}' },
  { code: 'package-not-in-std', text: 'package {symbol} is not in std ({_}', since: '1.21' },
  { code: 'package-not-in-std', text: 'package {symbol} is not in std', since: '1.21' },
  { code: 'package-not-in-std', text: 'package {symbol} is not in GOROOT ({_}', until: '1.20' },
  // `go get`, at the end of a chain of imports.
  { code: 'package-not-in-std', text: '{_}: package {symbol} is not in std ({_}', since: '1.21' },
  { code: 'package-not-in-std', text: '{_}: package {symbol} is not in GOROOT ({_}', until: '1.20' },
  {
    code: 'go-version-too-old',
    text: '{_} requires go >= {symbol} (running go {running}; GOTOOLCHAIN={_}',
    since: '1.21',
  },
  { code: 'go-version-too-old', text: '{_} requires go >= {symbol} (running go {running})' },
  { code: 'go-version-too-old', text: '{_} requires newer Go version {symbol} (application built with {running})' },
  { code: 'go-version-too-old', text: 'package requires newer Go version {symbol}{_}' },
  { code: 'go-version-too-old', text: '{_} requires go {symbol} or later{_}' },
  { code: 'go-version-too-old', text: 'module requires Go {symbol}' },
  { code: 'go-version-too-old', text: '{_}: cannot compile Go {symbol} code', until: '1.20' },
  { code: 'unknown-argument', text: 'flag provided but not defined: {symbol}' },
  { code: 'toolchain-unavailable', text: 'download {symbol} for {platform}: toolchain not available', since: '1.21' },
  { code: 'toolchain-unavailable', text: 'download {symbol} for {platform}: {_}', since: '1.21' },
  { code: 'toolchain-unavailable', text: 'download {symbol}: {_}', since: '1.21' },
  { code: 'toolchain-unavailable', text: 'cannot find "{symbol}" in PATH', since: '1.21' },
  { code: 'toolchain-unavailable', text: 'invalid GOTOOLCHAIN "{symbol}"', since: '1.21' },
  { code: 'toolchain-unavailable', text: 'invalid toolchain{_}' },
  { code: 'goexperiment-unknown', text: 'unknown GOEXPERIMENT {symbol}' },
  { code: 'gowasm-unknown', text: 'invalid GOWASM: no such feature {symbol}', fix: unquote },
  { code: 'gomod-parse-error', text: 'errors parsing {file}:' },
  {
    code: 'cgo-cc-wrong-target',
    text: 'package {package}: C source files not allowed when not using cgo or SWIG: {file}',
  },
  { code: 'cgo-cc-wrong-target', text: 'C source files not allowed when not using cgo or SWIG: {file}' },
  { code: 'no-input-files', text: 'no Go files in {file}' },
  { code: 'no-input-files', text: 'no packages to build' },
  { code: 'unrecognised', text: 'package {package} is not a main package' },
  { code: 'unrecognised', text: 'found packages {_} and {_} in {_}' },
  { code: 'exec-format-error', text: 'fork/exec {file}: exec format error' },
  { code: 'wasm-exec-missing', text: 'open {file}wasm_exec.js: no such file or directory', fix: completeSupportFile },
  { code: 'tool-not-found', text: 'exec: "{symbol}": executable file not found in {_}', fix: trimTool },
  // TinyGo says what it was about to do before.
  { code: 'tool-not-found', text: '{_}: exec: "{symbol}": executable file not found in {_}', fix: trimTool },
  { code: 'tool-not-found', text: 'C compiler "{symbol}" not found: {_}', fix: trimTool },
  { code: 'tool-not-found', text: 'no such tool "{symbol}"' },
];

/** What cmd/cgo and cmd/link print: `src/cmd/{cgo,link}`. */
export const GO_TOOL_ROWS: readonly Row[] = [
  { code: 'cgo-unsupported-arch', text: 'cgo: unknown ptrSize for $GOARCH "{symbol}"' },
  { code: 'cgo-unsupported-arch', text: 'unknown ptrSize for $GOARCH "{symbol}"' },
  { code: 'tool-not-found', text: 'cgo: C compiler "{symbol}" not found: {_}', fix: trimTool },
  { code: 'cgo-cc-wrong-target', text: 'cgo: cannot parse gcc output {file} as ELF{_}' },
  { code: 'cgo-cc-wrong-target', text: 'cannot parse gcc output {file} as ELF{_}' },
  { code: 'external-link-unsupported', text: 'loadinternal: cannot find {package}' },
  { code: 'unhandled-relocation', text: '{referencedBy}: unhandled pcrel relocation to {symbol} on {platform}' },
  { code: 'unhandled-relocation', text: '{referencedBy}: unhandled relocation for {symbol} {_}' },
  { code: 'unhandled-relocation', text: 'unknown relocation type {relocation}' },
  { code: 'undefined-relocation-target', text: '{referencedBy}: relocation target {symbol} not defined{_}' },
  { code: 'undefined-relocation-target', text: '{referencedBy}: relocation target {symbol} not defined' },
  { code: 'undefined-relocation-target', text: '{referencedBy}: undefined: "{symbol}"' },
  { code: 'linkname-restricted', text: 'link: {referencedBy}: invalid reference to {symbol}', since: '1.23' },
  { code: 'linkname-restricted', text: '{referencedBy}: invalid reference to {symbol}', since: '1.23' },
  { code: 'duplicate-symbol', text: 'duplicated definition of symbol {symbol}, from {_}' },
  { code: 'object-corrupt', text: 'fingerprint mismatch: {symbol} has {_}' },
  { code: 'too-many-errors', text: '{_}link: too many errors' },
  { code: 'too-many-errors', text: 'too many errors' },
  { code: 'subprocess-failed', text: '{_}: running {tool} failed: exit status {_}' },
  { code: 'subprocess-failed', text: 'running {tool} failed: exit status {_}' },
  { code: 'subprocess-failed', text: '{tool}: exit status {_}', fix: shortenTool },
  {
    code: 'tool-not-found',
    text: 'running {_} failed: exec: "{symbol}": executable file not found in {_}',
    fix: trimTool,
  },
];

/** What the compiler and assembler say behind `{file}:{line}:{column}: `: `src/cmd/{compile,asm}`. */
export const GO_SOURCE_ROWS: readonly Row[] = [
  {
    code: 'wasmimport-unsupported-type',
    text: 'go:wasmimport {module} {symbol}: unsupported parameter type {type}',
    until: '1.23',
  },
  {
    code: 'wasmimport-unsupported-type',
    text: 'go:wasmimport {module} {symbol}: unsupported result type {type}',
    until: '1.23',
  },
  {
    code: 'wasmimport-too-many-results',
    text: 'go:wasmimport {module} {symbol}: too many return values',
    until: '1.23',
  },
  { code: 'wasmimport-unsupported-type', text: 'go:wasmimport: unsupported parameter type {type}', since: '1.24' },
  { code: 'wasmimport-unsupported-type', text: 'go:wasmimport: unsupported result type {type}', since: '1.24' },
  { code: 'wasmimport-too-many-results', text: 'go:wasmimport: too many return values', since: '1.24' },
  { code: 'wasmexport-unsupported-type', text: 'go:wasmexport: unsupported parameter type {type}', since: '1.24' },
  { code: 'wasmexport-unsupported-type', text: 'go:wasmexport: unsupported result type {type}', since: '1.24' },
  { code: 'wasmimport-too-many-results', text: 'go:wasmexport: too many return values', since: '1.24' },
  { code: 'wasmimport-syntax', text: 'usage: //go:wasmimport {_}' },
  { code: 'wasmimport-syntax', text: 'can only use //go:wasmimport with {_}' },
  { code: 'wasmimport-syntax', text: '//go:wasmimport only allowed {_}' },
  { code: 'wasmimport-syntax', text: 'misplaced go:wasmimport directive' },
  { code: 'wasmimport-syntax', text: 'usage: //go:wasmexport {_}' },
  { code: 'wasmexport-misplaced', text: 'misplaced go:wasmexport directive', since: '1.24' },
  { code: 'wasmexport-misplaced', text: 'cannot use //go:wasmexport {_}' },
  { code: 'wasmexport-misplaced', text: 'can only use //go:wasmexport {_}' },
  { code: 'wasmexport-misplaced', text: '//go:wasmexport only allowed {_}' },
  { code: 'missing-function-body', text: 'missing function body' },
  { code: 'missing-function-body', text: 'func {symbol} must have a body' },
  { code: 'undefined-identifier', text: 'undefined: {symbol}' },
  { code: 'undefined-identifier', text: 'undeclared name: {symbol}' },
  { code: 'duplicate-symbol', text: '<autogenerated>:{_}: symbol {symbol} redeclared' },
  { code: 'duplicate-symbol', text: 'symbol {symbol} redeclared' },
  { code: 'asm-error', text: 'unrecognized instruction "{symbol}"' },
  { code: 'gomod-parse-error', text: 'unknown directive: {symbol}' },
  { code: 'gomod-parse-error', text: "invalid go version '{symbol}': {_}" },
  { code: 'gomod-parse-error', text: "invalid toolchain version '{symbol}'{_}", since: '1.21' },
  { code: 'too-many-errors', text: 'too many errors' },
  { code: 'compile-error', text: 'declared and not used: {symbol}' },
  { code: 'compile-error', text: '{symbol} declared and not used' },
  { code: 'compile-error', text: '"{symbol}" imported and not used' },
];

function trimTool(target: Draft): void {
  if (target.symbol) target.symbol = baseTool(target.symbol);
}

function shortenTool(target: Draft): void {
  if (target.tool) target.tool = baseTool(target.tool);
}

/** Of a folder only a package of the standard library can be recognised: `/usr/lib/go/src/syscall/js`. */
function nameStandard(target: Draft): void {
  const name = /[\\/](?:go|goroot)[\w.-]{0,40}[\\/]src[\\/](.{1,200})$/i
    .exec(target.symbol ?? '')?.[1]
    ?.replaceAll('\\', '/');
  if (name === undefined || /^[^/]*\./.test(name)) delete target.symbol;
  else target.symbol = name;
}

function unquote(target: Draft): void {
  if (target.symbol) target.symbol = target.symbol.replace(/^"|"$/g, '');
}

function completeSupportFile(target: Draft): void {
  target.file = `${target.file ?? ''}wasm_exec.js`;
}
