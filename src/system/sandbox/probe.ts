import { readFileSync } from 'node:fs';
import type { Isolation } from './isolation.ts';
import { runProcess } from './run.ts';

/** One thing that isolation is about, as it was found when it was tried from inside. */
export interface Fact {
  /** Whether it is so here; false: isolation is weaker by it. */
  readonly holds: boolean;
  /** Completes a sentence on steps: what they are or cannot do, or what they can. */
  readonly said: string;
}

/** Each line is `name=value`; what is tried is what an attacker would try first, and harmless where it works. */
const SCRIPT = `
while read -r name value; do
  case $name in CapEff: | NoNewPrivs: | Seccomp:) echo "\${name%:}=$value" ;; esac
done </proc/self/status
for path in /proc/sys/kernel/core_pattern /proc/sysrq-trigger /usr /; do [ -w "$path" ] && echo "writable=$path"; done
for path in /proc/self/fd/*; do
  [ "\${path##*/}" -gt 3 ] && [ "$(readlink "$path")" != /dev/null ] && [ -e "$path" ] && echo "open=$path"
done
unshare --user true 2>/dev/null && echo namespaces=open
while read -r name rest; do case $name in *:) [ "$name" = lo: ] || echo "network=$name" ;; esac; done </proc/net/dev
echo end=reached
`;

/** Finds out from inside what a way of isolation gives on this machine. */
export async function probeIsolation(isolation: Isolation): Promise<readonly Fact[]> {
  const plan = { root: null, mounts: [], env: { PATH: '/usr/bin:/bin' }, cwd: '/' };
  const { command, ...start } = isolation.start(plan, { text: SCRIPT }, 1 << 20);
  let user = 'unknown';
  // From outside: a namespace within another one knows only what it is called in that.
  const onStart = (pid: number) => {
    user = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? user;
  };
  const outcome = await runProcess(command, { ...start, onStart, limits: LIMITS });
  const said = new Map(
    (outcome.kind === 'exited' ? outcome.stdout : '').split('\n').map((line) => line.split('=') as [string, string]),
  );
  if (said.get('end') !== 'reached') return [{ holds: false, said: 'their isolation could not be checked' }];
  return readFacts(user, said, isolation);
}

function readFacts(user: string, said: ReadonlyMap<string, string>, { ways }: Isolation): Fact[] {
  const fact = (holds: boolean, yes: string, no: string): Fact => ({ holds, said: holds ? yes : no });
  const closed = `no new user namespaces (${ways.closed ? 'closed by the kernel and by the filter' : 'closed by the filter'})`;
  return [
    fact(user !== '0', `steps are user ${user} of this machine`, 'steps are root of this machine, without its rights'),
    fact(said.get('CapEff') === '0000000000000000', 'have no capabilities', 'have capabilities'),
    fact(said.get('NoNewPrivs') === '1', 'can gain none', 'can gain more'),
    fact(said.get('Seccomp') === '2', 'are under a filter of system calls', 'have all system calls'),
    fact(!said.has('namespaces'), closed, 'new user namespaces'),
    fact(!said.has('writable'), 'write no setting of the kernel', `can write ${said.get('writable')}`),
    fact(!said.has('network'), 'have no network', `have the network ${said.get('network')}`),
    fact(!said.has('open'), 'inherit no open files', `inherit ${said.get('open')}`),
    fact(ways.grouped, 'are bounded by a control group', 'are bounded by a watch alone, without a control group'),
    fact(ways.sized, 'have a bounded memory for files', 'fill memory with files until the watch sees it'),
  ];
}

const LIMITS = { wall: 10_000, silence: 10_000, output: 64 * 1024, memory: 1 << 30 };
