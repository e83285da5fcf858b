import { readFileSync, statSync } from 'node:fs';
import { readWasm } from '../../evidence/wasm/read-wasm.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { cleanLine } from '../../reports/text/clean.ts';
import { shortPath } from '../../system/short-path.ts';
import { whyUnread } from '../../system/why-unread.ts';

/** The bytes of a module. Throws `ProblemInInput` for what is no file, and for one that imports from elsewhere than WASI. */
export function readModule(path: string): Uint8Array {
  const bytes = readBytes(path);
  const foreign = foreignImport(bytes);
  if (foreign === null) return bytes;
  throw new ProblemInInput(`is no module of WASI alone: it imports ${foreign}`, {
    position: { file: shortPath(path) },
    hint: `\`emrift inspect ${shortPath(path)}\` says what it needs and what runs it`,
  });
}

/** The first import from a module that is none of WASI's; null for none, and for what cannot be read. */
function foreignImport(bytes: Uint8Array): string | null {
  try {
    const first = readWasm(bytes, 'summary').imports.find(({ module }) => !module.startsWith('wasi'));
    return first ? cleanLine(`${first.module}.${first.name}`) : null;
  } catch {
    // What the file is then, its host says.
    return null;
  }
}

function readBytes(path: string): Uint8Array {
  try {
    // A pipe or a device has no end that it would have to come to.
    if (!statSync(path).isFile())
      throw new ProblemInInput('is no regular file', { position: { file: shortPath(path) } });
    return readFileSync(path);
  } catch (error) {
    if (error instanceof ProblemInInput) throw error;
    throw new ProblemInInput(whyUnread(error, 'file'), { position: { file: shortPath(path) } });
  }
}
