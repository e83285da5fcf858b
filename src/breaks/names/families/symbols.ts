import { EMSCRIPTEN, TINYGO, WASI } from '../conditions.ts';
import type { NameFamily } from '../name-family.ts';

const RUST = 'tool:rust';
const OF_EMSCRIPTEN = /^_?_?emscripten_\w+$|^_emval_\w+$|^_embind_\w+$|^__syscall_\w+$/;

export const SYMBOLS: readonly NameFamily[] = [
  {
    id: 'compiler-rt',
    said: /compiler[-_]rt|builtins/,
    roles: ['symbol'],
    names:
      /^__(?:mul(?:ti3|oti4|odi4|osi4|[sdtx][cf]3)|[u]?div(?:mod)?(?:ti|di|si)[34]|[u]?mod(?:ti|di)3|(?:ashl|lshr|ashr)(?:ti|di)3|(?:add|sub|div|neg|pow[i]?|eq|ne|lt|le|gt|ge|cmp|unord)[sdtx]f[23]|(?:un)?(?:ord|fix|float)\w*[sdtx][fi][sdt]?[fi]?|extend\w+[tx]f2|trunc\w+[sdtxh]f2|clz\w+2|ctz\w+2|popcount\w+2|ffs\w+2|bswap[sd]i2|gnu_[fh]2[hf]_ieee|div[sdtx]c3|powi[sdt]f2|(?:abs|add|sub|mul|neg)v[sdt]i[23]|neg[dt]i2|u?cmp[dt]i2|parity[sdt]i2|mul[ds]i3|u?modsi3|extend(?:hf|sf)[sd]f2|emutls_get_address)$/,
    title: 'A helper of compiler-rt is missing from the link',
    is: 'is a helper function of compiler-rt’s builtins, which the compiler itself calls for 128-bit integers, long double (128 bits on wasm), overflow checks and the like',
    cases: [
      {
        needs: [TINYGO],
        here: 'The TinyGo in use does not link this one.',
        cure: 'Upgrade TinyGo (each release adds such helpers; 0.29 and newer have the 128-bit ones), or avoid what needs it: 128-bit arithmetic and conversions of time in C code.',
      },
      {
        needs: [RUST],
        here: 'rustc’s own compiler_builtins lacks a part of them, and links no libclang_rt for C code.',
        cure: 'Link libclang_rt.builtins for wasm32 (of wasi-sdk: its lib/clang/…/libclang_rt.builtins.a, by cargo:rustc-link-lib and a search path), build the C code for wasm32-wasip1, or avoid long double and __int128 in it.',
      },
      {
        needs: [EMSCRIPTEN],
        here: 'emcc links libcompiler_rt.a by itself; it is missing with -nostdlib or -nodefaultlibs, in a direct call of wasm-ld, and in a side module whose main module does not have it.',
        cure: 'Link by emcc without -nostdlib, let the main module have it (-sMAIN_MODULE=1, or EXPORTED_FUNCTIONS), and rebuild objects of another release.',
        certainty: 'possible',
      },
      {
        here: 'The link has no libclang_rt.builtins for wasm, as with -nostdlib, a bare target, or a direct call of wasm-ld.',
        cure: 'Link by the clang of wasi-sdk, or add libclang_rt.builtins-wasm32.a (wasi-sdk, or the package libclang-rt-dev-wasm32) as the last input; avoid 128-bit types and long double.',
      },
    ],
  },
  {
    id: 'atomic-helper',
    roles: ['symbol'],
    names:
      /^__atomic_(?:load|store|exchange|compare_exchange|is_lock_free|test_and_set|clear|fetch_\w+)(?:_\d+)?$|^__sync_\w+$/,
    title: 'A helper for large or unaligned atomics is missing from the link',
    is: 'is a helper of libatomic or compiler-rt for atomic objects that no instruction can treat at once: structs, sizes above 8 bytes, or of an alignment that is not known',
    cases: [
      {
        needs: [EMSCRIPTEN],
        here: 'Emscripten’s compiler-rt has it in newer releases.',
        cure: 'Use std::atomic of at most 8 bytes, aligned (alignas), or a lock; or a newer Emscripten.',
        certainty: 'possible',
      },
      {
        here: 'This toolchain links none for wasm.',
        cure: 'Make the atomic object smaller (at most 8 bytes) and aligned, use a lock in its place, build without threads (-mthread-model single), or add atomic.c of compiler-rt to the link.',
      },
    ],
  },
  {
    id: 'sanitizer',
    said: /sanitizer/,
    roles: ['symbol'],
    names: /^__(?:ubsan|asan|lsan|tsan|msan|hwasan|sanitizer)_\w+$|^__sanitizer_\w+$/,
    title: 'The runtime of a sanitizer is missing from the link',
    is: 'is a function of a sanitizer’s runtime (-fsanitize=…), to which the compiler adds calls',
    cases: [
      {
        needs: [EMSCRIPTEN],
        here: 'An object was compiled with -fsanitize and the link was made without it.',
        cure: 'Give the same -fsanitize=address or undefined when linking, or compile all without it; thread and memory sanitizers do not exist for wasm.',
      },
      {
        needs: ['tool:zig'],
        here: 'zig cc compiles C with the sanitizer for undefined behaviour switched on, and this link has no runtime for it.',
        cure: 'Compile the C code with -fno-sanitize=undefined (or -fsanitize-trap=undefined).',
      },
      {
        here: 'Outside Emscripten no such runtime exists for wasm, or the link was made without -fsanitize.',
        cure: 'Compile without -fsanitize, or with -fsanitize=undefined -fsanitize-trap=undefined, which needs no runtime.',
      },
    ],
  },
  {
    id: 'instrumentation',
    said: /coverage|profil/,
    roles: ['symbol'],
    names: /^__(?:llvm_profile|gcov|cyg_profile_func|llvm_gcov|gcda|xray|fentry)_?\w*$|^llvm_gcda_\w+$|^mcount$/,
    title: 'The runtime of coverage or profiling is missing from the link',
    is: 'is of the runtime of coverage or profiling (-fprofile-instr-generate, --coverage, -finstrument-functions), to which the compiler adds calls',
    cases: [
      {
        here: 'There is none for wasm in this link.',
        cure: 'Compile without --coverage, -fprofile-* and -finstrument-functions, or link a runtime built for wasm (minicov for Rust).',
      },
    ],
  },
  {
    id: 'stack-protector',
    said: /stack-protector|FORTIFY/,
    roles: ['symbol'],
    names: /^__stack_chk_(?:guard|fail)(?:_local)?$|^__\w+_chk$|^__fortify\w*$/,
    title: 'The object was compiled with hardening options of the machine’s compiler',
    is: 'is what -fstack-protector or _FORTIFY_SOURCE of a system’s compiler and glibc add',
    cases: [
      {
        here: 'C libraries for wasm lack the fortified functions.',
        cure: 'Compile for wasm with -fno-stack-protector and -U_FORTIFY_SOURCE, with the toolchain’s own headers and not with CFLAGS of a distribution.',
      },
    ],
  },
  {
    id: 'objective-c',
    said: /Objective-C/,
    roles: ['symbol'],
    names: /^_?objc_\w+$|^OBJC_\w+|^_?(?:NS|CF|CG|UI)[A-Z][a-z]\w+$|^_NSConcrete\w+$|^_Block_\w+$/,
    title: 'Objective-C or Apple’s frameworks in a link for WebAssembly',
    is: 'belongs to Objective-C’s runtime or Apple’s frameworks (macOS, iOS)',
    cases: [
      {
        here: 'There is no such runtime in this toolchain.',
        cure: 'Leave the .m and .mm files out of the build and use the portable back end; GNUstep’s libobjc2 has a port of its own for Emscripten.',
      },
    ],
  },
  {
    id: 'openmp-symbol',
    said: /OpenMP/,
    roles: ['symbol'],
    names: /^(?:__kmpc_\w+|omp_[a-z]\w*|GOMP_\w+|kmp_\w+)$/,
    title: 'There is no OpenMP runtime in this link',
    is: 'is a function of OpenMP’s runtime (libomp), to which -fopenmp adds calls',
    cases: [
      {
        here: 'Toolchains for WebAssembly bring no libomp.',
        cure: 'Compile without -fopenmp, so that loops run on one thread, or build libomp (or simpleomp) for wasm with -pthread and link it.',
      },
    ],
  },
  {
    id: 'rust-runtime',
    said: /Rust/,
    roles: ['symbol'],
    names:
      /^__rust_\w+$|^__rdl_\w+$|^__rg_\w+$|^rust_(?:eh_personality|begin_unwind|panic|oom)$|^_RN[vC]\w+|^(?:core|alloc)::\w+::/,
    title: 'Rust’s own library is not part of the link',
    is: 'belongs to Rust’s standard library (allocator, panics)',
    cases: [
      {
        here: 'The Rust code was linked as objects or an rlib.',
        cure: 'Build the Rust part as crate-type = ["staticlib"], one for all Rust code, with the target of the link (wasm32-unknown-emscripten for emcc), and link the .a.',
      },
    ],
  },
  {
    id: 'swift-runtime',
    said: /Swift/,
    roles: ['symbol'],
    names: /^_?swift_\w+$|^\$s[A-Za-z0-9_]+$/,
    title: 'Swift’s runtime is not part of the link',
    is: 'belongs to Swift’s runtime or standard library',
    cases: [
      {
        here: 'The link is made without it.',
        cure: 'Link by swiftc or swift build with the SDK for wasm (swift sdk install), not by clang or wasm-ld alone; Embedded Swift needs -enable-experimental-feature Embedded at each module.',
      },
    ],
  },
  {
    id: 'go-runtime',
    roles: ['symbol'],
    names: /^(?:_cgo_\w+|crosscall2|x_cgo_\w+|_rt0_\w+|runtime\.\w+|go\.\w+|__go_\w+)$/,
    title: 'Go’s runtime or cgo is asked for by a link that does not have it',
    is: 'belongs to Go’s runtime or cgo',
    cases: [
      {
        unless: [TINYGO],
        here: 'Go links its modules itself: there is no cgo and no c-archive for GOARCH=wasm.',
        cure: 'Build the Go part as a module of its own (GOOS=js or wasip1, -buildmode=c-shared for wasip1 since Go 1.24), and let it and the C module talk through the host.',
      },
    ],
  },
  {
    id: 'setjmp',
    said: /setjmp|longjmp/i,
    roles: ['symbol', 'identifier'],
    names:
      /^_{0,2}(?:sig)?(?:setjmp|longjmp)$|^__wasm_(?:set|long)jmp(?:_test)?$|^(?:saveSetjmp|testSetjmp|emscripten_longjmp)$/,
    title: 'setjmp or longjmp, which WebAssembly has only with help',
    is: 'is of setjmp and longjmp, which WebAssembly has only by exception handling or by help of JavaScript',
    cases: [
      {
        needs: [EMSCRIPTEN],
        here: 'Objects were compiled with another -sSUPPORT_LONGJMP or -fwasm-exceptions than the link, or call _setjmp and sigsetjmp of BSD, which Emscripten does not recognise.',
        cure: 'Give -sSUPPORT_LONGJMP (wasm or emscripten) and the exception option alike when compiling and linking, include <setjmp.h>, and call plain setjmp (-D_setjmp=setjmp -D_longjmp=longjmp).',
        certainty: 'possible',
      },
      {
        needs: [WASI],
        here: 'Newer wasi-libcs have it with -mllvm -wasm-enable-sjlj and -lsetjmp.',
        cure: 'Compile with a recent wasi-sdk and -mllvm -wasm-enable-sjlj, link with -lsetjmp, and run it in a host with exception handling; or avoid setjmp.',
      },
      {
        certainty: 'possible',
        here: 'This toolchain does not have it.',
        cure: 'Avoid setjmp (for Lua, libpng and libjpeg their options without it), or use Emscripten or a recent wasi-sdk with -mllvm -wasm-enable-sjlj.',
      },
    ],
  },
  {
    id: 'pthread',
    said: /threads?\b/,
    roles: ['symbol', 'identifier'],
    names:
      /^(?:pthread_\w+|sem_(?:init|wait|post|destroy|open|trywait|timedwait)|thrd_\w+|mtx_\w+|cnd_\w+|__pthread_\w+|std::__[12]::(?:thread|mutex|condition_variable)::.*)$/,
    title: 'Threads are used in a build without them',
    is: 'is of POSIX threads (or C++’s, which stand on them)',
    cases: [
      {
        needs: [WASI],
        here: 'wasi-libc has threads only for the target wasm32-wasip1-threads (wasm32-wasi-threads); for others newer ones have stubs.',
        cure: 'Build all for --target=wasm32-wasip1-threads with -pthread and a host with wasi-threads, or without threads (the project’s option, -fno-threadsafe-statics for C++).',
      },
      {
        needs: [EMSCRIPTEN],
        certainty: 'possible',
        here: 'Objects and link do not agree on -pthread, or the function is none that Emscripten has.',
        cure: 'Give -pthread both when compiling (all objects and libraries) and when linking, or to none.',
      },
      {
        needs: ['line:wasm'],
        certainty: 'possible',
        here: 'This target has no threads in its C library.',
        cure: 'Build without threads, or with a toolchain that has them (Emscripten -pthread, wasi-sdk wasm32-wasip1-threads).',
      },
    ],
  },
  {
    id: 'signals',
    said: /signals?\b/,
    roles: ['symbol', 'identifier'],
    names:
      /^(?:signal|sigaction|sigprocmask|sigemptyset|sigfillset|sigaddset|sigdelset|sigismember|sigsuspend|sigwait|sigaltstack|sigqueue|raise|alarm|setitimer|getitimer|psignal|strsignal|SIG(?:INT|TERM|KILL|HUP|PIPE|CHLD|ALRM|USR[12]|SEGV|ABRT|FPE)|SA_\w+|SIG_\w+|__SIG_\w+|sigset_t|siginfo_t)$/,
    title: 'Signals, which WASI does not have',
    is: 'is of Unix signals',
    cases: [
      {
        needs: [WASI],
        here: 'WASI has no signals; wasi-libc has a stand-in that is switched on by request and covers a part.',
        cure: 'Compile with -D_WASI_EMULATED_SIGNAL and link with -lwasi-emulated-signal (signal and raise alone), or leave the code out by #ifndef __wasi__.',
      },
    ],
  },
  {
    id: 'sockets',
    said: /[Ss]ocket|network/,
    roles: ['symbol', 'identifier'],
    names:
      /^(?:socket(?:pair)?|connect|bind|listen|accept4?|get(?:addr|name)info|freeaddrinfo|gai_strerror|gethostby(?:name|addr)(?:_r)?|getservby\w+|getprotoby\w+|[gs]etsockopt|get(?:sock|peer)name|(?:send|recv)(?:to|from|msg|mmsg)?|shutdown|inet_\w+|if_(?:nameto|indexto)\w+|getifaddrs|freeifaddrs|res_\w+)$/,
    title: 'Sockets, which this target does not have',
    is: 'is of sockets and the network',
    cases: [
      {
        needs: [WASI],
        here: 'WASI preview 1 cannot open connections, and wasi-libc for it has no such function; for wasm32-wasip2 newer ones have.',
        cure: 'Build for wasm32-wasip2 with a recent wasi-sdk and a host with wasi:sockets, use WASIX, or leave the network code out by #ifndef __wasi__.',
      },
      {
        needs: [EMSCRIPTEN],
        certainty: 'possible',
        here: 'Emscripten has sockets over WebSockets or as stubs, in JavaScript: a link that lacks the name is without its JavaScript library or its libc.',
        cure: 'Link by emcc into .js or .html with its own libc; give -lwebsocket.js or -sPROXY_POSIX_SOCKETS where real connections are wanted, or leave the network code out.',
      },
    ],
  },
  {
    id: 'dynamic-loading',
    said: /dlopen|MAIN_MODULE/,
    roles: ['symbol', 'identifier'],
    names: /^(?:dl(?:open|sym|close|error)|RTLD_\w+)$/,
    title: 'Dynamic loading, which this build does not have',
    is: 'is of dynamic loading (dlopen)',
    cases: [
      {
        needs: [EMSCRIPTEN],
        here: 'Emscripten has it only in a main module.',
        cure: 'Link the program with -sMAIN_MODULE=2 (or 1) and the libraries with -sSIDE_MODULE, or link all statically and leave dlopen out.',
      },
      {
        needs: [WASI],
        here: 'WASI has no dynamic loading; wasi-libc has dlopen only for shared libraries of components.',
        cure: 'Link everything statically and leave dlopen out (the project’s option for plug-ins or shared libraries).',
      },
    ],
  },
  {
    id: 'mmap',
    said: /mmap|memory maps/,
    roles: ['symbol', 'identifier'],
    names:
      /^(?:mmap|munmap|mprotect|msync|madvise|mlock(?:all)?|munlock(?:all)?|shm_(?:open|unlink)|shmget|shmat|shmdt|semget|semop|PROT_(?:READ|WRITE|EXEC|NONE)|MAP_(?:PRIVATE|SHARED|ANON(?:YMOUS)?|FIXED|FAILED))$/,
    title: 'Memory maps, which WebAssembly does not have',
    is: 'is of memory maps and shared memory of Unix',
    cases: [
      {
        needs: [WASI],
        here: 'WebAssembly has one flat memory; wasi-libc has a stand-in for mmap that is switched on by request.',
        cure: 'Compile with -D_WASI_EMULATED_MMAN and link with -lwasi-emulated-mman (mmap of anonymous memory and files by copy, no protection), or use malloc and read.',
      },
    ],
  },
  {
    id: 'cxx-runtime',
    said: /exception|libc\+\+/,
    roles: ['symbol'],
    names:
      /^(?:__cxa_\w+|__gxx_\w+|__gxx_personality_v0|_Unwind_\w+|_Zn[wa]\w*|_Zd[la]\w*|operator (?:new|delete).*|std::terminate\(\)|std::__[12]::.*|vtable for __cxxabiv1::.*|__dynamic_cast)$/,
    title: 'The C++ runtime is not part of the link',
    is: 'is of the C++ runtime (libc++abi, libc++, libunwind)',
    cases: [
      {
        needs: ['flag:-fno-exceptions | line:-fno-exceptions'],
        certainty: 'possible',
        here: 'Exceptions are switched off (-fno-exceptions), so that the library without exception functions is linked, while an object or a setting (DEMANGLE_SUPPORT of old Emscriptens, a library compiled with exceptions) refers to them.',
        cure: 'Compile and link everything alike: without -fno-exceptions (or with -fexceptions or -fwasm-exceptions), or rebuild the object that refers to it with -fno-exceptions and leave the setting out.',
      },
      {
        needs: [EMSCRIPTEN],
        certainty: 'possible',
        here: 'C++ objects were linked as C, or with another exception option than they were compiled with.',
        cure: 'Link by em++ and give -fexceptions or -fwasm-exceptions alike when compiling and linking.',
      },
      {
        needs: [WASI],
        certainty: 'possible',
        here: 'The link was made by clang and not clang++, or the code throws: the C++ library of most wasi-sdks is built without exceptions.',
        cure: 'Link by clang++, compile with -fno-exceptions.',
      },
    ],
  },
  {
    id: 'desktop-gl',
    said: /WebGL|OpenGL/,
    roles: ['symbol', 'identifier'],
    names: ({ name }, { availabilityOf, librariesOf }) =>
      /^gl[A-Z][a-z]\w+$/.test(name) && availabilityOf(name) === null && librariesOf(name).length === 0,
    title: 'A function of OpenGL for desktops, which WebGL does not have',
    is: 'is a function of desktop OpenGL (or of an extension), and none of Emscripten’s WebGL or GL emulation in any release known here',
    cases: [
      {
        needs: [EMSCRIPTEN],
        certainty: 'possible',
        here: 'WebGL is OpenGL ES: what only desktops have is not there.',
        cure: 'Use the path for OpenGL ES 2 or 3 (include <GLES3/gl3.h>, -sMAX_WEBGL_VERSION=2, -sFULL_ES3), guard the call by #ifndef __EMSCRIPTEN__, or link -sLEGACY_GL_EMULATION for some old functions; take regal or gl4es for whole programs.',
      },
    ],
  },
  {
    id: 'emscripten-symbol',
    said: /bind|longjmp|another|other|release|version/i,
    roles: ['symbol'],
    names: ({ name }, { availabilityOf }) => OF_EMSCRIPTEN.test(name) && availabilityOf(name) !== null,
    title: 'A function of Emscripten’s JavaScript is missing from a link',
    is: ({ name }, { availabilityOf }) =>
      `is a function of Emscripten’s JavaScript library, offered in releases ${availabilityOf(name)}`,
    cases: [
      {
        needs: [EMSCRIPTEN],
        certainty: 'possible',
        here: 'Where the link does not find it, the release in use does not have it any more or yet (objects of another release ask for it), or a setting that adds it is missing.',
        cure: 'Recompile all objects and libraries with the Emscripten that links, and link by emcc with the settings that they were compiled with (-pthread, -lembind, -sASYNCIFY, -sFETCH …).',
      },
      {
        unless: [EMSCRIPTEN],
        here: 'A link by another toolchain cannot give it.',
        cure: 'Leave code for Emscripten out (#ifdef __EMSCRIPTEN__), or link by its compiler driver.',
      },
    ],
  },
  {
    id: 'libc-symbol',
    said: /C library|libc\b/,
    roles: ['symbol'],
    names: ({ name }, { librariesOf }) =>
      librariesOf(name).some((one) => /^lib(?:c(?:-mt)?|dlmalloc|stubs)\.a$/.test(one.name)),
    title: 'A function of the C library is missing from the link',
    is: 'is the name of a function of the C library',
    cases: [
      {
        needs: [WASI],
        certainty: 'possible',
        here: 'Either the link is without wasi-libc (-nostdlib, a direct call of wasm-ld, no --sysroot), or wasi-libc leaves the function out because WASI cannot carry it out.',
        cure: 'Link by the clang of wasi-sdk with its sysroot; where wasi-libc does not have the function, leave its use out by #ifndef __wasi__ or define a stub.',
      },
      {
        needs: ['line:wasm'],
        unless: [EMSCRIPTEN, TINYGO],
        certainty: 'possible',
        here: 'The link has no C library for wasm, as with a bare target, -nostdlib or a direct call of wasm-ld.',
        cure: 'Link by a toolchain with a C library for wasm (the clang of wasi-sdk, wasm32-wasip1 for Rust), or define the function.',
      },
    ],
  },
];
