import { TINYGO } from '../conditions.ts';
import { newInGo } from '../measured-names.ts';
import type { Named, NameFamily } from '../name-family.ts';

/** What names of syscall and golang.org/x/sys/unix are for that js/wasm and wasip1 lack. */
const SYSTEM_PARTS: readonly (readonly [what: string, names: RegExp])[] = [
  ['terminals', /ioctl|termios|TIOC|TCGET|TCSET|TTY|[Ww]insize|Pty|Tcget|Tcset|ECHO|ICANON|VMIN|VTIME|IXON/i],
  [
    'processes and their groups',
    /getpgid|setpgid|getpgrp|getsid|setsid|forkexec|forklock|kill|wait4|waitstatus|waitpid|procattr|exec\b|startprocess|ptrace|rusage|rlimit|prlimit|priority|clone|unshare|setns|prctl|nice|SIGKILL|SIGSTOP|SIGTSTP|SIGCONT|SIGWINCH|SIGUSR|CLONE_|RLIMIT|WNOHANG|WUNTRACED/i,
  ],
  ['memory maps', /mmap|munmap|mlock|madvise|mprotect|msync|mremap|PROT_|MAP_|MADV_|MCL_|shm/i],
  [
    'locks and properties of files',
    /flock|LOCK_|fcntl|F_[A-Z]|statfs|fstatfs|xattr|fallocate|sync_?file|sendfile|splice|dup[23]?$|mknod|mkfifo|mount|chroot|utimes?nano|copyfilerange|ftruncate|openat|renameat|fadvise|O_(?:DIRECT|NOATIME|PATH|TMPFILE)|stat_t|Atim|Mtim|Ctim|nlink|dev$|umask|access|getdents/i,
  ],
  [
    'sockets',
    /sock|MSG_|AF_|PF_|SO_|SOL_|IPPROTO|TCP_|IP_|IPV6_|sendmsg|recvmsg|sendto|recvfrom|bind$|listen$|connect$|accept|netlink|iface|nl[amt]|mreq|cmsg|setsockopt|getsockopt|shutdown|SHUT_|SOMAXCONN|RawConn|NewLazy(?!DLL)/i,
  ],
  ['users and groups', /get[eug]*id|set[eug]*id|setre|setres|getgroups|setgroups|credential|ucred|chown/i],
  [
    'events of the kernel',
    /epoll|inotify|fanotify|eventfd|timerfd|signalfd|kqueue|kevent|poll|select|futex|io_uring|perf|bpf/i,
  ],
  [
    'Windows',
    /DLL|proc$|handle|windows|utf16|overlapped|createfile|token|security|registry|formatmessage|virtual|HANDLE|ERROR_|GENERIC_|FILE_|INVALID_/i,
  ],
  [
    'the kernel and the machine',
    /sysinfo|uname|utsname|sysctl|reboot|gettid|syscall6?$|rawsyscall|SYS_|auxv|getrandom|clock|times$|timeval|sched|affinity|CPUSet/i,
  ],
];

const member = ({ name }: Named) => name.slice(name.lastIndexOf('.') + 1);
const partOf = (named: Named) => SYSTEM_PARTS.find(([, names]) => names.test(member(named)))?.[0];

/** Parts of Go's standard library that TinyGo has in a version of its own. */
const TINYGO_PARTS: Readonly<Record<string, string>> = {
  net: 'TinyGo’s own package net is a small part of Go’s: WebAssembly has no sockets, and most types and functions for connections are missing or stubs, more of them in older releases.',
  http: 'net/http compiles in TinyGo only in part: its server and transport need a network and goroutines that a wasm target does not have.',
  tls: 'crypto/tls stands on net and reflect, of which TinyGo implements a part.',
  os: 'TinyGo’s own package os has a part of Go’s: no processes, users or signals, fewer functions on files, more with each release.',
  exec: 'os/exec starts processes, which WebAssembly does not have.',
  signal: 'os/signal needs signals, which WebAssembly does not have.',
  syscall: 'TinyGo’s own package syscall has only what its runtime needs on the target.',
  unix: 'golang.org/x/sys/unix has files for systems alone, and none for wasm.',
  runtime: 'TinyGo has a runtime of its own, with a part of the functions of Go’s package runtime.',
  pprof: 'TinyGo has no profiler: runtime/pprof is a stub.',
  reflect: 'TinyGo’s own package reflect is incomplete (rewritten for 0.28, and it grows with each release).',
  reflectlite: 'TinyGo’s own reflect is incomplete (rewritten for 0.28, and it grows with each release).',
  unsafe: 'Names of unsafe come with releases of Go that TinyGo has to know.',
  atomic: 'TinyGo’s sync/atomic has what its release was written for.',
  sync: 'TinyGo’s own package sync has a part of Go’s.',
  testing: 'TinyGo’s own package testing has a part of Go’s (fewer benchmarks, fuzzing and coverage).',
  big: 'math/big of Go works by assembly or plain Go; names of its internals are not for TinyGo.',
  time: 'TinyGo’s runtime has a part of what package time asks for (timers, zones).',
  js: 'syscall/js is there only for TinyGo’s target wasm (GOOS=js), not for wasip1 and microcontrollers.',
  fmtsort: 'The standard library of Go that TinyGo found is newer than the TinyGo.',
};
const packageOf = ({ name }: Named) => (name.includes('.') ? name.split('.')[0]! : '');

export const GO_NAMES: readonly NameFamily[] = [
  {
    id: 'go-js-removed',
    roles: ['go'],
    names:
      /^js\.(?:Wrapper|TypedArray|TypedArrayOf|NewCallback|Callback|NewEventCallback|PreventDefault|StopPropagation|EventCallbackFlag)$/,
    title: 'The sources use a name of syscall/js that was removed',
    is: ({ name }) => {
      const what = member({ role: 'go', name, message: '' });
      if (what === 'Wrapper') return 'was an interface of syscall/js up to Go 1.17, and was removed with Go 1.18';
      if (/Callback|Propagation|PreventDefault/.test(what))
        return 'was of syscall/js in Go 1.11, and was replaced by js.FuncOf with Go 1.12';
      return 'was of syscall/js up to Go 1.12, and was replaced by js.CopyBytesToGo and js.CopyBytesToJS with Go 1.13';
    },
    cases: [
      {
        here: 'A dependency that was not updated since still uses it.',
        cure: ({ name }) =>
          `Update the dependency to a version without it (or fork it by replace in go.mod)${/Wrapper/.test(name) ? ', where a value is passed by a method JSValue call that method' : ''}; until then build with an older Go that has it.`,
      },
    ],
  },
  {
    id: 'tinygo-part',
    roles: ['go'],
    names: (named) => TINYGO_PARTS[packageOf(named)] !== undefined,
    title: 'TinyGo’s version of a package does not have this name',
    is: (named) => `is a name of the package ${fullName(packageOf(named))}`,
    cases: [
      {
        needs: [TINYGO],
        here: (named) => TINYGO_PARTS[packageOf(named)]!,
        cure: (named) =>
          `Upgrade TinyGo, leave the package that uses ${packageOf(named)} out or replace it (a build tag //go:build !tinygo with a stub beside it), or build with Go’s own compiler (GOOS=js or wasip1).`,
      },
      {
        // Only the text of TinyGo's own library says that it was found to be another's.
        needs: ['line:not declared by package'],
        certainty: 'possible',
        here: 'The Go in use does not have it: TinyGo, which has a part of Go’s library, or an older Go.',
        cure: 'Upgrade the compiler, or leave the package out.',
      },
      {
        needs: ['line:has no field or method'],
        unless: ['line:GOOS=', 'line:go build'],
        certainty: 'possible',
        here: 'Where TinyGo compiles this, its own package does not have it yet, and the Go whose standard library it found is newer than it supports.',
        cure: 'Use a newer TinyGo that supports this version of Go, or an older Go beside it.',
      },
    ],
  },
  {
    id: 'go-newer-name',
    roles: ['go'],
    names: ({ name }) => newInGo(name) !== null,
    title: 'The sources need a newer Go',
    is: ({ name }) => {
      const { first, measured } = newInGo(name)!;
      return `is exported by Go’s standard library since Go ${first} (measured; ${measured[measured.indexOf(first) - 1]} does not have it)`;
    },
    cases: [
      {
        needs: [TINYGO],
        certainty: 'possible',
        here: 'TinyGo takes the standard library of the Go that it finds, which is older, or has its own version of the package without it.',
        cure: ({ name }) =>
          `Use Go ${newInGo(name)!.first} or newer beside a TinyGo that supports it (tinygo version names its Go), or an older version of the dependency.`,
      },
      {
        certainty: 'possible',
        here: 'The Go in use is older.',
        cure: ({ name }) =>
          `Build with Go ${newInGo(name)!.first} or newer, or take an older version of the dependency.`,
      },
    ],
  },
  {
    id: 'go-system',
    roles: ['go'],
    names: (named) => /^(?:syscall|unix|windows)$/.test(packageOf(named)),
    title: 'Go’s js and wasip1 targets do not have this name of the system',
    is: (named) => {
      const part = packageOf(named) === 'windows' ? 'Windows' : partOf(named);
      const from = {
        syscall: 'the package syscall',
        unix: 'golang.org/x/sys/unix',
        windows: 'golang.org/x/sys/windows',
      }[packageOf(named)];
      return `is a name of ${from}${part ? `, of the part for ${part}` : ''}`;
    },
    cases: [
      {
        needs: ['line:wasm | line:js/wasm | line:wasip1 | line:GOOS=js'],
        here: (named) =>
          packageOf(named) === 'syscall'
            ? 'On js/wasm and wasip1 the package has only a small part of its names.'
            : 'That package has files for operating systems alone; on js/wasm and wasip1 nothing of it is defined.',
        cure: 'Keep the file that uses it out of the wasm build by a build constraint (//go:build !js && !wasip1) and put a stub for wasm beside it (_js.go, _wasip1.go); in a dependency update it, or replace it by a fork with such a stub.',
      },
    ],
  },
  {
    id: 'go-file-of-systems',
    roles: ['go'],
    names:
      /^(?:mmap(?:File)?|munmap|flock|lock(?:File)?|unlock(?:File)?|isTerminal|getTermios|setTermios|terminalSize|getWinSize|sysInit|newPlatform\w*|openFile|setNonblock|readDirent|sysProcAttr|killProcess|setProcAttr|notifySignal|hideWindow|daemonize|getPlatform\w*|platform\w+|sysconf|numCPU|sendFile|poll(?:er|Desc)?|newPoller|getUid|getFileTimes|statTimes|syscallMode|fdatasync|fsync|getSysInfo|totalMemory|hostInfo|cpuInfo|getMemory\w*|listen(?:Pipe|UDP|Unix)\w*|dialPipe|reusePort|controlConn|socketControl|setSockOpt\w*|defaultShell|openBrowser|openURL|termios|winsize|console\w*)$/,
    title: 'A function is defined only in files for other systems than the WebAssembly target',
    is: 'is the kind of name that packages define once for each system, in files such as …_linux.go and …_windows.go or under build constraints (memory maps, locks, terminals, processes, sockets)',
    cases: [
      {
        needs: ['line:wasm | line:js/wasm | line:wasip1 | line:GOOS=js'],
        certainty: 'possible',
        here: 'None of these files is for js/wasm or wasip1, so that the name is undefined there.',
        cure: 'Use a newer version of the package, or of Go where it is one of Go’s own, add a file for the target (_js.go, _wasip1.go) with a stub, or leave the package out of the wasm build by a build constraint.',
      },
    ],
  },
];

function fullName(name: string): string {
  const paths: Readonly<Record<string, string>> = {
    http: 'net/http',
    tls: 'crypto/tls',
    exec: 'os/exec',
    signal: 'os/signal',
    unix: 'golang.org/x/sys/unix',
    pprof: 'runtime/pprof',
    atomic: 'sync/atomic',
    big: 'math/big',
    js: 'syscall/js',
    fmtsort: 'internal/fmtsort',
    reflectlite: 'internal/reflectlite',
  };
  return paths[name] ?? name;
}
