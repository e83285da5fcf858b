import { type InsideOptions, type RunnableTree, runInside } from './inside.ts';

/**
 * Compiles the Python sources in some folders of a tree once, with the Python that runs them: a toolchain is only read
 * later, so that each start of emcc would compile them again. The compiled files are marked as never to be compared with
 * their sources (PEP 552), so they hold no times. Sources that are no valid Python, such as templates, stay as they are;
 * without a Python nothing happens.
 */
export async function compilePython(
  tree: RunnableTree,
  folders: readonly string[],
  { signal }: Pick<InsideOptions, 'signal'>,
): Promise<void> {
  const paths = folders.map((folder) => `"$TREE/${folder}"`).join(' ');
  const compile = `exec python3 -m compileall -q --invalidation-mode unchecked-hash ${paths}`;
  const env = { ...tree.env, PYTHONHASHSEED: '0', TREE: '{mount}' };
  await runInside({ ...tree, env }, ['sh', '-ec', compile], { writable: true, signal });
}
