import { type KindInfo, ONLY_EXPECT } from './kind-info.ts';

/** Names that do not resolve, or resolve twice, and types on which two sides disagree. */
export const SYMBOLS = {
  'undefined-symbol': {
    title: 'A symbol is used and nothing defines it',
    meaning:
      'Some object refers to a function or variable, and neither an input nor a library of the link defines it, be it native or in JavaScript.',
    causes: [
      'A library is missing from the link, or comes before the objects that need it.',
      'The object was built by another Emscripten, whose libc used other internal names (`__sys_*` until 2.0.31, `__syscall_*` after).',
      'C++ is linked by `emcc` instead of `em++` (since 6.0.6).',
      'A header declares a C function to C++ without `extern "C"`: the name in the message then has parameters, `f(int)`.',
    ],
    cures: [
      'Link what defines it; rebuild all objects with the Emscripten that links them.',
      'Put the `#include` or the declaration of a C function into `extern "C" { … }`, or use a newer release of the library.',
      'If the host provides it, declare it as an import or write it in a `--js-library`.',
    ],
    actor: 'your build',
    check:
      '`emrift inspect --symbols FILE…` (or llvm-nm) over all inputs: which of them refers to it, and whether any defines it.',
    silence: '`-sERROR_ON_UNDEFINED_SYMBOLS=0` makes it a warning; the call then aborts when it runs.',
  },
  'undefined-stub-dependency': {
    title: 'A JavaScript library function needs a native one that is not there',
    meaning:
      'A function of a JavaScript library was pulled into the link, and a C function on which it says it depends (`__deps`) is not defined.',
    causes: [
      'A `--js-library` of your own names a dependency that no object defines.',
      'Before 3.1.37 such dependencies were looked up by other rules (`REVERSE_DEPS`), so a list that passed then can fail now.',
    ],
    cures: ['Define the native function, or take it out of the `__deps` list.'],
    actor: 'your build',
    check: 'Whether the function that names it in `__deps` is of your own `--js-library` or of Emscripten.',
    silence:
      'Until 3.1.36 `-sERROR_ON_UNDEFINED_SYMBOLS=0` lets the link pass; since then neither that nor `-Wl,--unresolved-symbols` does.',
  },
  'duplicate-symbol': {
    title: 'Two inputs define the same symbol',
    meaning: 'The linker found two strong definitions of one name and may not choose.',
    causes: [
      'One source was compiled into two inputs, or `main` exists twice.',
      'A function is defined in a header without `inline`, or two archives bring copies of one library.',
    ],
    cures: ['Remove one definition, or make it `static`, `inline` or weak.'],
    actor: 'your build',
    check:
      'The two files that the message names: whether both were built from one source, or hold copies of one library.',
    silence: '`-Wl,--allow-multiple-definition` takes the first one, where the LLVM is 21 or newer.',
  },
  'export-not-found': {
    title: 'An export was asked for that does not exist',
    meaning:
      'A name in `EXPORTED_FUNCTIONS`, `EXPORTED_RUNTIME_METHODS` or `--export` is defined nowhere. Until 4.0.6 Emscripten only warned about runtime methods.',
    causes: [
      'The name is misspelt, or lacks the leading underscore that `EXPORTED_FUNCTIONS` wants.',
      'The function was renamed or became internal in this Emscripten (`getTempRet0` in 3.1.20).',
    ],
    cures: ['Correct or drop the entry; for a C function write `_name`.'],
    actor: 'your build',
    check: '`emrift inspect --symbols` over the inputs: whether the function is defined, and under which name.',
    silence:
      '`-Wl,--export-if-defined=NAME` exports only what is there (LLVM 13 and newer); `-Wno-undefined` together with `-sERROR_ON_UNDEFINED_SYMBOLS=0` lets a missing function pass.',
  },
  'entry-not-defined': {
    title: 'The program has no entry point',
    meaning: 'The linker was to make a command and found no `main` or `_start`.',
    causes: ['A library is linked as if it were a program; standalone builds want `main` since 1.39.19.'],
    cures: ['Add `--no-entry` for a library whose host calls its exports, or define `main`.'],
    actor: 'your build',
    check: 'Whether the link is to make a program with main, or a library.',
    silence: '`--no-entry` says that none is wanted.',
  },
  'import-module-mismatch': {
    title: 'One import, two module names',
    meaning: 'Two objects import the same symbol, one from this wasm module and one from that.',
    causes: ['The `import_module` attribute differs between headers, or is missing in one of them.'],
    cures: ['Put the attribute on one declaration that all sources include.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'import-name-mismatch': {
    title: 'One import, two import names',
    meaning: 'Two objects import the same symbol under different names.',
    causes: ['The `import_name` attribute differs between headers, or is missing in one of them.'],
    cures: ['Put the attribute on one declaration that all sources include.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'reserved-symbol-misuse': {
    title: 'A name that belongs to the linker was defined',
    meaning:
      'The linker makes symbols such as `__indirect_function_table` itself; an object defines one, or uses it as another kind of symbol.',
    causes: ['Hand-written assembly, or an object of a toolchain with other conventions.'],
    cures: ['Rename the symbol, or rebuild the object with the LLVM that links it.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'function-signature-mismatch': {
    title: 'Caller and function disagree about its type',
    meaning:
      'A function is defined with one wasm type and called with another. The link succeeds with a warning, and the call goes to a stub that traps with `unreachable`.',
    causes: [
      'A declaration without a prototype, or one that differs from the definition.',
      'Objects of different Emscripten versions: a library function changed its arguments.',
    ],
    cures: ['Declare the function once, in a header that both sides include; rebuild old objects.'],
    actor: 'your build',
    check: 'The two types in the message: which file declares the function with another type than its definition.',
    silence:
      '`-Wl,--fatal-warnings` makes it an error at once, which is the safer way; nothing makes the call succeed.',
  },
  'symbol-type-mismatch': {
    title: 'A function here, data there',
    meaning: 'Two inputs use one name for different things: a function, a variable, a global or a tag.',
    causes: [
      'A name clash between libraries.',
      'Objects of very different LLVM versions (exception tags were events until LLVM 11).',
    ],
    cures: ['Rename one of them, or rebuild with one LLVM.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'global-type-mismatch': {
    title: 'A wasm global has two types',
    meaning: 'The inputs disagree about the value type or the mutability of a global.',
    causes: ['Objects built with different ABI options, such as position-independent and not, or 32 and 64 bit.'],
    cures: ['Build all inputs with the same options and the same toolchain.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'table-type-mismatch': {
    title: 'A wasm table has two types',
    meaning: 'The inputs disagree about the element type or the limits of a table.',
    causes: ['Hand-written assembly, or objects of toolchains with other defaults for reference types.'],
    cures: ['Declare the table alike everywhere; rebuild with one LLVM.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'tag-signature-mismatch': {
    title: 'An exception tag has two types',
    meaning:
      'Inputs declare the tag `__cpp_exception` or another one with different parameters, so that a thrown exception would not be understood.',
    causes: ['32 and 64 bit objects, or two exception models in one link.'],
    cures: ['Compile and link everything with the same `-fwasm-exceptions` and `-sMEMORY64` options.'],
    actor: 'your build',
    check: 'Who made the two inputs that the message names: `emrift inspect`.',
    silence: ONLY_EXPECT,
  },
  'type-not-found': {
    title: 'The linker lost a function type',
    meaning: "A signature is missing in the linker's own table of types: its own mistake, not one of the inputs.",
    causes: ['A damaged or unusual object that the linker did not refuse in time.'],
    cures: ['Find the object by leaving inputs out, and rebuild it; try another LLVM.'],
    actor: 'LLVM',
    silence: ONLY_EXPECT,
  },
  'constructor-takes-arguments': {
    title: 'A static constructor has parameters',
    meaning: 'Functions that run before `main` are called without arguments; one of them expects some.',
    causes: ['`__attribute__((constructor))` on a function with parameters, which native linkers let pass.'],
    cures: ['Give it an empty parameter list, `(void)`.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
} as const satisfies Record<string, KindInfo>;
