import { existsSync } from 'node:fs';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { roundBytes } from '../../model/bytes.ts';
import { draftOf } from '../../system/files.ts';
import { findProgram } from '../../system/find-program.ts';
import { makeFolder } from '../../system/folders.ts';
import { openIsolation } from '../../system/sandbox/isolation.ts';
import { probeIsolation } from '../../system/sandbox/probe.ts';
import { readSettings } from '../../toolchains/providers/settings.ts';
import { countResults } from '../../toolchains/store/kept-results.ts';

/** One thing that the machine has or lacks. */
export interface Finding {
  readonly what: string;
  /** Whether it is as it should be; false: `fix` says what to do. */
  readonly ok: boolean;
  readonly said: string;
  /** Where the default profile does without it. */
  readonly optional?: true;
  /** What is said of it where it is not as it should be; by default that it is absent or missing. */
  readonly otherwise?: string;
  /** What holds in detail, for `--json`. */
  readonly holds?: readonly string[];
  /** The command that fixes it. */
  readonly fix?: string;
}

/** Looks at all that installing toolchains and running steps needs. */
export async function checkMachine(): Promise<Finding[]> {
  return [
    checkPlatform(),
    ...(await checkSandbox()),
    ...PROGRAMS.map(checkProgram),
    ...OPTIONAL_PROGRAMS.map((program) => ({ ...checkProgram(program), optional: true as const })),
    checkKeyring(),
    await checkStore(),
  ];
}

/** Programs that providers call, with the Debian package that has each, or a `fix` of their own. */
const PROGRAMS: readonly { name: string; package: string; why: string; fix?: string }[] = [
  { name: 'apt-get', package: 'apt', why: 'fetches Debian’s packages into a place of its own' },
  { name: 'dpkg-deb', package: 'dpkg', why: 'unpacks them' },
  { name: 'gpgv', package: 'gpgv', why: 'checks their signatures' },
  { name: 'npm', package: 'npm', why: 'fetches versions of Node.js' },
  { name: 'tar', package: 'tar', why: 'unpacks archives' },
];

/** Programs that only the hosts of the nightly profile need, or one option. */
const OPTIONAL_PROGRAMS: typeof PROGRAMS = [
  { name: 'python3', package: 'python3', why: 'runs wasmtime, in the nightly profile' },
  { name: 'pip3', package: 'python3-pip', why: 'fetches wasmtime, in the nightly profile' },
  // Debian 12 has an older one (0.66), which cannot build wasmi 2.
  {
    name: 'cargo',
    package: 'cargo',
    why: 'builds wasmi, in the nightly profile, from 1.86 on',
    fix: 'rustup toolchain install stable',
  },
  { name: 'strace', package: 'strace', why: 'shows the system calls of hosts, in `emrift trace --from system`' },
];

function checkProgram({ name, package: from, why, fix }: (typeof PROGRAMS)[number]): Finding {
  const found = findProgram(name);
  return {
    what: name,
    ok: found !== null,
    said: found ?? `not found; it ${why}`,
    fix: fix ?? `apt-get install ${from}`,
  };
}

function checkPlatform(): Finding {
  const platform = `${process.platform}-${process.arch}`;
  return { what: 'platform', ok: platform === 'linux-x64', said: `${platform}, Node ${process.versions.node}` };
}

/** Whether steps can be isolated, and what of it holds when it is tried from inside. */
async function checkSandbox(): Promise<Finding[]> {
  const state = await openIsolation();
  if (state.kind === 'refused') return [{ what: 'sandbox', ok: false, said: state.reason, fix: state.fix }];
  const { isolation } = state;
  const facts = await probeIsolation(isolation).finally(isolation.close);
  const lacking = facts.flatMap((fact) => (fact.holds ? [] : [fact.said])).join(', ');
  return [
    { what: 'sandbox', ok: true, said: 'bubblewrap isolates steps' },
    {
      what: 'isolation',
      ok: lacking === '',
      said:
        lacking === ''
          ? `all ${facts.length} properties hold, tried from inside a step`
          : `${facts.filter(({ holds }) => holds).length} of ${facts.length} properties hold, tried from inside a step; weaker than elsewhere: ${lacking}`,
      holds: facts.flatMap((fact) => (fact.holds ? [fact.said] : [])),
      optional: true,
      otherwise: 'weaker',
    },
  ];
}

/** Where Debian's package debian-archive-keyring puts the keys. */
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

function checkKeyring(): Finding {
  const there = existsSync(KEYRING);
  return {
    what: 'Debian’s keys',
    ok: there,
    said: there ? KEYRING : 'not found; they sign Debian’s packages',
    fix: 'apt-get install debian-archive-keyring',
  };
}

/** With less than this, in bytes, next to nothing can be installed or run. */
const LITTLE_SPACE = 1e9;

async function checkStore(): Promise<Finding> {
  const { storeDir, storeMax } = readSettings(process.env);
  const problem = (said: string, fix = 'export EMRIFT_STORE=DIR'): Finding => ({
    what: 'store',
    ok: false,
    said,
    fix,
  });
  if (!isAbsolute(storeDir)) return problem(`EMRIFT_STORE=${storeDir} is no whole path`);
  try {
    makeFolder(storeDir);
    const stats = await statfs(storeDir);
    const free = stats.bavail * stats.bsize;
    if (free < LITTLE_SPACE) {
      const space = `${storeDir}, only ${roundBytes(free)} free`;
      return problem(space, 'emrift toolchains prune` or `emrift toolchains prune --blobs');
    }
    const draft = draftOf(join(storeDir, 'try'));
    await writeFile(draft, 'x').finally(() => rm(draft, { force: true }));
    const kept = roundBytes((await countResults(storeDir)).bytes);
    const bound = storeMax === null ? '' : `, at most ${roundBytes(storeMax)} in all`;
    return {
      what: 'store',
      ok: true,
      said: `${storeDir}, ${kept} of results of steps${bound}, ${roundBytes(free)} free`,
    };
  } catch (error) {
    return problem(`${storeDir} cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}
