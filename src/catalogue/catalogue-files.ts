import type { KnownBreak } from '../breaks/knowledge/knowledge.ts';
import { sha256 } from '../model/canonical.ts';
import type { Results } from '../model/results.ts';
import type { PageProgram } from '../reports/html/html-page.ts';
import { type HistoryEntry, parseHistory } from '../reports/query/history.ts';
import type { CatalogueInput } from '../reports/query/input.ts';
import { listAbiFiles } from './abi-files.ts';
import { readCandidates } from './candidate-files.ts';
import { readClaims } from './claims-file.ts';
import type { CatalogueFiles } from './files.ts';
import { readLinkTables } from './link-files.ts';

/** Where a catalogue's results lie. */
export const RESULTS_FILE = 'results.json';

/** Where a catalogue's history lies. */
export const HISTORY_FILE = 'history.jsonl';

/** What comes with emrift and pages are made with: what it knows of kinds and breaks, and the page's program for browsers. */
export interface Shipped {
  readonly knowledge: readonly KnownBreak[];
  readonly program: PageProgram;
}

/** All that the pages of a catalogue are made of: its results and its history, and what comes with emrift. */
export function readCatalogueInput(files: CatalogueFiles, results: Results, shipped: Shipped): CatalogueInput {
  return {
    results,
    ...shipped,
    hasTables: listAbiFiles(files).length > 0,
    candidates: readCandidates(files),
    claims: readClaims(files),
    history: readHistory(files),
    links: readLinkTables(files),
  };
}

/** The history of a catalogue, oldest line first; none where it has none yet. Throws `ProblemInInput` for a broken one. */
export function readHistory(files: CatalogueFiles): readonly HistoryEntry[] {
  const text = files.read(HISTORY_FILE);
  return text === null ? [] : parseHistory(text, files.shown(HISTORY_FILE));
}

/** What stands for the files of a catalogue that hold its data, without its history: digests by path. */
export function digestData(files: CatalogueFiles): ReadonlyMap<string, string> {
  const paths = ['', 'abi', 'abi/links', 'candidates'].flatMap((folder) => {
    const names = files.names(folder).filter((name) => name.endsWith('.json'));
    return names.map((name) => (folder === '' ? name : `${folder}/${name}`));
  });
  return new Map(paths.map((path) => [path, sha256(files.read(path) ?? '')]));
}
