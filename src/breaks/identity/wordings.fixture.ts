/** Logs of compilers, linkers and drivers as they print them, by the id that they all have to get. */
export const BUILD_WORDINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'undefined-symbol:go_host_call': {
    'JavaScript compiler until 3.1.41': [
      'error: undefined symbol: go_host_call (referenced by top-level compiled C/C++ code)',
      'warning: Link with `-s LLD_REPORT_UNDEFINED` to get more information on undefined symbols',
      'warning: To disable errors for undefined symbols use `-s ERROR_ON_UNDEFINED_SYMBOLS=0`',
      'warning: _go_host_call may need to be added to EXPORTED_FUNCTIONS if it arrives from a system library',
      'Error: Aborting compilation due to previous errors',
      "emcc: error: '/usr/bin/node /usr/share/emscripten/src/compiler.js /tmp/tmpb5xg2p1h.txt' failed (1)",
    ].join('\n'),
    'JavaScript compiler from 3.1.42 on':
      'error: undefined symbol: go_host_call (referenced by root reference (e.g. compiled C/C++ code))',
    'wasm-ld of the emsdk': 'wasm-ld: error: /tmp/emscripten_temp_k2x9/main_0.o: undefined symbol: go_host_call',
    'wasm-ld of Debian, in colours':
      'wasm-ld-21: \u001b[0;31merror: \u001b[0m/tmp/emscripten_temp_q1/main.o: undefined symbol: go_host_call',
    'rust-lld': 'rust-lld: error: main.o: undefined symbol: go_host_call',
  },
  'undefined-symbol:__syscall_futex': {
    'JavaScript compiler': 'error: undefined symbol: __syscall_futex (referenced by top-level compiled C/C++ code)',
    'wasm-ld': 'wasm-ld: error: a.o: undefined symbol: __syscall_futex',
  },
  'undefined-symbol:audio::Mixer::play(char const*, int)': {
    'JavaScript compiler':
      'error: undefined symbol: _ZN5audio5Mixer4playEPKci (referenced by top-level compiled C/C++ code)',
    'wasm-ld': 'wasm-ld-19: error: main.o: undefined symbol: audio::Mixer::play(char const*, int)',
    'wasm-ld --no-demangle': 'wasm-ld-19: error: main.o: undefined symbol: _ZN5audio5Mixer4playEPKci',
  },
  'export-not-found:go_callback': {
    'emcc until 3.1.6x': 'emcc: error: undefined exported symbol: "_go_callback" [-Wundefined] [-Werror]',
    'wasm-ld': 'wasm-ld-19: error: symbol exported via --export not found: go_callback',
  },
  'section-out-of-order:program.wasm': {
    'LLVM 11': 'wasm-ld: error: program.wasm: Out of order section type: 0',
    'LLVM 21': 'wasm-ld-21: error: /src/program.wasm: out of order section type: 0',
  },
  'entry-not-defined:_start': {
    'LLVM 9': 'wasm-ld-9: error: entry symbol not defined (pass --no-entry to supress): _start',
    'LLVM 11 and newer': 'wasm-ld-11: error: entry symbol not defined (pass --no-entry to suppress): _start',
  },
  'duplicate-symbol:codec::open(int)': {
    'wasm-ld': 'wasm-ld-19: error: duplicate symbol: codec::open(int)\n>>> defined in a.o\n>>> defined in b.o',
    'wasm-ld --no-demangle':
      'wasm-ld: error: duplicate symbol: _ZN5codec4openEi\n>>> defined in libx.a(a.o)\n>>> defined in b.o',
  },
  'constructor-takes-arguments:init': {
    'LLVM 9': 'wasm-ld-9: error: invalid signature for init func: init',
    'LLVM 11 and newer': 'wasm-ld: error: constructor functions cannot take arguments: init',
  },
  'function-signature-mismatch:add': {
    'a warning':
      'wasm-ld-14: warning: function signature mismatch: add\n>>> defined as (i32) -> i32 in a.o\n>>> defined as () -> void in b.o',
    'an error under --fatal-warnings':
      'wasm-ld: error: function signature mismatch: add\n>>> defined as (i32) -> i32 in a.o\n>>> defined as () -> void in b.o',
  },
  'tag-signature-mismatch:__cpp_exception': {
    'LLVM 11':
      'wasm-ld: warning: Event signature mismatch: __cpp_exception\n>>> defined as (i32) -> void in a.o\n>>> defined as (i64) -> void in b.o',
    'LLVM 13 and newer':
      'wasm-ld-21: warning: Tag signature mismatch: __cpp_exception\n>>> defined as (i32) -> void in a.o\n>>> defined as (i64) -> void in b.o',
  },
  'undefined-stub-dependency:go_alloc': {
    'JavaScript compiler':
      "error: undefined symbol: go_alloc (referenced by js_fn__deps: ['go_alloc'], referenced by top-level compiled C/C++ code)",
    'wasm-ld since 3.1.37':
      'wasm-ld-19: error: /tmp/tmpwxdxiynxlibemscripten_js_symbols.so: undefined symbol: go_alloc. Required by js_fn',
  },
  'export-not-found:nopeMethod': {
    'a warning in 2.0.12': 'warning: invalid item (maybe a typo?) in EXPORTED_RUNTIME_METHODS: nopeMethod',
    'a warning in 3.1.45': 'warning: invalid item in EXPORTED_RUNTIME_METHODS: nopeMethod',
    'an error since 4.0.7':
      'error: /usr/share/emscripten/src/postlibrary.js: undefined exported symbol: "nopeMethod" in EXPORTED_RUNTIME_METHODS',
  },
  'unknown-file-type:native.o': {
    'wasm-ld': 'wasm-ld-14: error: unknown file type: build/native.o',
    'ld.lld': 'ld.lld: error: native.o: unknown file type',
  },
  'archive-member-not-wasm:go.o': {
    'an error in LLVM 15 to 17': 'wasm-ld-15: error: unknown file type: libgo.a(go.o)',
    'a warning since LLVM 18':
      "wasm-ld-21: warning: libgo.a: archive member 'go.o' is neither Wasm object file nor LLVM bitcode",
  },
  'archive-member-unreadable:b.o': {
    'LLVM 14':
      "wasm-ld-14: error: could not get the buffer for the member defining symbol ext: 'b.o': No such file or directory",
    'LLVM 18 and newer':
      "wasm-ld-21: error: libthin.a: could not get the buffer for a child of the archive: 'b.o': No such file or directory",
  },
  'object-truncated:bad.o': {
    'LLVM 11': 'wasm-ld: error: bad.o: Missing version number',
    'LLVM 13 and newer': 'wasm-ld-19: error: out/bad.o: missing version number',
  },
  'reloc-needs-pic:table': {
    'LLVM 14':
      'wasm-ld-14: error: side.o: relocation R_WASM_MEMORY_ADDR_SLEB cannot be used against symbol table; recompile with -fPIC',
    'LLVM 15 and newer':
      'wasm-ld-21: error: side.o: relocation R_WASM_MEMORY_ADDR_SLEB cannot be used against symbol `table`; recompile with -fPIC',
  },
  'feature-missing:bulk-memory': {
    'LLVM 9': "wasm-ld-9: error: 'bulk-memory' feature must be used in order to emit passive segments",
    'LLVM 11 and newer': "wasm-ld: error: 'bulk-memory' feature must be used in order to use shared memory",
  },
  'bitcode-incompatible:LLVM16.0.6': {
    'LLVM 11': "wasm-ld: error: Invalid value (Producer: 'LLVM16.0.6' Reader: 'LLVM 11.0.1')",
    'LLVM 13': "wasm-ld-13: error: Unknown attribute kind (86) (Producer: 'LLVM16.0.6' Reader: 'LLVM 13.0.1')",
    'LLVM 14':
      "wasm-ld-14: error: Opaque pointers are only supported in -opaque-pointers mode (Producer: 'LLVM16.0.6' Reader: 'LLVM 14.0.6')",
  },
  'unknown-argument:--initial-heap': {
    'with a value': 'wasm-ld-17: error: unknown argument: --initial-heap=16777216',
    'without one': 'wasm-ld: error: unknown argument: --initial-heap',
  },
  'unknown-argument:-matomicsx': {
    'clang 16': "clang: error: unknown argument '-matomicsx'; did you mean '-matomics'?",
    'clang 21': "clang-21: error: unknown argument: '-matomicsx'",
    'clang 21, of another machine':
      "clang-21: error: unsupported option '-matomicsx' for target 'wasm32-unknown-emscripten'",
  },
  'cannot-open-output:app.wasm': {
    'LLVM 9': 'wasm-ld-9: error: failed to open /nonexistent/app.wasm: No such file or directory',
    'LLVM 11 and newer': 'wasm-ld-11: error: cannot open output file /nonexistent/app.wasm: No such file or directory',
  },
  'unknown-setting:STACK_SIZE': {
    '2.0.12': [
      "emcc: error: Attempt to set a non-existent setting: 'STACK_SIZE'",
      ' - did you mean one of ASYNCIFY_STACK_SIZE?',
      " - perhaps a typo in emcc's  -s X=Y  notation?",
      ' - (see src/settings.js for valid values)',
    ].join('\n'),
    'em++ of 6.0.5': "em++: error: Attempt to set a non-existent setting: 'STACK_SIZE'",
  },
  'setting-removed:USE_PTHREADS': {
    '2.0.12': 'emcc: error: USE_PTHREADS=2 is not longer supported',
    '3.1.6': 'emcc: error: USE_PTHREADS=2 is no longer supported',
    '3.1.45': 'emcc: error: Invalid command line option -s USE_PTHREADS=2: No longer needed. Use -pthread instead',
    '3.1.69': 'emcc: error: invalid command line setting `-sUSE_PTHREADS=2`: No longer needed. Use -pthread instead',
  },
  'setting-incompatible:PROXY_TO_PTHREAD': {
    '2.0.12': 'emcc: error: -s PROXY_TO_PTHREAD=1 requires -s USE_PTHREADS to work!',
    '3.1.69': 'emcc: error: -sPROXY_TO_PTHREAD requires -pthread to work!',
  },
  'main-not-exported:main': {
    '3.1.6':
      'system_libs:WARNING: main() is in the input files, but "_main" is not in EXPORTED_FUNCTIONS, which means it may be eliminated as dead code. Export it if you want main() to run.',
    '3.1.52 and newer':
      'emcc: warning: `main` is defined in the input files, but `_main` is not in `EXPORTED_FUNCTIONS`. Add it to this list if you want `main` to run. [-Wunused-main]',
  },
  'exception-support-missing:__cxa_throw': {
    '3.1.6':
      'error: DISABLE_EXCEPTION_THROWING was set (likely due to -fno-exceptions), which means no C++ exception throwing support code is linked in, but such support is required by symbol __cxa_throw. Either do not set DISABLE_EXCEPTION_THROWING (if you do want exception throwing) or compile all source files with -fno-except (so that no exceptions support code is required); also make sure DISABLE_EXCEPTION_CATCHING is set to the right value - if you want exceptions, it should be off, and vice versa.',
    '3.1.69':
      "error: DISABLE_EXCEPTION_THROWING was set (likely due to -fno-exceptions), which means no C++ exception throwing support code is linked in, but such support is required by symbol '__cxa_throw'. Either do not set DISABLE_EXCEPTION_THROWING (if you do want exception throwing) or compile all source files with -fno-except (so that no exceptions support code is required); also make sure DISABLE_EXCEPTION_CATCHING is set to the right value - if you want exceptions, it should be off, and vice versa.",
  },
  'tool-not-found:clang': {
    'by its own name': 'emcc: error: clang executable not found at `/nonexistent/clang`',
    'by the name of a distribution': 'emcc: error: clang executable not found at `/nonexistent/clang-19`',
  },
  'cache-unwritable:nocache': {
    'a traceback until 3.1.70': [
      'Traceback (most recent call last):',
      '  File "/usr/share/emscripten/emcc.py", line 1629, in <module>',
      '    sys.exit(main(sys.argv))',
      '  File "/usr/share/emscripten/tools/cache.py", line 72, in ensure',
      '    utils.safe_ensure_dirs(cachedir)',
      "OSError: [Errno 30] Read-only file system: '/usr/nocache'",
    ].join('\n'),
    'a message since 3.1.71':
      'emcc: error: unable to create cache directory "/usr/nocache": [Errno 30] Read-only file system: \'/usr/nocache\'',
  },
  'config-missing:cfg': {
    '2.0.12': 'emcc: error: emscripten config file not found: /nonexistent/cfg',
    '3.1.6':
      'emcc: error: config file not found: /nonexistent/cfg.  Please create one by hand or run `emcc --generate-config`',
    '6.0.5':
      'emcc: warning: config file not found: /nonexistent/cfg.  You can create one by hand or run `emcc --generate-config`',
  },
};
