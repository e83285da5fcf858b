import type { KnownBreak } from '../breaks/knowledge/knowledge.ts';
import { sha256 } from '../model/canonical.ts';
import type { Results } from '../model/results.ts';
import { compareNeighbours, nameSteps, renderAbiPages } from '../reports/abi/pages.ts';
import { type Page, renderCatalogue } from '../reports/catalogue/catalogue.ts';
import { type CatalogueCheck, checkCatalogue, type FilesOnDisk, isUpToDate } from '../reports/catalogue/check.ts';
import { BADGE_PATH } from '../reports/html/badge.ts';
import { EXPLAIN_PATH } from '../reports/html/explain-page.ts';
import type { PageProgram } from '../reports/html/html-page.ts';
import { INDEX_PATH, renderIndex } from '../reports/html/index-page.ts';
import { type Context, makeContext } from '../reports/query/context.ts';
import { type HistoryEntry, parseHistory } from '../reports/query/history.ts';
import type { CatalogueInput } from '../reports/query/input.ts';
import { BREAK_INDEX_PATH } from '../reports/text/names.ts';
import type { MemoStore } from '../run/storage/memo-store.ts';
import { listAbiFiles, readAbis } from './abi-files.ts';
import { readCandidates } from './candidate-files.ts';
import { readClaims } from './claims-file.ts';
import type { Draft } from './draft.ts';
import type { CatalogueFiles } from './files.ts';
import { readLinkTables } from './link-files.ts';

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

/** Compares the pages on disk with what they should be. */
export function checkPages(files: CatalogueFiles, input: CatalogueInput): CatalogueCheck {
  return checkCatalogue(renderAll(files, makeContext(input)), pagesOnDisk(files));
}

/**
 * Writes the pages that differ and removes those that nothing generates any more. Gives how many files it touched. That
 * pages are what an input gives is remembered, for rendering them again takes a good part of a run that changes nothing;
 * `tables` then stands for the symbol tables that lie there.
 */
export function writePages(draft: Draft, input: CatalogueInput, memos?: MemoStore, tables?: string): number {
  const onDisk = pagesOnDisk(draft);
  const upToDate = memos?.<true>('catalogue', [input, digestPages(onDisk), tables]);
  if (upToDate?.value) return 0;
  const check = checkCatalogue(renderAll(draft, makeContext(input)), onDisk, draft.write);
  const { differ, missing, stale } = check;
  for (const path of stale) draft.remove(path);
  if (isUpToDate(check)) upToDate?.keep(true);
  return differ.length + missing.length + stale.length;
}

/** All pages, one by one; `pages` ends the paths of the markdown ones where the page for browsers leads to them. */
export function* renderAll(files: CatalogueFiles, context: Context, pages: '.md' | '.html' = '.md'): Generator<Page> {
  const { program } = context;
  const tables = readAbis(files);
  yield* renderCatalogue(context);
  const steps = compareNeighbours(context, tables);
  yield* renderAbiPages(context, tables, steps);
  if (program) yield [INDEX_PATH, renderIndex(context, nameSteps(steps), program, pages)];
}

/** Whether a file may be a generated page. False: it is data, somebody's own, or the page that is made where it is asked for. */
function isPage(path: string): boolean {
  return (/\.(md|html)$/.test(path) && path !== EXPLAIN_PATH) || path === BREAK_INDEX_PATH || path === BADGE_PATH;
}

/** The pages below a catalogue's folder; each is read when it is asked for. */
function pagesOnDisk(files: CatalogueFiles): FilesOnDisk {
  const paths = new Set<string>();
  const visit = (folder: string, depth: number) => {
    const below = (name: string) => (folder === '' ? name : `${folder}/${name}`);
    for (const path of files.names(folder).map(below)) if (isPage(path)) paths.add(path);
    if (depth < 2) for (const name of files.folders(folder)) visit(below(name), depth + 1);
  };
  visit('', 0);
  return {
    keys: () => paths.keys(),
    has: (path) => paths.has(path),
    get: (path) => (paths.has(path) ? (files.read(path) ?? '') : undefined),
  };
}

/** What stands for the texts of pages. */
function digestPages(pages: FilesOnDisk): ReadonlyMap<string, string> {
  return new Map([...pages.keys()].map((path) => [path, sha256(pages.get(path)!)]));
}
