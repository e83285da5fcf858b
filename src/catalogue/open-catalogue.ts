import { join } from 'node:path';
import type { CatalogueInput } from '../reports/query/input.ts';
import { shortPath } from '../system/short-path.ts';
import { readCatalogueInput } from './catalogue-files.ts';
import { filesIn } from './files.ts';
import { loadShipped } from './load-knowledge.ts';
import { noCatalogue, readResults } from './results-file.ts';

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
  if (!results) throw noCatalogue(shortPath(folder));
  return {
    folder,
    shown: shortPath(folder),
    input: readCatalogueInput(filesIn(folder), results, loadShipped(knowledge)),
  };
}
