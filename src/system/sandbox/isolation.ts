import { totalmem } from 'node:os';
import { findGroups, type OpenGroup } from './control-group.ts';
import { type MountPlan, sandboxArgv } from './enter.ts';
import type { Descriptor, ProcessOptions } from './process.ts';
import { explainSandbox } from './record.ts';
import { runProcess } from './run.ts';
import { compileFilter } from './seccomp-filter.ts';
import { closeUserNamespace, openUserNamespace, STEP_USER, type UserNamespace } from './user-namespace.ts';

/** What keeps commands in on this machine. */
export interface Ways {
  /**
   * Whether commands are a user of their own that owns nothing, where emrift itself is root. False: they are whoever
   * started emrift.
   */
  readonly ownUser: boolean;
  /** What keeps a command from making user namespaces, beside the filter. False: the filter alone. */
  readonly closed: boolean;
  /** Whether folders in memory have a size. False: the limit of memory bounds them. */
  readonly sized: boolean;
  /**
   * Whether the kernel bounds memory and processes by a control group, beside the watch. False: the watch alone does.
   */
  readonly grouped: boolean;
  /** Whether commands run in a sandbox within another one, whose /proc they see. False: they have their own. */
  readonly nested: boolean;
}

/** How a command is started inside: the whole call of `runProcess` but for its limits. */
export interface Start extends Pick<ProcessOptions, 'descriptors' | 'user'> {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What is run inside: a script of the shell, and what it gets as `$1` and following. */
export interface Script {
  readonly text: string;
  readonly args?: readonly string[];
}

/** A way to run scripts in bubblewrap, tried out on this machine. */
export interface Isolation {
  readonly ways: Ways;
  /** The user, by number, to whom everything belongs that a command may write; null for emrift's own. */
  readonly user: number | null;
  /** Bounds a command by the kernel; null where it may not. */
  readonly openGroup: OpenGroup | null;
  /** How to start a script. The first descriptor is its own, for a report; the second is bubblewrap's. */
  start(plan: MountPlan, script: Script, memory?: number): Start;
  close(): void;
}

/** What this machine allows, or the one line that says why it allows none and what fixes it. */
export type IsolationState =
  | { readonly kind: 'ready'; readonly isolation: Isolation }
  | { readonly kind: 'refused'; readonly reason: string; readonly fix: string };

/**
 * Finds the strictest way to run commands in bubblewrap that this machine allows, by trying. Takes a few hundredths of a
 * second. Without `ownUser` commands stay the user that emrift is, also where that is root.
 */
export async function openIsolation({ ownUser = true, nested = false } = {}): Promise<IsolationState> {
  let said = '';
  const openGroup = findGroups();
  const attempt = async (
    ways: Omit<Ways, 'grouped' | 'nested'> & { readonly nested?: boolean },
    namespace: UserNamespace | null,
  ) => {
    const isolation = describe({ nested: false, ...ways, grouped: openGroup !== null }, namespace, openGroup);
    const tried = await tryOut(isolation);
    if (tried === null) return { kind: 'ready', isolation } as const;
    said = tried;
    return null;
  };
  // --disable-userns came with 0.8, --size with 0.6, --userns, by which steps are a user of their own, with 0.4.
  const namespace = ownUser && process.getuid?.() === 0 ? await openUserNamespace() : null;
  if (namespace) {
    for (const sized of [true, false]) {
      const found = await attempt({ ownUser: true, closed: namespace.closed, sized }, namespace);
      if (found) return found;
    }
    closeUserNamespace(namespace);
  }
  for (const [closed, sized] of [
    [true, true],
    [false, true],
    [false, false],
  ] as const) {
    const found = await attempt({ ownUser: false, closed, sized }, null);
    if (found) return found;
    if (said === NOT_INSTALLED) return { kind: 'refused', reason: said, fix: 'apt-get install bubblewrap' };
  }
  if (nested) {
    const found = await attempt({ ownUser: false, closed: false, sized: true, nested: true }, null);
    if (found) return found;
  }
  if (said.includes('EMFILE')) return { kind: 'refused', reason: said, fix: 'ulimit -n 4096' };
  const fix = 'sysctl -w kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0';
  return { kind: 'refused', reason: said, fix };
}

const NOT_INSTALLED = 'bubblewrap is not installed';

async function tryOut(isolation: Isolation): Promise<string | null> {
  const plan = { root: null, mounts: [], env: { PATH: '/usr/bin:/bin' }, cwd: '/' };
  const { command, ...options } = isolation.start(plan, { text: 'true' }, 1 << 20);
  const outcome = await runProcess(command, { ...options, limits: PROBE_LIMITS });
  if (outcome.kind === 'not-started') return outcome.reason.includes('ENOENT') ? NOT_INSTALLED : outcome.reason;
  if (outcome.kind !== 'exited') return 'bubblewrap does not end';
  return explainSandbox(outcome, outcome.reports[1]!) ?? (outcome.exitCode === 0 ? null : 'bubblewrap failed');
}

/** Descriptors of a command in the sandbox: its own report, then what bubblewrap reads or writes before it starts. */
const [STATUS, FILTER, NAMESPACE] = [4, 5, 6];

/** The call of the shell that runs a script. Bubblewrap leaves the namespace that it joined open, so it is closed here. */
export function callShell({ text, args = [] }: Script): string[] {
  return ['/bin/sh', '-c', `exec ${NAMESPACE}>&-; ${text}`, 'sh', ...args];
}

function describe(ways: Ways, namespace: UserNamespace | null, openGroup: OpenGroup | null): Isolation {
  const filter = compileFilter();
  return {
    ways,
    openGroup,
    user: namespace ? STEP_USER : null,
    start(plan, script, memory) {
      const descriptors: Descriptor[] = ['report', 'report', filter, ...(namespace ? [namespace.fd] : [])];
      const command = sandboxArgv(plan, callShell(script), {
        status: STATUS,
        filter: FILTER,
        closed: ways.closed,
        outerProc: ways.nested,
        ...(namespace ? { userNamespace: NAMESPACE } : {}),
        memory: ways.sized && memory !== undefined ? memoryFolderSize(memory) : undefined,
      });
      return {
        command,
        cwd: '/',
        env: { PATH: process.env.PATH ?? '/usr/bin:/bin' },
        descriptors,
        user: namespace ? STEP_USER : undefined,
      };
    },
    close: () => namespace && closeUserNamespace(namespace),
  };
}

/**
 * The size of a folder in memory lies above the limit on memory, so that whoever fills it strikes that limit and does not
 * meet a full disk; and it never takes more than half of the machine.
 */
function memoryFolderSize(limit: number): number {
  return Math.min(limit + (1 << 30), Math.floor(totalmem() / 2));
}

const PROBE_LIMITS = { wall: 10_000, silence: 10_000, output: 64 * 1024, memory: 1 << 30 };
