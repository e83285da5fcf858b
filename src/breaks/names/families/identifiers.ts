import { EMSCRIPTEN, WASI } from '../conditions.ts';
import { intrinsicInEmscripten } from '../measured-names.ts';
import type { NameFamily } from '../name-family.ts';

/** Options that switch Emscripten's translated headers on. */
const FLAGS: Readonly<Record<string, string>> = {
  'xmmintrin.h': '-msse',
  'emmintrin.h': '-msse2',
  'pmmintrin.h': '-msse3',
  'tmmintrin.h': '-mssse3',
  'smmintrin.h': '-msse4.1',
  'nmmintrin.h': '-msse4.2',
  'avxintrin.h': '-mavx',
  'avx2intrin.h': '-mavx2',
  'fmaintrin.h': '-mfma',
};

function setOf(name: string): string {
  if (/^_mm512|^_mm\d*_mask|^__m512|^_k/.test(name)) return 'AVX-512';
  if (/^_mm256|^__m256/.test(name)) return 'AVX or AVX2';
  if (/^_m_|_pi(?:8|16|32)|^__m64|^_mm_setr?_epi64$/.test(name)) return 'MMX and SSE';
  return 'SSE and its successors';
}

const off =
  'Switch the x86 part off (the project’s option for SIMD, ENABLE_SSE=OFF, -DNO_SIMD: the scalar C path works on wasm), write it with other intrinsics of the same family that are there or with <wasm_simd128.h>, or use SIMDe.';

export const IDENTIFIERS: readonly NameFamily[] = [
  {
    id: 'x86-intrinsic',
    roles: ['identifier', 'symbol'],
    names: /^_mm(?:256|512)?_[a-z]\w*$|^_m_\w+$|^__m(?:64|128|256|512)[di]?$|^_(?:cvt|load|store|kand|kor)\w*_mask\d+$/,
    title: 'An intrinsic of x86 processors that this compile does not have',
    is: ({ name }) => `is an intrinsic of x86 processors (${setOf(name)})`,
    cases: [
      {
        needs: [EMSCRIPTEN],
        here: ({ name }) => {
          const there = intrinsicInEmscripten(name);
          if (there === null)
            return 'Emscripten translates SSE, AVX and a part of AVX2 to WebAssembly’s SIMD, and its headers do not have this one (measured in 2.0.12 to 6.0.5); MMX and AVX-512 are not supported at all.';
          const since = there.sinceOldest
            ? ''
            : ` since ${there.first} (measured; ${there.measured[there.measured.indexOf(there.first) - 1]} lacks it)`;
          return `Emscripten’s ${there.header} has it${since}, with -msimd128 and ${FLAGS[there.header] ?? 'the option of its instruction set'}.`;
        },
        cure: ({ name }) => {
          const there = intrinsicInEmscripten(name);
          return there
            ? `Compile with -msimd128 ${FLAGS[there.header] ?? ''} and include <${there.header === 'avx2intrin.h' || there.header === 'avxintrin.h' || there.header === 'fmaintrin.h' ? 'immintrin.h' : there.header}>${there.sinceOldest ? '' : `, with Emscripten ${there.first} or newer`}; or switch the x86 part off.`
            : off;
        },
      },
      {
        needs: ['line:wasm'],
        here: 'WebAssembly does not have it; only Emscripten brings headers that translate a part.',
        cure: off,
      },
    ],
  },
  {
    id: 'x86-builtin',
    roles: ['identifier', 'symbol'],
    names:
      /^__builtin_ia32_\w+$|^__cpuid\w*$|^__rdtscp?$|^_?_xgetbv$|^__get_cpuid\w*$|^__builtin_cpu_(?:supports|init|is)$|^_(?:lzcnt|tzcnt|pext|pdep|bzhi|blsr|andn|rdrand\d+|rdseed\d+|addcarry|subborrow)_?\w*$/,
    title: 'A built-in of x86 processors in a build for WebAssembly',
    is: 'is a built-in function of compilers for x86 processors',
    cases: [
      {
        needs: ['tool:emscripten | line:wasm'],
        here: 'WebAssembly has no such instruction, and asks nothing of the processor.',
        cure: 'Switch the x86 part off by the project’s option, or guard it by #if defined(__x86_64__) || defined(__i386__); emscripten_get_now or clock_gettime replace rdtsc, __builtin_clz, __builtin_ctz and __builtin_popcount the counting of bits.',
      },
    ],
  },
  {
    id: 'neon-intrinsic',
    roles: ['identifier', 'symbol'],
    names:
      /^v[a-z0-9]+(?:_[a-z0-9]+)*_(?:[sufp](?:8|16|32|64)|bf16)(?:_x[234])?$|^(?:u?int|float|poly)(?:8|16|32|64)x(?:1|2|4|8|16)(?:x[234])?_t$|^__builtin_(?:neon|arm|aarch64)_\w+$/,
    title: 'An intrinsic of Arm processors (NEON) in a build for WebAssembly',
    is: 'is an intrinsic or type of Arm processors (NEON)',
    cases: [
      {
        needs: [EMSCRIPTEN],
        here: 'WebAssembly does not have it; Emscripten brings an arm_neon.h (SIMDe) for it, which needs -msimd128 -mfpu=neon.',
        cure: 'Include <arm_neon.h> and compile with -msimd128 -mfpu=neon, or switch the NEON part off: the scalar path works on wasm.',
      },
      {
        needs: ['line:wasm'],
        here: 'WebAssembly does not have it, and this toolchain has no header that translates it.',
        cure: 'Switch the NEON part off (the scalar path works on wasm), use SIMDe’s arm/neon.h, or write it with <wasm_simd128.h> and -msimd128.',
      },
    ],
  },
  {
    id: 'wasm-intrinsic',
    roles: ['identifier', 'symbol'],
    names: /^wasm_(?:[iufv](?:8|16|32|64|128)x?\d*|v128)_\w+$|^v128_t$|^__builtin_wasm_\w+$/,
    title: 'WebAssembly’s SIMD is not switched on in this compile, or is of another version',
    is: 'is of WebAssembly’s own SIMD (<wasm_simd128.h>)',
    cases: [
      {
        here: 'The compile has no -msimd128 (-mrelaxed-simd for relaxed instructions), or the header is of another clang: some names changed before clang 13.',
        cure: 'Compile with -msimd128 (and -mrelaxed-simd), include <wasm_simd128.h> of the compiler’s own folder, and use a clang of 13 or newer with today’s names.',
      },
    ],
  },
  {
    id: 'windows-name',
    said: /Windows/,
    roles: ['identifier', 'symbol'],
    names:
      /^(?:DWORD|WORD|BYTE|HANDLE|HWND|HINSTANCE|HMODULE|HRESULT|HDC|LPSTR|LPCSTR|LPWSTR|LPCWSTR|LPVOID|TCHAR|WCHAR|BOOL|LARGE_INTEGER|FILETIME|SOCKET|WSADATA|CRITICAL_SECTION|SYSTEM_INFO|MAX_PATH|INVALID_HANDLE_VALUE|WINAPI|APIENTRY|__stdcall|__cdecl|__declspec|__int64|__forceinline|_?v?snprintf_s|(?:strn?cpy|strn?cat|mem(?:cpy|move)|v?sprintf|fopen|freopen|f?scanf|sscanf|localtime|gmtime|asctime|ctime|strtok|_itoa|_splitpath|_makepath|wcsn?cpy|getenv|rand|qsort)_s|_(?:mkdir|rmdir|chdir|getcwd|access|unlink|stat64|fseeki64|ftelli64|strdup|stricmp|strnicmp|wfopen|open|close|read|write|fileno|isatty|beginthreadex|aligned_malloc|aligned_free|BitScanForward\d*|BitScanReverse\d*|byteswap_\w+|rotl\w*|rotr\w*|Interlocked\w+|countof|vsnwprintf|TRUNCATE)|(?:Get|Set|Create|Close|Load|Free|Virtual|Heap|Wait|Query|Multi|Wide|WSA|Interlocked|Enter|Leave|Initialize|Delete|Read|Write|Find|Reg|Output|Format)(?:Last|Module|Proc|File|Thread|Mutex|Event|Semaphore|Process|Handle|Library|Alloc|Free|Protect|For|Performance|Byte|Char|Startup|Cleanup|GetLastError|Increment|Decrement|CompareExchange|CriticalSection|First|Next|OpenKey|DebugString|Message|System|Console|Current|Tick|Temp|Environment)\w*)$/,
    title: 'The sources use names of Windows in a build for WebAssembly',
    is: 'is a name of Windows or of Microsoft’s C library',
    cases: [
      {
        needs: ['tool:emscripten | line:wasm'],
        certainty: 'possible',
        here: 'C libraries for WebAssembly are those of POSIX and do not have it: the sources took their branch for Windows, or have no other.',
        cure: 'Let the sources take their POSIX branch (see what defines _WIN32, _MSC_VER or the project’s platform macro), use the portable function (snprintf for _snprintf, strcasecmp for _stricmp), or guard the code by #ifdef _WIN32.',
      },
    ],
  },
  {
    id: 'linux-constant',
    said: /Linux/,
    roles: ['identifier'],
    names:
      /^(?:SYS_\w+|__NR_\w+|EPOLL\w+|EFD_\w+|IN_(?:MODIFY|CREATE|DELETE|CLOEXEC|NONBLOCK|MOVED_\w+|CLOSE_WRITE)|PR_(?:SET|GET)_\w+|CLONE_\w+|MADV_\w+|MREMAP_\w+|MAP_(?:HUGETLB|POPULATE|LOCKED|STACK|GROWSDOWN|NORESERVE|32BIT)|MFD_\w+|SCHED_(?:BATCH|IDLE|RESET_ON_FORK|DEADLINE)|CPU_(?:SET|ZERO|ISSET|COUNT|SETSIZE)\w*|O_(?:DIRECT|NOATIME|TMPFILE|PATH|LARGEFILE)|F_(?:SETLEASE|NOTIFY|SETPIPE_SZ|ADD_SEALS|OFD_\w+|FULLFSYNC|NOCACHE)|SO_(?:REUSEPORT|PEERCRED|BINDTODEVICE|MARK|BUSY_POLL|NOSIGPIPE)|TCP_(?:CORK|QUICKACK|DEFER_ACCEPT|USER_TIMEOUT|FASTOPEN|KEEPIDLE|KEEPINTVL|KEEPCNT|INFO)|IP_(?:TRANSPARENT|FREEBIND|RECVERR|PKTINFO|MTU_DISCOVER|BIND_ADDRESS_NO_PORT)|AT_(?:HWCAP2?|SYSINFO_EHDR|PLATFORM|SECURE|EMPTY_PATH)|HWCAP\w+|SIOC\w+|TIOC\w+|RTLD_(?:DEEPBIND|NOLOAD|DI_\w+)|FUTEX_\w+|PTRACE_\w+|AF_(?:NETLINK|PACKET|VSOCK|ALG|CAN)|PF_(?:NETLINK|PACKET|CAN)|RENAME_\w+|GRND_\w+|LINUX_\w+|FALLOC_FL_\w+|POSIX_SPAWN_\w+|_SC_(?:NPROCESSORS_CONF|AVPHYS_PAGES|LEVEL\w+)|PTHREAD_\w+_NP|REG_(?:RIP|RSP|EIP|ESP|RAX|PC)|sched_getcpu|gettid|prctl|epoll_\w+|eventfd|inotify_\w+|timerfd_\w+|signalfd|fallocate|mremap|memfd_create|sendfile|splice|tee|vmsplice|syscall|getauxval|process_vm_\w+|perf_event_open|io_uring_\w+|accept4|pipe2|dup3|recvmmsg|sendmmsg|prlimit|getrandom|sethostname|setns|unshare|clone|capset|capget|quotactl|mount|umount2?|ptrace|personality|backtrace(?:_symbols(?:_fd)?)?|mallinfo2?|malloc_trim|mallopt|malloc_usable_size|malloc_info|dladdr1|dlinfo|dl_iterate_phdr|qsort_r|strerrorname_np|pthread_(?:set|get)(?:affinity|name)_np|sched_(?:set|get)(?:affinity|scheduler|param)|canonicalize_file_name|secure_getenv|fopencookie|fmemopen|execvpe|error_at_line|get_nprocs(?:_conf)?|program_invocation_(?:short_)?name|__libc_\w+|__glibc\w*|__GLIBC\w*|(?:open|openat|creat|[fl]?stat|fstatat|lseek|f?truncate|fopen|freopen|tmpfile|fseeko|ftello|mmap|pread|pwrite|readdir|preadv|pwritev|statv?fs|fstatv?fs|off|ino|dirent|stat|loff)64(?:_t|_r)?)$/,
    title: 'The sources use a name of Linux or glibc that this C library does not have',
    is: 'is a name of Linux or of glibc, not of POSIX',
    cases: [
      {
        needs: [EMSCRIPTEN],
        here: 'Emscripten’s C library is musl without a Linux below it, and does not offer this name (or only with -D_GNU_SOURCE).',
        cure: 'Guard the place by #ifdef of that very name or by #ifdef __linux__ && !__EMSCRIPTEN__, with the portable way in the other branch (open for open64, poll for epoll, no affinity); configure with emconfigure or emcmake in a clean folder, so that HAVE_… macros are those of the target.',
      },
      {
        needs: [WASI],
        here: 'wasi-libc does not offer it.',
        cure: 'Guard the place by #ifndef __wasi__ with the portable way in the other branch; configure for the target in a clean folder.',
      },
      {
        needs: ['line:wasm'],
        certainty: 'possible',
        here: 'C libraries for WebAssembly do not offer it.',
        cure: 'Guard the place by #ifdef __linux__, with the portable way in the other branch.',
      },
    ],
  },
  {
    id: 'unix-process',
    said: /process/,
    roles: ['identifier', 'symbol'],
    names:
      /^(?:v?fork|forkpty|openpty|login_tty|exec(?:l|v|ve|vp|le|lp|vpe)|posix_spawnp?|wait(?:pid|id|3|4)?|popen|pclose|system|kill|killpg|tcsetpgrp|tcgetpgrp|setsid|setpgid|getpgid|getpgrp|posix_openpt|grantpt|unlockpt|ptsname(?:_r)?|ptrace|daemon|nice|[gs]et(?:priority|rlimit|rusage)|W(?:IFEXITED|EXITSTATUS|IFSIGNALED|TERMSIG|NOHANG))$/,
    title: 'The program wants processes, which WebAssembly does not have',
    is: 'is a function of Unix for processes and their terminals (fork, exec, wait, pseudo-terminals)',
    cases: [
      {
        needs: [EMSCRIPTEN],
        here: 'WebAssembly cannot start processes: Emscripten has such names only as stubs that fail, or not at all.',
        cure: 'Leave the code out (#ifndef __EMSCRIPTEN__, the project’s option), or replace it: call the function directly, or use a thread or a worker.',
      },
      {
        needs: [WASI],
        here: 'WASI has no processes, and wasi-libc none of these functions.',
        cure: 'Leave the code out (#ifndef __wasi__), or build for WASIX, which has fork and exec.',
      },
      {
        needs: ['line:wasm'],
        certainty: 'possible',
        here: 'WebAssembly cannot start processes.',
        cure: 'Leave the code out for WebAssembly, or give it a stub that fails.',
      },
    ],
  },
  {
    id: 'unix-users',
    said: /users/,
    roles: ['identifier', 'symbol'],
    names:
      /^(?:getpw(?:uid|nam)(?:_r)?|getgr(?:gid|nam)(?:_r)?|get(?:e|res)?[ug]id|set(?:e|re|res)?[ug]id|getgroups|setgroups|initgroups|getlogin(?:_r)?|f?l?chown|fchownat|umask|getpwent|setpwent|endpwent|gethostname|getdomainname|tc[gs]etattr|cf[gs]et[io]speed|tcflush|tcdrain|isatty|ttyname(?:_r)?|ctermid)$/,
    title: 'The program wants users or terminals, which WebAssembly does not have',
    is: 'is a function of Unix for users, groups or terminals',
    cases: [
      {
        needs: [WASI],
        here: 'WASI has neither, and wasi-libc leaves such functions out.',
        cure: 'Leave the code out by #ifndef __wasi__, or define a stub that fails.',
      },
      {
        needs: [EMSCRIPTEN],
        certainty: 'possible',
        here: 'Emscripten has it as a stub where a program is linked by emcc with its libc.',
        cure: 'Link by emcc with its own libc (no -nostdlib), or define a stub.',
      },
    ],
  },
];
