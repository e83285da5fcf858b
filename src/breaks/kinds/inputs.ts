import { type KindInfo, ONLY_EXPECT } from './kind-info.ts';

/** Files given to a linker or a driver, and archives. */
export const INPUTS = {
  'file-not-found': {
    title: 'An input file does not exist',
    meaning: 'A file named on the command line cannot be opened.',
    causes: [
      'An earlier step did not make it, or made it under another name.',
      'A path inside the toolchain moved: `libcompiler_rt` is called `libclang_rt` since 6.0.1.',
    ],
    cures: ['Look at the step that should write it; name libraries by `-l` instead of by path.'],
    actor: 'your build',
    check: 'Whether the file is there under just this name, and from which folder the command runs.',
    silence: ONLY_EXPECT,
  },
  'library-not-found': {
    title: 'A library was not found',
    meaning: '`-lX` was given and no `libX.a` or `libX.so` lies in the searched folders.',
    causes: [
      '`-L` is missing, or the library is one of the native system and not of wasm.',
      'Since 2.0.17 `-lfoo` finds only files that are called `libfoo`.',
    ],
    cures: ['Build the library for wasm and add its folder by `-L`; for ports use `--use-port`.'],
    actor: 'your build',
    check: 'Which command puts the `-l` there, and whether an archive for wasm of that name is in any `-L` folder.',
    silence: ONLY_EXPECT,
  },
  'unknown-file-type': {
    title: 'An input is no object, archive or source',
    meaning: 'The linker looked into the file and found none of the formats that it reads.',
    causes: [
      'A native object or shared library: a Go `c-archive`, a system `.so` (rewritten to `-lX` until 3.1.50).',
      'An old LLVM was given the `.so` stub library of a newer Emscripten.',
    ],
    cures: ['Build that input for wasm, or leave it out.'],
    actor: 'your build',
    check: '`file NAME`, or `emrift inspect NAME`.',
    silence: ONLY_EXPECT,
  },
  'no-input-files': {
    title: 'Nothing to compile or link',
    meaning: 'The command line has options and no file.',
    causes: ['A variable of the build is empty, or all files went into an option by mistake.'],
    cures: ['Print the command and add its inputs.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'not-relocatable': {
    title: 'A finished module was given to the linker',
    meaning: 'The file is wasm, and already linked: it has no linking section, so its symbols are unknown.',
    causes: ['The output of one link is an input of another; since 2.0.3 `emcc foo.c -o foo.o` without `-c` links.'],
    cures: ['Compile with `-c`, or join objects with `-r`; let the host connect finished modules.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'static-link-of-dynamic-object': {
    title: 'A shared library in a static link',
    meaning: 'A wasm side module is among the inputs of a link that cannot load it.',
    causes: ['`-static`, or a linker (LLVM 21 and newer) that refuses what older ones ignored.'],
    cures: ['Link the static archive, or build with `-sMAIN_MODULE`.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'archive-member-not-wasm': {
    title: 'An archive holds objects of another machine',
    meaning:
      'A member is neither wasm nor LLVM bitcode. Linkers from LLVM 18 on warn and continue without it, and what it defines is then missing.',
    causes: [
      'A native archive, such as what `go build -buildmode=c-archive` makes, or a build that used the system compiler.',
    ],
    cures: ['Build the library with `emcc` and `emar`. Go cannot make an archive for wasm.'],
    actor: 'your build',
    check: '`emrift inspect ARCHIVE`: what its members are.',
    silence: 'It is a warning from LLVM 18 on; the undefined symbols that follow are not.',
  },
  'archive-no-index': {
    title: 'An archive has no symbol index',
    meaning: "Linkers before LLVM 18 find members by the archive's index and need one.",
    causes: ['The archive was made by a native `ar` that did not understand wasm objects.'],
    cures: ['Make it with `emar`, or run `emranlib` on it.'],
    actor: 'your build',
    silence: 'Newer toolchains need no index; older Emscriptens add one and warn.',
  },
  'archive-malformed': {
    title: 'An archive is damaged',
    meaning: 'The structure of the archive contradicts itself: it was cut off or overwritten.',
    causes: ['An interrupted download or build, or a text-mode copy.'],
    cures: ['Make the archive again.'],
    actor: 'your build',
    silence: 'From LLVM 18 on a damaged member is skipped silently, which only hides the problem.',
  },
  'archive-member-unreadable': {
    title: 'A thin archive names a file that is gone',
    meaning: 'A thin archive holds only paths, and one of them cannot be read.',
    causes: ['Objects were deleted or moved after the archive was made, or the archive was copied elsewhere.'],
    cures: ['Make the archive again, without `T`, if it is to travel.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'archive-adding-index': {
    title: 'The driver adds a missing index',
    meaning: 'A note of older Emscriptens that they repaired an archive; never the reason for a failure.',
    causes: ['The archive was not made by `emar`.'],
    cures: ['Make it with `emar`.'],
    actor: 'your build',
    silence: 'It stops with an archive that has an index.',
  },
} as const satisfies Record<string, KindInfo>;
