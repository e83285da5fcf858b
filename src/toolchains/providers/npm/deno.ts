import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { realFile } from '../../archive/folders.ts';
import type { NpmTool } from './npm-tool.ts';

/** Deno's own builds for Linux with glibc: 2.9.6 measured 42 MB, 96 MB unpacked. */
export const DENO: NpmTool = {
  tool: 'deno',
  package: '@deno/linux-x64-glibc',
  archive: 42_000_000,
  disk: 96_000_000,
  layOut: async (tree, version) => {
    const program = await realFile(tree, 'deno');
    await mkdir(join(tree, 'bin'), { recursive: true });
    await rename(program, join(tree, 'bin/deno'));
    return {
      path: ['bin'],
      // It asks for a newer version of itself, which no step can reach.
      env: { DENO_NO_UPDATE_CHECK: '1' },
      check: { command: ['deno', '--version'], expect: `deno ${version} ` },
    };
  },
};
