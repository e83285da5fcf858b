import { copyFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { ownProgram } from '../../../system/own-folder.ts';
import { filesOf, type LockedToolchain } from '../../lock/locked.ts';
import { installNode, resolveNode } from '../npm/node.ts';
import { type InstalledTree, NO_FILES, type ProviderContext } from '../provider.ts';
import { writeStarter } from '../starter.ts';
import type { Suite } from './apt.ts';
import { lockPackages } from './lock-packages.ts';
import { relocateProgram } from './relocate.ts';
import { fetchPackages, unpackRoot } from './unpack.ts';

/** The browser without windows; the package of the whole one asks for twice as much. */
const PACKAGE = 'chromium-headless-shell';
/** 160 to 180 MB of packages measured 290 MB, and the node that drives it 120 MB. */
const DISK_PER_DOWNLOAD = 1.7;
const DRIVER_DISK = 120_000_000;
/** The node that runs the driving script: a line with long support, of which a newer patch would change nothing. */
const DRIVER_NODE = '22.16.0';

/**
 * How it is started: a step is isolated already, and the processes that the browser starts must go through the loader
 * that comes with it. Nothing may ask for a network, a graphics card or a system bus.
 */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--no-zygote',
  '--browser-subprocess-path="$here/../program/start"',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-breakpad',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
] as const;

/** Its messages hold times, so they must not mix with what a page says. */
const LOG = '2>>"$HOME/chromium.log"';

/**
 * Resolves the packages of a suite's Chromium, and the node that drives it. Throws `InfrastructureError` where the
 * suite has none that can be installed.
 */
export async function resolveChromium(
  version: string,
  suite: Suite,
  context: ProviderContext,
): Promise<LockedToolchain> {
  const closure = await suite.closure([PACKAGE]);
  if (closure.length === 0) throw new InfrastructureError(`apt finds no way to install Chromium from ${suite.name}`);
  const size = (bytes: number) => bytes * DISK_PER_DOWNLOAD;
  const locked = lockPackages({ tool: 'chromium', version }, closure, suite, size, context);
  const { files, disk } = locked.platforms[context.platform]!;
  const node = { ...(await resolveNode(DRIVER_NODE, context)), role: 'node' as const };
  return { ...locked, platforms: { [context.platform]: { files: [...files, node], disk: disk + DRIVER_DISK } } };
}

/**
 * Puts two commands into `<staging>/tree`, which join any root: `chromium`, headless, as emrun starts it, and
 * `browse`, which opens a page and prints what it said. Throws `InfrastructureError` where Chromium is locked without that node.
 */
export async function installChromium(
  locked: LockedToolchain,
  suite: Suite,
  staging: string,
  context: ProviderContext,
): Promise<InstalledTree> {
  const files = filesOf(locked, context.platform);
  const [packages, node] = [files.filter((file) => !file.role), files.find((file) => file.role === 'node')];
  if (!node) throw new InfrastructureError(`Chromium ${locked.version} is locked without a node to drive it`);
  const [unpacked, tree] = [join(staging, 'unpacked'), join(staging, 'tree')];
  await unpackRoot(await fetchPackages(suite, packages, join(staging, 'debs')), unpacked, context);
  await relocateProgram(unpacked, `usr/lib/chromium/${PACKAGE}`, tree);
  await removeUnused(join(tree, 'program'));
  const fetched = await installNode(node, join(tree, 'node'), staging, context);
  await copyFile(ownProgram('browse.mjs'), join(tree, 'browse.mjs'));
  await writeStarter(join(tree, 'bin/chromium'), `"$here/../program/start" ${FLAGS.join(' ')} "$@" ${LOG}`);
  await writeStarter(join(tree, 'bin/browse'), '"$here/../node/bin/node" "$here/../browse.mjs" "$@"');
  return {
    layout: 'relocatable',
    path: ['bin'],
    env: {},
    ...NO_FILES,
    sources: [...packages, { ...fetched, role: 'node' }],
    check: { command: ['chromium', '--version'], expect: locked.version },
  };
}

/** What only graphics cards, crash reports and other languages need. */
async function removeUnused(program: string): Promise<void> {
  const unused = /^(?:libVk.*|.*\.TOC|chrome_crashpad_handler)$/;
  for (const name of await readdir(program)) {
    if (unused.test(name)) await rm(join(program, name));
  }
}
