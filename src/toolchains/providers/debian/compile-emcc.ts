import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compilePython } from '../../tree/compile-python.ts';
import type { ProviderContext } from '../provider.ts';

/** Compiles the Python sources of Emscripten in a root, and of the Python that stands in it. */
export async function compileEmcc(dir: string, context: Pick<ProviderContext, 'signal'>): Promise<void> {
  const libraries = (await readdir(join(dir, 'usr/lib'))).filter((name) => /^python3/.test(name));
  const folders = ['usr/share/emscripten', ...libraries.map((name) => `usr/lib/${name}`)];
  await compilePython({ dir, layout: 'root', path: ['usr/bin'], env: {} }, folders, context);
}
