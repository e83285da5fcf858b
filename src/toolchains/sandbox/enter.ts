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
  readonly writable?: boolean;
}

/**
 * The command line that runs `command` inside bubblewrap (bwrap(1), 0.8): no network, own process, user and host name
 * spaces, read-only root, private /tmp, cleared environment, one fixed user; everything dies with the parent.
 */
export function sandboxArgv(plan: MountPlan, command: readonly string[]): string[] {
  return [
    'bwrap',
    '--unshare-all',
    '--unshare-user',
    '--uid',
    '1000',
    '--gid',
    '1000',
    '--hostname',
    'emrift',
    '--die-with-parent',
    ...rootArgs(plan.root),
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    '--tmpfs',
    '/tmp',
    ...plan.mounts.flatMap(mountArgs),
    '--clearenv',
    ...Object.entries(plan.env).flatMap(([name, value]) => ['--setenv', name, value]),
    '--chdir',
    plan.cwd,
    '--',
    ...command,
  ];
}

function mountArgs(mount: Mount): string[] {
  if (mount.from === undefined) return ['--tmpfs', mount.to];
  return [mount.writable ? '--bind' : '--ro-bind', mount.from, mount.to];
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
