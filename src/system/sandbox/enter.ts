import { existsSync } from 'node:fs';

/** What a command sees of the machine. */
export interface MountPlan {
  /** A folder that holds a root file system; null for the machine's own /usr. */
  readonly root: string | null;
  /** Folders and files laid over the root: `from` on this machine, `to` inside. Read-only unless `writable`. */
  readonly mounts: readonly Mount[];
  /** The whole environment inside. */
  readonly env: Readonly<Record<string, string>>;
  /** The working folder inside. */
  readonly cwd: string;
}

/** One mount. Without `from` it is an empty folder in memory. */
export interface Mount {
  readonly from?: string;
  readonly to: string;
  /** Whether a command may write there; false: it only reads. */
  readonly writable?: boolean;
}

/** What bubblewrap is asked for beyond what each of its versions does; descriptors by their numbers. */
export interface Bars {
  /** Has the compiled filter of system calls. */
  readonly filter?: number;
  /** Takes what bubblewrap reports of itself. */
  readonly status?: number;
  /** The user namespace to join, in place of a new one. */
  readonly userNamespace?: number;
  /**
   * Whether a new user namespace is closed against further ones. False: only the filter keeps commands from making
   * some.
   */
  readonly closed?: boolean;
  /**
   * Whether /proc is that of the sandbox around, for inside another one the kernel shows no new one. False: it is one of the
   * command's own.
   */
  readonly outerProc?: boolean;
  /** The most bytes that each folder in memory takes. */
  readonly memory?: number | undefined;
}

/**
 * The command line that runs `command` inside bubblewrap (bwrap(1)): no network, own process, user and host name spaces,
 * read-only root, private /tmp, cleared environment, one fixed user; everything dies with the parent.
 */
export function sandboxArgv(plan: MountPlan, command: readonly string[], bars: Bars = {}): string[] {
  const memoryFolder = (to: string) => [
    ...(bars.memory === undefined ? [] : ['--size', `${bars.memory}`]),
    '--tmpfs',
    to,
  ];
  const mount = ({ from, to, writable }: Mount) =>
    from === undefined ? memoryFolder(to) : [writable ? '--bind' : '--ro-bind', from, to];
  return [
    'bwrap',
    ...userArgs(bars),
    ...['ipc', 'pid', 'net', 'uts', 'cgroup-try'].map((kind) => `--unshare-${kind}`),
    ...(bars.filter === undefined ? [] : ['--seccomp', `${bars.filter}`]),
    ...(bars.status === undefined ? [] : ['--json-status-fd', `${bars.status}`]),
    '--hostname',
    'emrift',
    '--die-with-parent',
    // The command is the first process itself: none of bubblewrap's is inside, whose memory the command could write to.
    '--as-pid-1',
    ...rootArgs(plan.root),
    ...(bars.outerProc ? ['--ro-bind', '/proc', '/proc'] : ['--proc', '/proc', ...kernelArgs()]),
    '--dev',
    '/dev',
    ...memoryFolder('/dev/shm'),
    ...memoryFolder('/tmp'),
    ...plan.mounts.flatMap(mount),
    // What lies in between are folders in memory that have no size.
    ...['/', '/dev'].flatMap((folder) => ['--remount-ro', folder]),
    '--clearenv',
    ...Object.entries(plan.env).flatMap(([name, value]) => ['--setenv', name, value]),
    '--chdir',
    plan.cwd,
    '--',
    ...command,
  ];
}

function userArgs({ userNamespace, closed }: Bars): string[] {
  const user = ['--uid', '1000', '--gid', '1000'];
  if (userNamespace !== undefined) return ['--userns', `${userNamespace}`, ...user];
  return ['--unshare-user', ...(closed ? ['--disable-userns'] : []), ...user];
}

/** What of the kernel root may write to, whoever it is inside (proc(5)). */
const SETTINGS = ['sys', 'sysrq-trigger', 'irq', 'bus', 'fs', 'scsi', 'acpi', 'asound', 'mtrr', 'driver'];
/** What shows the whole machine: its memory, keyrings, timers. */
const SECRETS = ['kcore', 'keys', 'key-users', 'kmsg', 'latency_stats', 'sched_debug', 'timer_list', 'kpagecount'];

/** The kernel's settings are read-only, and what it knows of others is hidden. */
function kernelArgs(): string[] {
  const there = (names: readonly string[]) => names.map((name) => `/proc/${name}`).filter((path) => existsSync(path));
  return [
    ...there(SETTINGS).flatMap((path) => ['--ro-bind', path, path]),
    ...there(SECRETS).flatMap((path) => ['--ro-bind', '/dev/null', path]),
  ];
}

/** A merged /usr, as in every Debian since 10 and every root that emrift unpacks. */
function rootArgs(root: string | null): string[] {
  const links = ['bin', 'sbin', 'lib', 'lib64'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]);
  if (root !== null) return ['--ro-bind', `${root}/usr`, '/usr', ...links, '--ro-bind', `${root}/etc`, '/etc'];
  // Of the machine's own /etc only what the loader and the alternatives' links need.
  const etc = ['alternatives', 'ld.so.cache', 'ld.so.conf', 'ld.so.conf.d'].flatMap((name) => [
    '--ro-bind-try',
    `/etc/${name}`,
    `/etc/${name}`,
  ]);
  return ['--ro-bind', '/usr', '/usr', ...links, ...etc];
}
