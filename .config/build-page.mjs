// Bundles the programs of the pages for browsers: that of reports/index.html, and that of the page that explains logs and
// modules, with its worker inside. What Node has and a browser has not is put in its place (src/page/node).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { readJsonAsText } from './json-as-text.mjs';

/**
 * A program for browsers as text. Names and line breaks stay where nothing else is said, so that a change of the page is a
 * small change of the file that is committed.
 */
export async function bundlePage(root, options) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    // The names of modules stand in the file that is committed: they are the same wherever the modules lie.
    preserveSymlinks: true,
    write: false,
    metafile: true,
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: ['chrome111', 'firefox113', 'safari16.4'],
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 160,
    charset: 'ascii',
    legalComments: 'none',
    alias: {
      'node:crypto': `${root}/src/page/node/crypto.ts`,
      'node:buffer': `${root}/src/page/node/buffer.ts`,
    },
    logLevel: 'warning',
    ...options,
  });
  return { text: outputFiles[0].text, metafile };
}

/** Writes the programs into `dist/page`; gives what went into them. */
export async function buildPages(root, dist) {
  mkdirSync(`${dist}/page`, { recursive: true });
  const index = await bundlePage(root, { entryPoints: ['src/page/index.ts'] });
  writeFileSync(`${dist}/page/index.js`, index.text);
  const inject = [`${root}/src/page/node/global-buffer.ts`];
  const small = { inject, minify: true, plugins: [readJsonAsText] };
  const worker = await bundlePage(root, { ...small, entryPoints: ['src/page/explain/worker.ts'] });
  const define = { WORKER_PROGRAM: JSON.stringify(worker.text) };
  const explain = await bundlePage(root, { minify: true, define, entryPoints: ['src/page/explain.ts'] });
  writeFileSync(`${dist}/page/explain.js`, explain.text);
  writeFileSync(`${dist}/page/style.css`, readFileSync(`${root}/src/page/style.css`));
  return [index, worker, explain].map(({ metafile }) => metafile);
}
