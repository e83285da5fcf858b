import { type KindInfo, ONLY_EXPECT } from './kind-info.ts';

const REBUILD = 'Rebuild the object with the toolchain that links it.';

/** Object files, relocations, architectures and bitcode. */
export const OBJECTS = {
  'object-bad-version': {
    title: 'An object of an unknown wasm version',
    meaning: 'The version number in the file is not one that this reader knows; 65549 is a wasm component.',
    causes: ['A component or an object of a much newer toolchain was given where a core object is needed.'],
    cures: ['Extract the core module from the component, or rebuild.'],
    actor: 'your build',
    check: '`emrift inspect OBJECT.o`: who made it, compared with `wasm-ld --version`.',
    silence: ONLY_EXPECT,
  },
  'object-corrupt': {
    title: 'An object contradicts itself',
    meaning: 'The file claims to be a wasm object and breaks the rules of the format.',
    causes: [
      'A tool that edits wasm changed an object without its linking section.',
      'The object was written by another generation of LLVM.',
    ],
    cures: [REBUILD, 'Run post-processing tools on the linked module, not on objects.'],
    actor: 'your build',
    check: '`emrift inspect OBJECT.o`: whether it can be read, and who made it.',
    silence: ONLY_EXPECT,
  },
  'object-truncated': {
    title: 'An object ends too early',
    meaning: 'The file is cut off in the middle of a section.',
    causes: ['The compiler was killed, the disk was full, or the download was not finished.'],
    cures: ['Delete the file and build it again.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'object-unsupported-construct': {
    title: 'An object uses what this linker does not know',
    meaning: 'The object is sound, and newer than the linker: it has symbols or relocations of a kind added later.',
    causes: [
      'clang 19 and newer write table symbols, which linkers up to LLVM 11 (as Debian pairs with Emscripten 2.0.12) cannot read.',
    ],
    cures: [REBUILD, 'Never link with an older LLVM than the one that compiled.'],
    actor: 'your build',
    check: '`emrift inspect OBJECT.o`: who made it, compared with `wasm-ld --version`.',
    silence: '`-mno-reference-types` keeps a new clang from writing table symbols.',
  },
  'section-out-of-order': {
    title: 'Sections are in an order that no object has',
    meaning:
      'A linker reads sections in a fixed order. A finished Go module begins with its `go:buildid` section, so this is what every linker says of it.',
    causes: [
      'The output of `GOOS=js` or `GOOS=wasip1` was handed to `emcc` or `wasm-ld` (section type 0).',
      'A tool that edits wasm moved sections of an object.',
    ],
    cures: [
      'Do not link Go modules: load them beside the Emscripten module and connect the two in JavaScript or in the host.',
    ],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'table-symbol-missing': {
    title: 'A table has no symbol',
    meaning:
      'The object imports or defines a function table, and its symbol table does not mention it, as the linker expects since LLVM 13.',
    causes: ['The object was written by an LLVM before 13 or by another code generator.'],
    cures: [REBUILD],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'reloc-needs-pic': {
    title: 'Code must be position independent',
    meaning: 'An object goes into a shared library or a main module and was compiled for a fixed address.',
    causes: ['`-fPIC` is missing for some source or for a library that is linked in.'],
    cures: ['Compile all inputs of a `-sSIDE_MODULE` or `-sMAIN_MODULE` with `-fPIC`.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'reloc-non-tls-section': {
    title: 'A thread-local address into ordinary data',
    meaning: 'Code addresses a variable as thread-local, and it lies in a section that is not.',
    causes: ['One source declares the variable `_Thread_local`, another defines it without.'],
    cures: ['Declare the variable alike everywhere.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'reloc-non-tls-symbol': {
    title: 'A thread-local address of an ordinary variable',
    meaning: 'Code addresses a symbol as thread-local that was defined without that property.',
    causes: ['One source declares the variable `_Thread_local`, another defines it without.'],
    cures: ['Declare the variable alike everywhere.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'reloc-undefined-symbol': {
    title: 'An undefined symbol that cannot be imported',
    meaning:
      'Undefined functions can become imports; the kind of address taken here, such as a thread-local one, cannot.',
    causes: ['The object that defines the variable is missing from the link.'],
    cures: ['Link the definition.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'wasm64-object-in-wasm32-link': {
    title: 'A 64 bit object in a 32 bit link',
    meaning: 'One input was compiled for 64 bit memory, the link is for 32 bit.',
    causes: ['`-m64` or `-sMEMORY64` is given to the compiler and not to the linker.'],
    cures: ['Use the same option for both.'],
    actor: 'your build',
    silence: 'LLVM 13 to 23 may name the wrong one of the two widths here; look at the object.',
  },
  'wasm32-object-in-wasm64-link': {
    title: 'A 32 bit object in a 64 bit link',
    meaning: 'One input was compiled for 32 bit memory, the link is for 64 bit.',
    causes: ['A library was built without `-m64` or `-sMEMORY64`.'],
    cures: ['Rebuild it with the option of the link.'],
    actor: 'your build',
    silence: 'LLVM 13 to 23 may name the wrong one of the two widths here; look at the object.',
  },
  'wrong-machine-type': {
    title: 'An input for another machine',
    meaning: 'The bitcode was compiled for a native target.',
    causes: ['The build used the system clang instead of `emcc` for some files.'],
    cures: ['Configure the build with `emconfigure` or `emcmake`.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'bitcode-incompatible': {
    title: 'Bitcode of another LLVM',
    meaning:
      'With `-flto` objects hold LLVM bitcode, which a linker of an older LLVM cannot read. The message names no file, only producer and reader.',
    causes: ['An object or library built with `-flto` by a newer Emscripten, TinyGo or clang.'],
    cures: [REBUILD, 'Ship libraries as wasm objects, without `-flto`.'],
    actor: 'your build',
    check: 'The producer and the reader in the message: which LLVM wrote the bitcode, and which read it.',
    silence: ONLY_EXPECT,
  },
  'bitcode-corrupt': {
    title: 'Bitcode that no LLVM reads',
    meaning: 'The file begins like LLVM bitcode and ends or contradicts itself.',
    causes: ['An interrupted build or copy.'],
    cures: ['Delete the file and build it again.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'bitcode-after-lto': {
    title: 'Bitcode was needed too late',
    meaning: 'Link-time optimisation had run already when a symbol turned out to lie in another bitcode object.',
    causes: ['A library function that only the code generator calls was compiled with `-flto`.'],
    cures: ['Compile that library without `-flto`.'],
    actor: 'your build',
    check: 'Which inputs were compiled with `-flto`: `emrift inspect` says bitcode of them.',
    silence: ONLY_EXPECT,
  },
  'lto-invalid-option': {
    title: 'A link-time optimisation option is out of range',
    meaning: 'An option such as `--lto-O` was given a level that does not exist.',
    causes: ['A flag of another linker was passed on by `-Wl`.'],
    cures: ['Use levels 0 to 3.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
} as const satisfies Record<string, KindInfo>;
