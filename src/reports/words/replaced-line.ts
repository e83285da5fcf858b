import type { ReplacedToolchain } from '../../breaks/comparison/replaced-toolchains.ts';
import { TOOLS } from '../../model/tools.ts';
import { cleanLine } from '../text/clean.ts';

/** A column that moved, as one line: `Node.js latest is node26.12.1 now, compared with node26.10.0`. */
export function replacedLine({ tool, asked, from, to }: ReplacedToolchain): string {
  return cleanLine(`${TOOLS[tool].title} ${asked} is ${to} now, compared with ${from}`);
}
