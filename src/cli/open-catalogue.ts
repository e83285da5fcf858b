import { join } from 'node:path';
import { ProblemInInput } from '../model/errors.ts';
import type { CatalogueInput } from '../reports/input.ts';
import { loadKnowledge, readCatalogueInput } from './catalogue-files.ts';
import { readResults } from './run/baseline.ts';
import { shortPath } from './short-path.ts';

/** A catalogue on disk. */
export interface Catalogue {
  readonly folder: string;
  /** The folder as a user would write it. */
  readonly shown: string;
  readonly input: CatalogueInput;
}

/** Opens a catalogue. Throws `ProblemInInput` where there is none. */
export function openCatalogue(folder: string, knowledge: string): Catalogue {
  const results = readResults(join(folder, 'results.json'));
  if (!results) {
    throw new ProblemInInput('there is no results.json in it', {
      position: { file: shortPath(folder) },
      hint: 'make one with `emrift run`, or name a catalogue with --out',
    });
  }
  return { folder, shown: shortPath(folder), input: readCatalogueInput(folder, results, loadKnowledge(knowledge)) };
}
