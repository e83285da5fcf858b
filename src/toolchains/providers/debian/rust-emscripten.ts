import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { lastWords } from '../../../system/client.ts';
import { realFolder } from '../../archive/folders.ts';
import { filesOf, type LockedToolchain } from '../../lock/locked.ts';
import { runInside } from '../../tree/inside.ts';
import { withOwnHome } from '../crates/cargo-client.ts';
import { runFetching } from '../fetching.ts';
import { type InstalledTree, NO_FILES, type ProviderContext } from '../provider.ts';
import type { Suite } from './apt.ts';
import { lockBuiltRoot, unpackStaying } from './built-root.ts';
import { relocateProgram } from './relocate.ts';
import { COMPILER, RUSTC_PARTS } from './rust.ts';
import { SHELL_PACKAGES } from './suites.ts';
import { fetchPackages, unpackBuildRoot } from './unpack.ts';

const WHAT = 'Rust and its sources';
/** What only the build of the standard library needs; the compiler's own package asks for a system compiler. */
const TO_BUILD = ['rustc', 'cargo', 'rust-src'];
/** The root of Rust 1.97 measured 0.6 GB. */
const ESTIMATED_DISK = 600_000_000;

/** The target, whose libraries Debian does not have. */
const TARGET = 'wasm32-unknown-emscripten';

/**
 * Resolves the packages of one Rust with cargo and the sources of its standard library. Throws `InfrastructureError` where
 * the suite lacks one.
 */
export async function resolveRustEmscripten(
  version: string,
  suite: Suite,
  context: ProviderContext,
): Promise<LockedToolchain> {
  const compiler = suite.packages.find((file) => COMPILER.test(file.name));
  if (!compiler) throw new InfrastructureError(`apt finds no way to install ${WHAT} from ${suite.name}`);
  const needs = [compiler.name, ...SHELL_PACKAGES];
  const root = { what: WHAT, needs, builds: TO_BUILD, parts: RUSTC_PARTS };
  const files = await lockBuiltRoot(root, suite);
  const platforms = { [context.platform]: { files, disk: ESTIMATED_DISK } };
  return { tool: 'rust-emscripten', version, origin: 'debian', provenance: 'signed', platforms };
}

/**
 * Makes a root file system with rustc and a standard library for Emscripten in `<staging>/tree`. The library is built, in
 * the sandbox, from Debian's sources of it; the crates that these need are fetched by Debian's cargo, and are those that
 * the lock file in Debian's sources has the checksums of. What it compiles, the emcc of any root can link.
 */
export async function installRustEmscripten(
  locked: LockedToolchain,
  suite: Suite,
  staging: string,
  context: ProviderContext,
): Promise<InstalledTree> {
  const files = filesOf(locked, context.platform);
  const [build, tree] = [join(staging, 'build'), join(staging, 'tree')];
  const debs = await fetchPackages(suite, files, join(staging, 'debs'));
  await unpackBuildRoot(debs, build, context);
  await fetchCrates(locked.version, build, staging, context);
  await buildLibrary(locked.version, build, context);
  await unpackStaying(debs, files, RUSTC_PARTS, tree, context);
  await layLibrary(build, tree);
  return {
    layout: 'root',
    path: ['usr/bin'],
    env: {},
    ...NO_FILES,
    sources: files,
    check: { command: ['rustc', '--version'], expect: `rustc ${locked.version}` },
  };
}

/** Where things lie in the root in which the library is built. */
const SOURCES = (version: string) => `usr/src/rustc-${version}/library`;
const CRATES = 'usr/src/crates';
const PROGRAM = 'usr/src/program';

/** Lets cargo lay the crates into a folder, as the lock file of the sources pins them. Its own settings for registries apply. */
async function fetchCrates(version: string, build: string, staging: string, context: ProviderContext): Promise<void> {
  const cargo = join(staging, 'cargo');
  await relocateProgram(build, 'usr/bin/cargo', cargo);
  const { env } = await withOwnHome({ env: context.settings.clientEnv }, join(staging, 'cargo-home'));
  const manifest = join(await realFolder(build, SOURCES(version)), 'Cargo.toml');
  const command = [
    join(cargo, 'program/start'),
    'vendor',
    '--locked',
    '--manifest-path',
    manifest,
    join(build, CRATES),
  ];
  const said = await runFetching(command, { env, cwd: staging, signal: context.signal });
  if (said.exitCode !== 0) {
    throw new InfrastructureError(`the crates of Rust ${version}'s library are unavailable: ${lastWords(said)}`);
  }
}

/**
 * What is put before rustc: of the two crates that panic, the one that aborts must be compiled for that, whatever the rest
 * is (Rust src/bootstrap/src/bin/rustc.rs).
 */
const WRAPPER = `#!/bin/sh
case " $* " in *' --crate-name panic_abort '*) exec "$@" -C panic=abort ;; esac
exec "$@"
`;

/** Builds the library for both ways to panic, as part of a program that is empty. */
async function buildLibrary(version: string, build: string, { signal }: ProviderContext): Promise<void> {
  const folder = join(build, PROGRAM);
  await mkdir(join(folder, '.cargo'), { recursive: true });
  await writeFile(
    join(folder, 'Cargo.toml'),
    '[package]\nname = "program"\nedition = "2021"\n\n[lib]\npath = "lib.rs"\n',
  );
  await writeFile(join(folder, 'lib.rs'), '');
  await writeFile(join(folder, 'rustc'), WRAPPER, { mode: 0o755 });
  const replaced = `[source.crates-io]\nreplace-with = "crates"\n\n[source.crates]\ndirectory = "/${CRATES}"\n`;
  await writeFile(join(folder, '.cargo/config.toml'), replaced);
  // A stable compiler builds its own library only when allowed to use what is not stable (-Z).
  const env = {
    ...{ RUSTC_BOOTSTRAP: '1', CARGO_HOME: '/usr/src/cargo-home', CARGO_NET_OFFLINE: 'true' },
    RUSTC_WRAPPER: `/${PROGRAM}/rustc`,
    // No maintainer script has run that would make a link cc.
    CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER: 'gcc',
  };
  const command = `cd "$1" && cargo build --release -Zbuild-std=std,panic_abort,panic_unwind --target ${TARGET}`;
  const root = { dir: build, layout: 'root', path: ['usr/bin'], env } as const;
  const said = await runInside(root, ['sh', '-ec', command, 'build', `/${PROGRAM}`], { writable: true, signal });
  if (said.exitCode === 0) return;
  throw new InfrastructureError(`Rust ${version}'s library for Emscripten could not be built: ${lastWords(said)}`);
}

/** Lays the library where rustc looks for that of a target. */
async function layLibrary(build: string, tree: string): Promise<void> {
  const from = await realFolder(build, `${PROGRAM}/target/${TARGET}/release/deps`);
  const to = join(tree, 'usr/lib/rustlib', TARGET, 'lib');
  await mkdir(to, { recursive: true });
  const names = (await readdir(from)).filter((name) => /^lib.*\.rlib$/.test(name) && !/^libprogram-/.test(name));
  for (const name of names) await copyFile(join(from, name), join(to, name));
}
