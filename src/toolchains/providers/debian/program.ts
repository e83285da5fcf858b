import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { TOOLS, type Tool } from '../../../model/tools.ts';
import { filesOf, type LockedToolchain } from '../../lock/locked.ts';
import { type InstalledTree, NO_FILES, type ProviderContext } from '../provider.ts';
import { writeStarter } from '../starter.ts';
import type { Suite } from './apt.ts';
import { lockPackages } from './lock-packages.ts';
import { relocateProgram } from './relocate.ts';
import { fetchPackages, unpackRoot } from './unpack.ts';

/** A tool that is one program of one package. */
interface ProgramTool {
  readonly tool: Tool;
  readonly package: string;
  /** The program's name in `/usr/bin`, under which steps call it and which states its version. */
  readonly program: string;
  /** How many times the size of its packages it takes on disk, at most, as measured. */
  readonly diskPerDownload: number;
}

/** WasmEdge: 42 to 44 MB of packages measured 150 MB, most of it LLVM's library. */
export const WASMEDGE: ProgramTool = {
  tool: 'wasmedge',
  package: 'wasmedge',
  program: 'wasmedge',
  diskPerDownload: 3.6,
};

/** WABT, of which only the program that lists modules is taken: 5 and 9 MB of packages measured 6.5 and 7.6 MB. */
export const WABT: ProgramTool = { tool: 'wabt', package: 'wabt', program: 'wasm-objdump', diskPerDownload: 1.3 };

/**
 * Resolves the packages that the program of a suite and its libraries come from. Throws `InfrastructureError` where the
 * suite has none that can be installed.
 */
export async function resolveProgram(
  { tool, package: name, diskPerDownload }: ProgramTool,
  version: string,
  suite: Suite,
  context: ProviderContext,
): Promise<LockedToolchain> {
  const closure = await suite.closure([name]);
  if (closure.length === 0)
    throw new InfrastructureError(`apt finds no way to install ${TOOLS[tool].title} from ${suite.name}`);
  return lockPackages({ tool, version }, closure, suite, (bytes) => bytes * diskPerDownload, context);
}

/** Puts the program with its libraries into `<staging>/tree`; it joins any root. */
export async function installProgram(
  { program }: ProgramTool,
  locked: LockedToolchain,
  suite: Suite,
  staging: string,
  context: ProviderContext,
): Promise<InstalledTree> {
  const files = filesOf(locked, context.platform);
  const [unpacked, tree] = [join(staging, 'unpacked'), join(staging, 'tree')];
  await unpackRoot(await fetchPackages(suite, files, join(staging, 'debs')), unpacked, context);
  await relocateProgram(unpacked, `usr/bin/${program}`, tree);
  await writeStarter(join(tree, 'bin', program), '"$here/../program/start" "$@"');
  return {
    layout: 'relocatable',
    path: ['bin'],
    env: {},
    ...NO_FILES,
    sources: files,
    check: { command: [program, '--version'], expect: locked.version },
  };
}
