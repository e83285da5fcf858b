import type { NpmTool } from './npm-tool.ts';

/** Bun's own builds for Linux with glibc: 1.4.5 measured 52 MB, 107 MB unpacked. */
export const BUN: NpmTool = {
  tool: 'bun',
  package: '@oven/bun-linux-x64',
  archive: 52_000_000,
  disk: 107_000_000,
  layOut: async (_tree, version) => ({
    path: ['bin'],
    env: {},
    check: { command: ['bun', '--version'], expect: version },
  }),
};
