import type { Action } from '../../model/action.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import type { Tool } from '../../model/tools.ts';
import { commandEnv, mountsOf } from '../../run/mounts/uses.ts';
import { type GuestMachine, keepFile, readOutput } from '../conformance/guest-machine.ts';
import { HOST_PROBES } from './host-probes.fixture.ts';

/** Loads each module as a page or a program of the host would, with the WASI that the host itself has, and names it. */
const SCRIPTED = `
import { readdirSync, readFileSync } from 'node:fs';
const imports = {};
try {
  const { WASI } = await import('node:wasi');
  imports.wasi_snapshot_preview1 = new WASI({ version: 'preview1' }).wasiImport;
  // Before Node.js 20 one object served under both names.
  if (parseInt(process.versions.node) < 20) imports.wasi_unstable = imports.wasi_snapshot_preview1;
  Object.assign(imports, new WASI({ version: 'unstable' }).getImportObject());
} catch {}
for (const name of readdirSync('probes')) {
  try {
    new WebAssembly.Instance(new WebAssembly.Module(readFileSync('probes/' + name)), imports);
    console.log(name);
  } catch {}
}`;

const PAGE = `
import { NAMES } from './names.mjs';
const imports = {};
try { imports.wasi_snapshot_preview1 = new (await import('./shim/index.js')).WASI([], [], [], { debug: false }).wasiImport; } catch {}
for (const name of NAMES) {
  try {
    await WebAssembly.instantiate(await (await fetch('probes/' + name)).arrayBuffer(), imports);
    console.log(name);
  } catch {}
}
finish(0);`;

const SDK = `
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
const { Wasmer } = await import(process.env.WASMER_SDK + '/dist/node.js');
const wasmer = new Wasmer({ cache: 'memory' });
const [, , path] = process.argv;
const program = await wasmer.packages.load(readFileSync(path));
const sandbox = await wasmer.sandboxes.create({ packages: [program], network: { mode: 'disabled' } });
const { exitCode } = await sandbox.command(program, []).run({ check: false });
if (exitCode === 0) console.log(basename(path));
process.exit();`;
/** What it cannot load may leave it hanging, or spoil what comes after it: each module has a process of its own. */
const WASMER = `for probe in probes/*; do timeout 60 node sdk.mjs "$probe" < /dev/null || true; done`;

const page = (before: string) =>
  `${before}\necho '<script type="module" src="page.mjs"></script>' > page.html\nbrowse page.html`;
const start = (command: string) => `for probe in probes/*; do ${command} "$probe" >&2 && basename "$probe"; done; true`;

/** Programs end as they like: a host took them in unless its words on that are among the first that are printed. */
const startAny = (command: string, refusal: string) => `for probe in probes/*; do
  timeout 60 ${command} "$probe" < /dev/null 2>&1 | head -c 20000 > said
  grep -qaE '${refusal}' said || basename "$probe"
done`;

interface Way {
  readonly script: string;
  /** How programs that were not made for it are tried, where that is another way: as the host comes, without options. */
  readonly plain?: string;
  readonly beside?: Tool;
}

/** How the modules are tried under each host, and what is used beside it. */
const WAYS: Readonly<Partial<Record<Tool, Way>>> = {
  node: {
    script: 'node --no-warnings --experimental-wasi-unstable-preview1 all.mjs',
    plain: 'node --no-warnings all.mjs',
  },
  deno: { script: 'deno run -A all.mjs' },
  bun: { script: 'bun all.mjs' },
  chromium: { script: page('') },
  'wasi-shim': { script: page('cp -r "$WASI_SHIM/dist" shim'), beside: 'chromium' },
  'wasmer-sdk': { script: WASMER, beside: 'node' },
  // What it only validates it might still not run.
  wasmi: { script: start('wasmi run --compilation-mode eager') },
  wasmedge: {
    script: start('wasmedge'),
    plain: startAny('wasmedge', '(loading|validation|instantiation) failed'),
  },
  wasmtime: {
    script: start('wasmtime run'),
    plain: startAny(
      'wasmtime run',
      'failed to (compile|instantiate|parse)|unknown import|incompatible import|WebAssembly(Error| translation)|linking failed|invalid input|WasmtimeError',
    ),
  },
  wazero: {
    script: start('wazero run'),
    plain: startAny('wazero run', '^error (compiling|instantiating wasm binary: (import|"|module\\[[^]]+\\]))'),
  },
};

/** The hosts that a command of theirs or a page tries; wazero's rows are of a Go program, which the command is not. */
export function canBeTried(tool: Tool): boolean {
  return Object.hasOwn(WAYS, tool) && tool !== 'wazero';
}

/** Whether programs can be tried on a tool by itself. False: it is no such host, or has nothing that starts a module. */
export function canLoad(tool: Tool): boolean {
  return Object.hasOwn(WAYS, tool);
}

/** The tool that a host is tried beside, where it needs one. */
export function besideOf(tool: Tool): Tool | undefined {
  return WAYS[tool]?.beside;
}

/** What is tried on a host: modules by name, and whether as the host comes, without options. */
export interface Trial {
  readonly modules: ReadonlyMap<string, Uint8Array>;
  readonly plain: boolean;
}

/** The probes, with the options that the rows speak of. */
export const PROBE_TRIAL: Trial = { modules: HOST_PROBES, plain: false };

/** The names of the modules that a host loads and starts. Throws where the trial itself did not end. */
export async function tryHost(
  host: Toolchain,
  beside: Toolchain | undefined,
  { modules, plain }: Trial,
  { blobs, executor }: GuestMachine,
): Promise<ReadonlySet<string>> {
  const uses = [host, ...(beside ? [beside] : [])].map((toolchain) => ({ role: toolchain.tool, toolchain }));
  const names = [...modules.keys()];
  const inputs = [
    ...names.map((name) => keepFile(blobs, `probes/${name}`, modules.get(name)!)),
    keepFile(blobs, 'names.mjs', `export const NAMES = ${JSON.stringify(names)};\n`),
    keepFile(blobs, 'all.mjs', SCRIPTED),
    keepFile(blobs, 'page.mjs', PAGE),
    keepFile(blobs, 'sdk.mjs', SDK),
  ];
  const { script, plain: without = script } = WAYS[host.tool]!;
  const action: Action = {
    command: `{ ${plain ? without : script}\n} > report 2> errors`,
    env: commandEnv(uses),
    inputs: inputs.sort((a, b) => byCodeUnit(a.path, b.path)),
    outputs: ['errors', 'report'],
    toolchains: mountsOf(uses),
    limits: { wall: 1_500_000, silence: 1_500_000, output: 1 << 20, memory: 4 * 2 ** 30 },
    declared: [],
  };
  const result = await executor.execute(action, new AbortController().signal);
  if (result.kind !== 'exited' || result.exitCode !== 0) {
    const errors = result.kind === 'exited' ? readOutput(result, 'errors', 2000, blobs) : [];
    throw new Error(`${host.id}: ${JSON.stringify(result).slice(0, 300)}\n${Buffer.from(errors).toString()}`);
  }
  const lines = Buffer.from(readOutput(result, 'report', 1 << 20, blobs))
    .toString()
    .split('\n');
  return new Set(lines.filter((line) => modules.has(line)));
}
