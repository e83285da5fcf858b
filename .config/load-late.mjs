// Modules of Node's that a start does not need are loaded when something of theirs is called: some take a tenth of a start.

/** Which, and what is called of them. */
const CALLED = {
  // Only very long names are hashed.
  'node:crypto': ['hash'],
  // yargs, of its own mistakes.
  assert: ['notStrictEqual', 'strictEqual'],
};

/** A plugin of esbuild. */
export const loadLate = {
  name: 'load-late',
  setup({ onResolve, onLoad }) {
    const namespace = 'late';
    onResolve({ filter: /^(?:node:crypto|assert)$/ }, ({ path, namespace: from }) =>
      from === namespace ? { path, external: true } : { path, namespace },
    );
    onLoad({ filter: /^/, namespace }, ({ path }) => ({
      contents: CALLED[path]
        .map((name) => `export const ${name} = (...given) => require('${path}').${name}(...given);`)
        .join('\n'),
    }));
  },
};
