import { lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { InfrastructureError } from '../../model/errors.ts';
import { quoteWord } from '../../model/quote-word.ts';
import type { Mount, MountPlan } from '../../system/sandbox/enter.ts';
import { callShell } from '../../system/sandbox/isolation.ts';
import { PLACES } from '../mounts/places.ts';
import type { Entry } from './entry.ts';

/**
 * Commands without isolation, for machines where bubblewrap cannot run: as they lie on the machine, or, where a toolchain
 * brings its own root, in a private copy of it by chroot(8) as an unprivileged user, which only root can arrange.
 */
export const noSandboxEntry: Entry = {
  hasMemoryFolders: false,
  user: null,
  openGroup: null,
  enter(plan, script, scratch) {
    const command = callShell(script);
    // Nothing else holds what a step starts in a session of its own.
    const held = { descriptors: ['report' as const], mark: scratch };
    if (plan.root === null) return { ...enterDirectly(plan, command, scratch), ...held };
    if (process.getuid?.() !== 0) {
      throw new InfrastructureError('a toolchain with a root of its own needs bubblewrap, or root rights for chroot');
    }
    return { ...enterByChroot(plan, plan.root, command, scratch), ...held };
  },
  // A step can end even the shell around it, so that nothing here is beyond its reach.
  explainFailure: () => null,
};

/** Paths inside become the paths on this machine, in the working folder and the environment. */
function enterDirectly(plan: MountPlan, command: readonly string[], scratch: string) {
  const places: [inside: string, here: string][] = [];
  for (const [index, mount] of [{ to: PLACES.tmp }, ...plan.mounts].entries()) {
    const here = (mount as Mount).from ?? join(scratch, `place${index}`);
    if ((mount as Mount).from === undefined) mkdirSync(here);
    places.push([mount.to, here]);
  }
  // The longest path first, so that a place inside another one is found.
  places.sort(([a], [b]) => b.length - a.length);
  const translate = (path: string) => {
    const place = places.find(([inside]) => path === inside || path.startsWith(`${inside}/`));
    return place ? place[1] + path.slice(place[0].length) : path;
  };
  const env = Object.entries(plan.env).map(
    ([name, value]) => [name, value.split(':').map(translate).join(':')] as const,
  );
  return { command, cwd: translate(plan.cwd), env: Object.fromEntries(env) };
}

/** The user `nobody` of Debian (base-passwd): may not write what root owns, also through hard links. */
const NOBODY = '65534:65534';

function enterByChroot(plan: MountPlan, root: string, command: readonly string[], scratch: string) {
  const inside = join(scratch, 'root');
  const lines = [
    `mkdir -p ${quoteWord(inside)}/dev ${quoteWord(inside)}/proc`,
    `mkdir -m 1777 ${quoteWord(inside)}/tmp`,
    `cp -al ${quoteWord(`${root}/usr`)} ${quoteWord(`${inside}/usr`)}`,
    `cp -a ${quoteWord(`${root}/etc`)} ${quoteWord(`${inside}/etc`)}`,
    ...['bin', 'sbin', 'lib', 'lib64'].map((name) => `ln -s usr/${name} ${quoteWord(`${inside}/${name}`)}`),
    `mknod -m 666 ${quoteWord(`${inside}/dev/null`)} c 1 3 2>/dev/null || install -m 666 /dev/null ${quoteWord(`${inside}/dev/null`)}`,
    ...plan.mounts.flatMap((mount) => layMount(mount, inside)),
    'set +e',
    `env -i ${Object.entries(plan.env)
      .map(([name, value]) => quoteWord(`${name}=${value}`))
      .join(
        ' ',
      )} /usr/sbin/chroot --userspec=${NOBODY} ${quoteWord(inside)} /bin/sh -c 'cd "$1" && shift && exec "$@"' sh ${[plan.cwd, ...command].map(quoteWord).join(' ')}`,
    'code=$?',
    ...plan.mounts
      .filter((mount) => mount.writable)
      .map((mount) => `cp -a ${quoteWord(`${inside}${mount.to}`)}/. ${quoteWord(mount.from!)}/`),
    'exit $code',
  ];
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
  return { command: ['/bin/sh', '-ec', lines.join('\n')], cwd: scratch, env };
}

function layMount(mount: Mount, inside: string): string[] {
  const to = `${inside}${mount.to}`;
  const parent = to.slice(0, to.lastIndexOf('/'));
  if (mount.from === undefined) return [`mkdir -p ${quoteWord(to)}`, `chown ${NOBODY} ${quoteWord(to)}`];
  if (!mount.writable && lstatSync(mount.from).isDirectory())
    return [`mkdir -p ${quoteWord(parent)}`, `cp -al ${quoteWord(mount.from)} ${quoteWord(to)}`];
  return [
    `mkdir -p ${quoteWord(parent)}`,
    `cp -a ${quoteWord(mount.from)} ${quoteWord(to)}`,
    ...(mount.writable ? [`chown -R ${NOBODY} ${quoteWord(to)}`] : []),
  ];
}
