import { open } from 'node:fs/promises';
import { InfrastructureError } from '../../../model/errors.ts';
import { parseModuleVersion } from '../../../model/module-name.ts';
import { realFile } from '../../archive/folders.ts';
import { type NpmTool, packageFolder } from './npm-tool.ts';

/** What every module begins with (WebAssembly core specification, 5.5.16). */
const MAGIC = Buffer.from('\0asm');

/**
 * The package that a module of the matrix comes in; steps find its folder in `MODULE`. Archives measured 0.1 to 10 MB, and
 * 0.3 to 45 MB unpacked. It is installed only where the file is a WebAssembly module. Throws `InfrastructureError` for a version that is none.
 */
export function modulePackage(version: string, file: string | undefined): NpmTool {
  const name = parseModuleVersion(version);
  if (!name) throw new InfrastructureError(`${version} is no module's version`);
  const folder = packageFolder('module', name.package, 'MODULE', [3_000_000, 12_000_000]);
  return {
    ...folder,
    release: name.version,
    layOut: async (tree) => {
      await requireModule(tree, file, name.package);
      return await folder.layOut(tree, name.version);
    },
  };
}

async function requireModule(tree: string, file: string | undefined, name: string): Promise<void> {
  if (file === undefined) throw new InfrastructureError(`the lock does not say which file of ${name} is wanted`);
  const handle = await open(await realFile(tree, file));
  try {
    const { buffer } = await handle.read({ buffer: Buffer.alloc(MAGIC.length), position: 0 });
    if (!buffer.equals(MAGIC)) throw new InfrastructureError(`${file} of ${name} is no WebAssembly module`);
  } finally {
    await handle.close();
  }
}
