import type { Tool } from '../../../model/tools.ts';
import type { InstalledTree } from '../provider.ts';

/** What an installed package is to the store, as far as tools differ. */
export type LaidOut = Pick<InstalledTree, 'path' | 'env' | 'check'>;

/** A tool that is published as a package of the npm registry, one version per release. */
export interface NpmTool {
  readonly tool: Tool;
  readonly package: string;
  /** The package's version, where the tool's is another. */
  readonly release?: string;
  /** About how large its archive is, and the tree once it is installed; npm says neither before. */
  readonly archive: number;
  readonly disk: number;
  /** Makes `tree`, which is the unpacked package, into what steps use. `version` is that of the tool. */
  layOut(tree: string, version: string): Promise<LaidOut>;
}

/**
 * A tool that is a library for JavaScript: steps find its folder in `variable`. `sizes` are those of the archive and of
 * the tree.
 */
export function packageFolder(
  tool: Tool,
  name: string,
  variable: string,
  [archive, disk]: readonly [number, number],
): NpmTool {
  return {
    tool,
    package: name,
    archive,
    disk,
    layOut: async (_tree, version) => ({
      path: [],
      env: { [variable]: '{mount}' },
      // It has nothing that runs by itself; that it says its version is all that can be asked.
      check: { command: ['sh', '-c', `cat "$${variable}/package.json"`], expect: `"version": "${version}"` },
    }),
  };
}
