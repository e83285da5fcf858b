import { parseToolchain, printToolchain, type ToolchainName } from '../../model/ids.ts';
import type { Cell, StepEntry } from '../../model/results.ts';
import { WASM_EXEC_FILES, wasmExecFolder } from '../../model/wasm-exec.ts';
import { quote } from '../text/quote.ts';

/** The shell commands that lay the files which a step takes out of the toolchains of a cell. */
export function copyInputs({ inputs = {} }: Pick<StepEntry, 'inputs'>, on: Cell['on']): readonly string[] {
  const paths = Object.keys(inputs).sort();
  return paths.flatMap((path) => {
    const from = inputs[path]!;
    const role = from.slice(0, from.indexOf(':'));
    const { comment, source } = findFile(role, from.slice(role.length + 1), Object.hasOwn(on, role) ? on[role]! : '');
    const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    return [...comment, ...(folder ? [`mkdir -p ${quote(folder)}`] : []), `cp ${source} ${quote(path)}`];
  });
}

/** Where a file lies for somebody who has the toolchain: Go in PATH gives its folder, of others the reader must know it. */
function findFile(role: string, file: string, id: string): { comment: readonly string[]; source: string } {
  const toolchain = parseToolchain(id);
  const below = pathBelow(toolchain, file);
  if (toolchain?.tool === 'go' && role === 'go') return { comment: [], source: `"$(go env GOROOT)"/${quote(below)}` };
  const variable = roleVariable(role, 'ROOT');
  const name = toolchain ? printToolchain(toolchain) : 'its toolchain';
  return { comment: [`# ${variable}: the folder of ${name}`], source: `"$${variable}"/${quote(below)}` };
}

/** A file of a toolchain below its folder; of Go's own files, by name, where that release has them. */
export function pathBelow(toolchain: ToolchainName | null, file: string): string {
  const isNamed = toolchain?.tool === 'go' && (WASM_EXEC_FILES as readonly string[]).includes(file);
  return isNamed ? `${wasmExecFolder(toolchain.version)}/${file}` : file;
}

/** The shell variable that says something of a role's toolchain: `EXEC_ROOT`. */
export function roleVariable(role: string, what: 'ROOT' | 'BIN'): string {
  return `${role.toUpperCase().replace(/[^A-Z0-9]/g, '_')}_${what}`;
}
