import { parseToolchain, printToolchain } from '../../model/ids.ts';
import type { Cell, StepEntry } from '../../model/results.ts';
import { WASM_EXEC_FILES, wasmExecFolder } from '../../model/wasm-exec.ts';
import { quote } from '../quote.ts';

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

/** Where a file lies for somebody who has the toolchain: Go in PATH tells its folder, of others the reader must know it. */
function findFile(role: string, file: string, id: string): { comment: readonly string[]; source: string } {
  const toolchain = parseToolchain(id);
  const isGo = toolchain?.tool === 'go';
  const isNamed = (WASM_EXEC_FILES as readonly string[]).includes(file);
  const below = isGo && isNamed ? `${wasmExecFolder(toolchain.version)}/${file}` : file;
  if (isGo && role === 'go') return { comment: [], source: `"$(go env GOROOT)"/${quote(below)}` };
  const variable = `${role.toUpperCase().replace(/[^A-Z0-9]/g, '_')}_ROOT`;
  const name = toolchain ? printToolchain(toolchain) : 'its toolchain';
  return { comment: [`# ${variable}: the folder of ${name}`], source: `"$${variable}"/${quote(below)}` };
}
