import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runInside } from '../../tree/inside.ts';
import type { ProviderContext } from '../provider.ts';

/**
 * Compiles the Python sources of Emscripten in a root, and of its Python, once, which halves the start of emcc. The compiled
 * files are marked as never to be compared with their sources (PEP 552), so they hold no times.
 */
export async function compilePython(tree: string, { signal }: Pick<ProviderContext, 'signal'>): Promise<void> {
  const libraries = (await readdir(join(tree, 'usr/lib'))).filter((name) => /^python3/.test(name));
  const dirs = ['/usr/share/emscripten', ...libraries.map((name) => `/usr/lib/${name}`)];
  const compile = ['python3', '-m', 'compileall', '-q', '--invalidation-mode', 'unchecked-hash', ...dirs];
  const runnable = { dir: tree, layout: 'root', path: ['usr/bin'], env: { PYTHONHASHSEED: '0' } } as const;
  // Some packages carry templates that are no valid Python; the rest is compiled all the same.
  await runInside(runnable, compile, { writable: true, signal });
}
