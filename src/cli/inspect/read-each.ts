import { readForeign } from '../../evidence/wasm/foreign-format.ts';
import type { ReadBytes } from '../../evidence/wasm/read-section.ts';
import { WasmError } from '../../evidence/wasm/wasm-error.ts';
import { ProblemInInput, printProblem } from '../../model/errors.ts';
import { EXIT, type ExitCode } from '../io/exit-codes.ts';
import { notice } from '../io/terminal.ts';
import type { FoundFile } from './find-files.ts';
import { createReader } from './read-file.ts';

/**
 * Reads one file after the other, so that no more than one is in memory; `look` says whether it is of the kind that
 * is looked for. What cannot be read is reported in one line each, and the others go on; of what a search found, files that
 * are something else are passed over. Throws `ProblemInInput` where none could be read that was named.
 */
export function readEach(
  found: readonly FoundFile[],
  look: (path: string, bytes: Uint8Array, readCode?: ReadBytes) => boolean,
  fail: (path: string, message: string) => void = () => {},
): ExitCode {
  const read = createReader();
  let code: ExitCode = EXIT.ok;
  for (const { path, named } of found) {
    try {
      read(path, (bytes, readCode) => {
        if (!look(path, bytes, readCode) && named) throw explainForeign(path, bytes);
      });
    } catch (error) {
      const problem = asProblem(error, path);
      notice(`emrift: ${printProblem(problem)}`);
      fail(path, problem.message);
      code = EXIT.input;
    }
  }
  return code;
}

function explainForeign(file: string, bytes: Uint8Array): ProblemInInput {
  const foreign = readForeign(bytes, file);
  const what = foreign ? `is ${foreign.title}, ` : 'is ';
  const hint = foreign?.hint === undefined ? {} : { hint: foreign.hint };
  return new ProblemInInput(`${what}neither wasm nor an archive`, { position: { file }, ...hint });
}

function asProblem(error: unknown, file: string): ProblemInInput {
  if (error instanceof ProblemInInput) return error;
  if (!(error instanceof WasmError)) throw error;
  return new ProblemInInput(`${error.message} at byte ${error.offset}`, { position: { file } });
}
