import type { FileReport } from '../../evidence/inspect/file-report.ts';
import type { EmscriptenWindow } from '../../evidence/origin/emscripten-window.ts';
import { MAKERS, type Maker } from '../../evidence/origin/makers.ts';
import { cleanLine } from '../text/clean.ts';

/** What a file's format is called. */
export const FORMAT_TITLES: Readonly<Record<FileReport['format'], string>> = {
  module: 'a module',
  object: 'an object',
  shared: 'a shared library',
  archive: 'an archive',
  'stub-library': 'a stub library',
  bitcode: 'LLVM bitcode, which is not read',
  component: 'a component',
  unknown: 'not recognised',
};

/** `Go 1.27.4 for js`, `Emscripten`, empty where nothing is known. */
export function makerOf({
  tool,
  version,
  target,
}: {
  readonly tool: Maker | null;
  readonly version: string | null;
  readonly target: string | null;
}): string {
  if (tool === null) return '';
  const words = [MAKERS[tool], version === null ? '' : cleanLine(version).replace(/^go(?=\d)/, '')];
  return `${words.filter((word) => word !== '').join(' ')}${target === null ? '' : ` for ${target}`}`;
}

/** `3.1.57 or later`, `2.0.32 … before 3.1.5`, `before 3.1.20`, `any release`; spans with a hole between are joined by `; or`. */
export function windowOf({ ranges, contradictory }: EmscriptenWindow): string {
  if (contradictory) return 'no single release fits';
  return ranges.map(spanWords).join('; or ');
}

function spanWords({ since, until }: EmscriptenWindow['ranges'][number]): string {
  if (since === null) return until === null ? 'any release' : `before ${until}`;
  return until === null ? `${since} or later` : `${since} or later, before ${until}`;
}
