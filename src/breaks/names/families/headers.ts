import { EMSCRIPTEN, TINYGO, WASI } from '../conditions.ts';
import { headerInEmscripten, isInWasiLibc } from '../measured-names.ts';
import type { NameCase, Named, NameFamily } from '../name-family.ts';

/** Operating systems by their headers. */
const SYSTEMS: readonly (readonly [id: string, system: string, headers: RegExp, instead: string])[] = [
  [
    'windows',
    'Windows',
    /^(?:windows|windowsx|winsock2?|ws2tcpip|ws2def|wspiapi|mswsock|iphlpapi|io|direct|process|conio|tchar|intrin|shlobj(?:_core)?|shlwapi|shellapi|objbase|ole2|oleauto|comdef|atl\w+|afx\w*|d3d\w+|dxgi\w*|d2d1|dwrite|dsound|dinput|xinput|xaudio2|wincrypt|winnls|winnt|winbase|winuser|wingdi|windef|winreg|winternl|wininet|winhttp|psapi|tlhelp32|dbghelp|imagehlp|crtdbg|crtdefs|corecrt\w*|vcruntime\w*|sal|specstrings|share|excpt|winerror|guiddef|initguid|mmsystem|mmreg|commctrl|commdlg|sdkddkver|winver|versionhelpers|synchapi|processthreadsapi|fileapi|bcrypt|schannel|sspi|lm|rpc|combaseapi|unknwn|wrl\/\w+|winrt\/.*|ppl|concrt|sys\/timeb|sys\/utime|stdafx|targetver)\.h$/i,
    'Use the branch for POSIX (the sources take the target for Windows: see what defines _WIN32 or the project’s own platform macro), and leave the file out where it is for Windows alone',
  ],
  [
    'macos',
    'macOS (Apple’s systems)',
    /^(?:mach|mach-o|CoreFoundation|CoreServices|CoreGraphics|CoreAudio|CoreVideo|CoreText|CoreMIDI|Cocoa|Foundation|AppKit|UIKit|Carbon|IOKit|ApplicationServices|SystemConfiguration|Security|CommonCrypto|Accelerate|AudioToolbox|AudioUnit|AVFoundation|OpenGL|OpenGLES|Metal|MetalKit|QuartzCore|objc|dispatch|os|libkern|xpc|malloc\/malloc)(?:\/|\.h$)|^(?:TargetConditionals|Availability|AvailabilityMacros|crt_externs|copyfile|removefile|sandbox|libproc|MacTypes|ConditionalMacros|Block)\.h$/,
    'Use the portable function in its place (clock_gettime for mach_absolute_time, OpenGL ES or WebGL for OpenGL/, GL/glut.h for GLUT/), and guard the rest by #ifdef __APPLE__',
  ],
  [
    'bsd',
    'BSD',
    /^(?:sys\/(?:event|sysctl|cdefs|tree|sockio|filio|endian|linker|jail|cpuset|user|vmmeter|kbio|consio|rtprio|umtx|mount|disklabel|dirent|exec_elf|elf_common)|bsd\/.*|libutil|util|kvm|machine\/.*|net\/(?:if_dl|bpf|route|pfvar)|netinet\/(?:in_pcb|ip_fw)|pthread_np|md5|sha\d?|rpc\/.*|fstab|vis|nlist|login_cap|readpassphrase)\.h$/,
    'Use the portable function in its place, or guard the include by the system’s macro (__FreeBSD__, __APPLE__)',
  ],
  [
    'android',
    'Android',
    /^(?:android\/.*|android_native_app_glue|cutils\/.*|utils\/.*|log\/log|binder\/.*|sys\/system_properties)\.h$/,
    'Guard the include by #ifdef __ANDROID__',
  ],
  [
    'linux',
    'Linux (its kernel, or glibc)',
    /^(?:linux|asm|asm-generic|scsi|mtd|rdma|drm|sound|video|xen|gnu|bits|selinux|systemd)\/|^sys\/(?:epoll|eventfd|inotify|fanotify|signalfd|timerfd|prctl|auxv|sysinfo|sendfile|fsuid|io|perm|personality|ptrace|quota|reboot|swap|syscall|klog|mtio|kd|vt|ucontext|user|reg|procfs|cachectl|pidfd|rseq|random|capability|xattr|shm|sem|msg|ipc|gmon|debugreg|raw|vm86|vtimes|acct|statfs|vfs|sysmacros|membarrier)\.h$|^(?:execinfo|error|mcheck|fpu_control|ucontext|printf|obstack|argp|argz|envz|a\.out|aliases|gshadow|thread_db|regexp|gconv|ieee754|libintl|netash\/.*|netax25\/.*|netipx\/.*|neteconet\/.*|netrom\/.*|nfs\/.*|net\/ppp\w*|netpacket\/.*|netlink\/.*|libmnl\/.*|cap-ng|libaio|liburing|aio|mqueue|spawn|utmpx?|wait|pty|shadow|lastlog|ifaddrs|uchar|numa|acl\/.*|attr\/.*|bpf\/.*|libunwind|unwind|elf|link|dwarf|libelf|gelf|bfd|elfutils\/.*|ncurses|termio|features|sched|malloc)\.h$/,
    'Leave the part that needs it out by the project’s option, or guard the include by #ifdef __linux__ and not by __unix__, with a portable or empty branch (poll or select for epoll, clock_gettime and emscripten_set_timeout for timers)',
  ],
  [
    'unix',
    'Unix systems with processes, users and terminals',
    /^(?:sys\/(?:wait|resource|socket|un|mman|ipc|times|utsname|ioctl|ttydefaults|statvfs|select|termios|file|param|uio)|termios?|pwd|grp|netdb|syslog|setjmp|signal|sysexits|utime|dlfcn|semaphore|pthread|poll|ftw|glob|wordexp|langinfo|iconv|nl_types|net\/if(?:_arp)?|netinet\/\w+|arpa\/\w+|resolv|sgtty|stropts|ulimit|libgen|fnmatch|regex|monetary|cpio|tar|search|ndbm|threads)\.h$/,
    'Leave the part that needs it out by the project’s option, or guard the include by #ifndef __wasi__',
  ],
];

const SIMD =
  /^(?:(?:[xepntsiw]mm|x86|imm|amm|avx\w*|avx512\w*|fma|bmi2?|f16c|sha|pclmul|wmm|lzcnt|popcnt|adx|rdrand|xsave\w*|mm3dnow|mm|cpu|ia32)intrin|cpuid|mm3dnow|mm_malloc)\.h$/;
const ARM =
  /^(?:arm_(?:neon|acle|sve|sme|fp16|bf16|mve|cde)|arm64_neon|arm64intr|altivec|vecintrin|riscv_vector|lsxintrin|lasxintrin|msa)\.h$/;

const before = (header: string): string => {
  const span = headerInEmscripten(header);
  return span?.sinceOldest && !span.untilNewest
    ? ` It was there up to ${span.last} at least and is removed since (${span.measured[span.measured.indexOf(span.last) + 1]} does not have it).`
    : '';
};

/** Whether the newest Emscripten has it, so that it is not missing for what it is. */
const isThere = ({ name }: Named) => headerInEmscripten(name)?.untilNewest ?? false;

function casesOf(system: string, instead: string): readonly NameCase[] {
  return [
    {
      needs: [EMSCRIPTEN],
      here: ({ name }) =>
        `Emscripten’s C library is musl without such a system below it and does not have the header.${before(name)}`,
      cure: `${instead} (for Emscripten #ifndef __EMSCRIPTEN__); configure with emcmake or emconfigure in a clean folder, so that checks look at the target and not at the machine.`,
    },
    {
      needs: [TINYGO],
      here: 'TinyGo compiles C for wasm with a small libc (picolibc or wasi-libc), which does not have the header.',
      cure: `${instead}; keep cgo code that needs a system out of the wasm build.`,
    },
    {
      needs: [WASI],
      about: ({ name }) => !isInWasiLibc(name),
      here: `wasi-libc does not have it (measured of May 2022; newer ones have a few more): WASI offers no ${system.includes('Unix') ? 'processes, users, terminals or memory maps' : 'such system'}.`,
      cure: `${instead} (for WASI #ifndef __wasi__); some headers have a stand-in that is switched on by -D_WASI_EMULATED_SIGNAL, _MMAN, _PROCESS_CLOCKS, _GETPID and the library of that name.`,
    },
    {
      needs: ['line:wasm'],
      certainty: 'possible',
      here: 'C libraries for WebAssembly do not have it.',
      cure: `${instead}; or build natively.`,
    },
  ];
}

export const HEADERS: readonly NameFamily[] = [
  {
    id: 'header-x86',
    roles: ['header'],
    names: SIMD,
    title: 'A header of x86 intrinsics is included in a build for WebAssembly',
    is: 'declares intrinsics of x86 processors (SSE, AVX and others)',
    cases: [
      {
        needs: [EMSCRIPTEN],
        here: ({ name }) => {
          const span = headerInEmscripten(name);
          if (!span) return 'Emscripten has no such header.';
          return `Emscripten has it (measured in ${span.first} to ${span.last}), and lets it be used only with -msimd128 and the option of its instruction set; a compile without emcc’s own include folders does not find it.`;
        },
        cure: 'Compile SSE code with -msimd128 and -msse … -msse4.2, -mavx or (since 4.0) -mavx2, and include <xmmintrin.h> to <nmmintrin.h> or <immintrin.h>; switch the x86 part off otherwise (the project’s option for SIMD or assembly).',
      },
      {
        needs: ['line:wasm'],
        here: 'WebAssembly does not have them; only Emscripten translates a part.',
        cure: 'Switch the x86 part off (the project’s option for SIMD), or write it with <wasm_simd128.h>.',
      },
    ],
  },
  {
    id: 'header-other-processor',
    roles: ['header'],
    names: ARM,
    title: 'A header of another processor’s intrinsics is included in a build for WebAssembly',
    is: 'declares intrinsics of another processor (Arm’s NEON and SVE, POWER, MIPS, RISC-V)',
    cases: [
      {
        needs: [EMSCRIPTEN],
        here: ({ name }) =>
          isThere({ role: 'header', name, message: '' })
            ? 'Emscripten has an arm_neon.h (SIMDe) that works with -msimd128 -mfpu=neon; without those options it is not used.'
            : 'Emscripten does not have it.',
        cure: 'Compile with -msimd128 -mfpu=neon for NEON, or switch the SIMD part off: the plain C path works on wasm.',
      },
      {
        needs: ['line:wasm'],
        here: 'WebAssembly does not have them.',
        cure: 'Switch the SIMD part off, use SIMDe, or write it with <wasm_simd128.h>.',
      },
    ],
  },
  ...SYSTEMS.map(
    ([id, system, headers, instead]): NameFamily => ({
      id: `header-${id}`,
      roles: ['header'],
      names: (named) => headers.test(named.name) && !isThere(named),
      title: 'A header of an operating system is included that WebAssembly’s C library does not have',
      is: `is a header of ${system}`,
      cases: casesOf(system, instead),
    }),
  ),
  {
    id: 'header-unix-wasi',
    roles: ['header'],
    names: (named) => SYSTEMS.some(([, , headers]) => headers.test(named.name)) && !isInWasiLibc(named.name),
    title: 'A header is included that wasi-libc does not have',
    is: 'is a header of POSIX or Linux for what a system gives (processes, users, terminals, sockets, memory maps)',
    cases: casesOf('Unix', 'Leave the part that needs it out by the project’s option').slice(2, 3),
  },
  {
    id: 'header-there',
    said: /./,
    roles: ['header'],
    names: isThere,
    title: 'Emscripten has this header, and this compile does not look in its folders',
    is: ({ name }) => {
      const { first, last } = headerInEmscripten(name)!;
      return `is a header that Emscripten brings along (measured in ${first} to ${last})`;
    },
    cases: [
      {
        needs: [EMSCRIPTEN],
        certainty: 'possible',
        here: 'The compile that fails is not by emcc, or without its sysroot.',
        cure: 'Compile by emcc or em++ (emcmake, emconfigure) and not by the machine’s compiler or a bare clang; leave -nostdinc and --sysroot out; an editor or a code generator needs the folder cache/sysroot/include of the Emscripten.',
      },
    ],
  },
];
