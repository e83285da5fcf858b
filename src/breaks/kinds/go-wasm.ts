import { type KindInfo, ONLY_EXPECT } from './kind-info.ts';

/** Go: cgo, linking, running, and the directives for wasm. */
export const GO_WASM = {
  'cgo-unsupported-arch': {
    title: 'cgo does not know wasm',
    meaning: 'cgo was switched on for a target that it has never supported (golang/go#55351).',
    causes: ['`CGO_ENABLED=1`, usually with `CC=emcc`, in the hope of linking C into a Go module.'],
    cures: ['Compile C and Go into two modules and connect them in JavaScript or in the host.'],
    actor: 'Go',
    silence: '`CGO_ENABLED=0` leaves the cgo files out.',
  },
  'cgo-cc-wrong-target': {
    title: 'The C compiler compiles for something else',
    meaning:
      'cgo builds for the target of Go, and the compiler in `CC` makes wasm, so its flags or assembly do not fit.',
    causes: ['`CC=emcc` with a native GOARCH.', 'C files in a package whose Go files do not use cgo.'],
    cures: ['Use a C compiler for GOOS and GOARCH; keep C files that are for `emcc` in a folder without Go files.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'external-link-unsupported': {
    title: 'Go cannot link externally for wasm',
    meaning:
      "Only Go's own linker makes wasm. Until 1.21 the request ended in a flood of relocation errors, from 1.22 on in one line.",
    causes: ['`-ldflags=-linkmode=external`, `-extld=emcc`, or a package that requires it.'],
    cures: ['Leave the flag out.'],
    actor: 'Go',
    silence: ONLY_EXPECT,
  },
  'unhandled-relocation': {
    title: "A relocation that Go's linker cannot handle",
    meaning: "Go's linker was made to prepare a link by another linker, which does not exist for wasm.",
    causes: [
      'A `.syso` object built by Emscripten beside the Go files.',
      '`-ldflags=-linkmode=external` with Go up to 1.21.',
    ],
    cures: ['Remove the object, which Go cannot link into wasm, and leave the flag out.'],
    actor: 'Go',
    silence: ONLY_EXPECT,
  },
  'undefined-relocation-target': {
    title: 'A function that no package defines',
    meaning:
      "A declaration without a body was called and nothing supplies it. For wasm Go's linker does not notice and the module is invalid.",
    causes: ['Assembly for other machines only.'],
    cures: ['Write a Go version for wasm.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'linkname-restricted': {
    title: 'A forbidden reference into another package',
    meaning: 'From Go 1.23 on `//go:linkname` may refer only to names that allow it.',
    causes: ['An old dependency that uses internals of the runtime.'],
    cures: ['Update the dependency.'],
    actor: 'your build',
    silence: '`-ldflags=-checklinkname=0`.',
  },
  'exec-format-error': {
    title: 'The system cannot run the result',
    meaning: '`go run` or `go test` built a wasm module and started it like a native program.',
    causes: ['The wrapper `go_js_wasm_exec` or `go_wasip1_wasm_exec` is not in PATH.'],
    cures: ['Add `lib/wasm` (until 1.23 `misc/wasm`) of GOROOT to PATH, or pass `-exec`.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'wasm-exec-missing': {
    title: '`wasm_exec.js` is not where it is looked for',
    meaning: 'The loader of Go programs lies in `misc/wasm` until Go 1.23 and in `lib/wasm` from 1.24 on.',
    causes: ['A path for the other era; a toolchain module before 1.24, which has no `misc` at all (golang/go#68024).'],
    cures: ['Try both folders; copy the file from the very Go that builds the module.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'wasmimport-unsupported-type': {
    title: 'A type that `go:wasmimport` does not take',
    meaning:
      'Imported functions may have 32 and 64 bit numbers and `unsafe.Pointer`; from Go 1.24 on also bool, uintptr, some pointers, and strings as parameters. `int` and smaller integers never.',
    causes: ['A Go type without a wasm counterpart, or code for 1.24 in an older Go.'],
    cures: ['Pass numbers and pointers, and convert in Go.'],
    actor: 'Go',
    silence: ONLY_EXPECT,
  },
  'wasmimport-too-many-results': {
    title: 'More than one result',
    meaning: 'Go allows one result on functions that wasm imports or exports.',
    causes: ['A Go-style error result.'],
    cures: ['Return one number, and the rest through memory.'],
    actor: 'Go',
    silence: ONLY_EXPECT,
  },
  'wasmimport-syntax': {
    title: 'A malformed directive',
    meaning: '`//go:wasmimport` takes a module and a name, `//go:wasmexport` one name.',
    causes: ['A missing part, or quotes.'],
    cures: ['Write `//go:wasmimport env f` directly above the declaration.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'wasmexport-unsupported-type': {
    title: 'A type that `go:wasmexport` does not take',
    meaning: 'Exported functions take numbers, bool, `unsafe.Pointer`, some pointers, and strings as parameters.',
    causes: ['Slices, structs or a string result in the signature.'],
    cures: ['Pass pointer and length.'],
    actor: 'Go',
    silence: ONLY_EXPECT,
  },
  'wasmexport-misplaced': {
    title: 'A directive in a place where it is not allowed',
    meaning:
      '`//go:wasmexport` belongs on a function with a body, not on a method, and `//go:wasmimport` on one without.',
    causes: ['A method, or a body that was added later.'],
    cures: ['Export a plain function that calls the method.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
} as const satisfies Record<string, KindInfo>;
