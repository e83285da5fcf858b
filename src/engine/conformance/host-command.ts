import type { RunOperation } from '../../evidence/conformance/operation.ts';
import type { TestSpec } from '../../evidence/conformance/read-test.ts';
import { ProblemInInput } from '../../model/errors.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import type { Tool } from '../../model/tools.ts';

/** The hosts that run modules of WASI from a command line. */
export const WASI_HOSTS = [
  ...(['node', 'wazero', 'wasmedge', 'wasmtime', 'deno', 'bun', 'wasmi'] as const),
] as const satisfies readonly Tool[];

/** One of them. */
export type WasiHost = (typeof WASI_HOSTS)[number];

/** A host to run guests on. */
export type HostToolchain = Toolchain & { readonly tool: WasiHost };

/** What a command line depends on. */
export type HostKind = Pick<HostToolchain, 'tool' | 'version' | 'origin'>;

/** Whether a tool is one. False: it is another tool. */
export function isWasiHost(tool: Tool): tool is WasiHost {
  return (WASI_HOSTS as readonly Tool[]).includes(tool);
}

/** A folder that a guest gets. */
export interface Preopen {
  /** Where it lies in the working folder of the command. */
  readonly from: string;
  /** Its name inside. */
  readonly to: string;
}

/** Where the folders of guests lie, each under the name that it has inside; their own may be that of anything else there. */
export const GUEST_FOLDERS = 'guest';

/** A guest to start. */
export interface Guest extends Pick<RunOperation, 'args' | 'env'> {
  readonly module: string;
  readonly preopens: readonly Preopen[];
}

/** Whether a host runs guests by a program in JavaScript (`node:wasi`). False: by a command line of its own. */
export function isScripted(host: WasiHost): boolean {
  return host === 'node' || host === 'deno' || host === 'bun';
}

/** Why a host cannot give guests what a test wants, whatever the guest then does; null where it can. */
export function whyHostCannot(host: WasiHost, { operations }: Pick<TestSpec, 'operations'>): string | null {
  const wantsRoot = operations.some((operation) => operation.type === 'run' && operation.root !== null);
  if (host !== 'wasmi' || !wantsRoot) return null;
  return 'needs a folder as /, and wasmi gives guests no other name for a folder than the one that it has outside';
}

/** Where such a host finds that program, and what it is given of a guest, by the number of the process. */
export const NODE_PROGRAM = 'control/wasi.mjs';
/** The path of the description. */
export const guestPath = (process: number) => `control/guest-${process}.json`;

/** The command line that starts a guest under a host. Only `env` of the guest reaches it, nothing of the command's own. */
export function hostCommand(host: HostKind, guest: Guest, process: number): readonly string[] {
  const { module, args, preopens } = guest;
  const env = Object.entries(guest.env).map(([name, value]) => `${name}=${value}`);
  switch (host.tool) {
    case 'wasmtime':
      return [
        'wasmtime',
        'run',
        // Its own command keeps what it compiled, which nobody asks for again.
        ...(host.origin === 'pypi-bin' ? ['-C', 'cache=n'] : []),
        ...preopens.flatMap(({ from, to }) => ['--dir', `${from}::${to}`]),
        ...env.flatMap((pair) => ['--env', pair]),
        module,
        ...args,
      ];
    case 'wasmedge':
      return [
        'wasmedge',
        ...preopens.flatMap(({ from, to }) => ['--dir', `${to}:${from}`]),
        ...env.flatMap((pair) => ['--env', pair]),
        module,
        ...args,
      ];
    case 'wazero':
      return [
        'wazero',
        'run',
        ...preopens.map(({ from, to }) => `-mount=${from}:${to}`),
        ...env.map((pair) => `-env=${pair}`),
        module,
        ...args,
      ];
    case 'node':
      // node:wasi was behind a flag before 20.
      return [
        'node',
        '--no-warnings',
        ...(Number(host.version.split('.')[0]) < 20 ? [EARLY_FLAG] : []),
        NODE_PROGRAM,
        guestPath(process),
      ];
    case 'deno':
      // That node:wasi is an experiment would be printed on the guest's standard error.
      return ['env', 'NODE_OPTIONS=--no-warnings', 'deno', 'run', '-A', NODE_PROGRAM, guestPath(process)];
    case 'bun':
      return ['bun', NODE_PROGRAM, guestPath(process)];
    case 'wasmi':
      return wasmiCommand(guest, env);
  }
}

/** Inside a folder has the name that it has outside, as seen from where wasmi starts: there they are the wanted ones. */
function wasmiCommand({ module, args, preopens }: Guest, env: readonly string[]): readonly string[] {
  const variables = env.flatMap((pair) => ['--env', pair]);
  if (preopens.length === 0) return ['wasmi', 'run', ...variables, module, ...args];
  const folders = preopens.flatMap(({ to }) => ['--dir', to]);
  const start = `cd ${GUEST_FOLDERS} && exec wasmi run "$@"`;
  return ['sh', '-c', start, 'wasmi', ...folders, ...variables, `../${module}`, ...args];
}

const EARLY_FLAG = '--experimental-wasi-unstable-preview1';

/** Reads which hosts `--host` names. Throws `ProblemInInput` for a tool that runs no modules of WASI. */
export function namedHosts(options: readonly string[] | undefined): ReadonlySet<string> {
  if (options === undefined) return new Set(WASI_HOSTS);
  const names = options.map((text) => text.split('=')[0]!);
  const other = names.find((name) => !(WASI_HOSTS as readonly string[]).includes(name));
  if (other === undefined) return new Set(names);
  throw new ProblemInInput(`${JSON.stringify(other.slice(0, 40))} runs no modules of WASI`, {
    position: { file: '--host' },
    hint: `hosts are ${WASI_HOSTS.join(', ')}`,
  });
}
