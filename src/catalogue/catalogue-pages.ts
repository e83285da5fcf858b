import { sha256 } from '../model/canonical.ts';
import { memoise } from '../model/memoise.ts';
import { type Drift, findDrift, nameSteps, renderAbiPages } from '../reports/abi/pages.ts';
import {
  openBreakPages,
  type Page,
  renderRecorded,
  renderTimeless,
  withoutHistory,
} from '../reports/catalogue/catalogue.ts';
import { type CatalogueCheck, type CheckedPage, checkCatalogue, type FilesOnDisk } from '../reports/catalogue/check.ts';
import { BADGE_PATH } from '../reports/html/badge.ts';
import { EXPLAIN_PATH } from '../reports/html/explain-page.ts';
import { INDEX_PATH, renderIndex } from '../reports/html/index-page.ts';
import { packDrift } from '../reports/html/pack-drift.ts';
import { packRecord, packResults } from '../reports/html/pack-results.ts';
import type { PageData } from '../reports/html/page-data.ts';
import type { OpenBreakPage } from '../reports/markdown/break-page.ts';
import { readBreakHistories } from '../reports/query/break-history.ts';
import { type Context, makeContext } from '../reports/query/context.ts';
import { indexResults } from '../reports/query/index-results.ts';
import type { CatalogueInput } from '../reports/query/input.ts';
import { BREAK_INDEX_PATH } from '../reports/text/names.ts';
import type { MemoStore } from '../run/storage/memo-store.ts';
import { readAbis } from './abi-files.ts';
import { HISTORY_FILE } from './catalogue-files.ts';
import type { Draft } from './draft.ts';
import type { CatalogueFiles } from './files.ts';

/** Compares the pages on disk with what they should be. */
export function checkPages(files: CatalogueFiles, input: CatalogueInput): CatalogueCheck {
  return checkCatalogue(renderAll(files, makeContext(input)), pagesOnDisk(files));
}

/** By what pages that were rendered once are known again. */
export interface Remembering {
  /** Of this program, with what comes with it. */
  readonly memos: MemoStore;
  /** What stands for the data that the pages are made of, see `digestData`. */
  readonly data: ReadonlyMap<string, string>;
}

/**
 * Writes the pages that differ and removes those that nothing generates any more. Gives how many files it touched. What is
 * remembered is not rendered again, which is most of the work of a run that changes nothing.
 */
export function writePages(draft: Draft, input: CatalogueInput, remembering?: Remembering): number {
  const onDisk = pagesOnDisk(draft);
  const rendered = remembering
    ? renderChanged(draft, input, remembering, onDisk)
    : renderAll(draft, makeContext(input));
  const { differ, missing, stale } = checkCatalogue(rendered, onDisk, draft.write);
  for (const path of stale) draft.remove(path);
  return differ.length + missing.length + stale.length;
}

/** All pages, one by one; `pages` ends the paths of the markdown ones where the page for browsers leads to them. */
export function* renderAll(files: CatalogueFiles, context: Context, pages: '.md' | '.html' = '.md'): Generator<Page> {
  const drift = findDrift(context, readAbis(files));
  yield* timelessPages(context, drift);
  yield* recordedPages(openBreakPages(context), () => openIndex(context, drift, pages), context);
}

/** The pages that are made of the data alone. */
function* timelessPages(context: Context, drift: Drift): Generator<Page> {
  yield* renderTimeless(context);
  yield* renderAbiPages(withoutHistory(context), drift);
}

/** The pages that are made of the history too, from what the data alone makes of them. */
function* recordedPages(
  breaks: Iterable<readonly [id: string, page: OpenBreakPage]>,
  index: () => PageData,
  record: Pick<Context, 'results' | 'index' | 'history' | 'histories' | 'program'>,
): Generator<Page> {
  const { program } = record;
  yield* renderRecorded(breaks, record);
  if (program) yield [INDEX_PATH, renderIndex({ ...index(), ...packRecord(record) }, program)];
}

function openIndex(context: Context, { steps, modules }: Drift, pages: '.md' | '.html' = '.md'): PageData {
  return packResults(withoutHistory(context), packDrift(nameSteps(steps), modules), pages);
}

/** What is remembered of the pages that are made of the history too. */
interface OpenPages {
  readonly breaks: readonly (readonly [id: string, page: OpenBreakPage])[];
  readonly index: PageData;
}

/** As `renderAll`, without the texts of pages that are as they were when they were made of the same. */
function* renderChanged(
  files: CatalogueFiles,
  input: CatalogueInput,
  { memos, data }: Remembering,
  onDisk: FilesOnDisk,
): Generator<CheckedPage> {
  const context = memoise(() => makeContext(input));
  const drift = memoise(() => findDrift(context(), readAbis(files)));
  const makeOpen = () => ({ breaks: [...openBreakPages(context())], index: openIndex(context(), drift()) });
  const recorded = () => {
    const memo = memos<OpenPages>('open-pages', data);
    const open = memo.value ?? makeOpen();
    if (!memo.value) memo.keep(open);
    const { results, history } = input;
    const record = { ...input, index: indexResults(results), histories: readBreakHistories(history) };
    return recordedPages(open.breaks, () => open.index, record);
  };
  const lying = memoise((path: string) => {
    const text = onDisk.get(path);
    return text === undefined ? null : sha256(text);
  });
  const history = sha256(files.read(HISTORY_FILE) ?? '');
  const parts = [
    ['pages', data, () => timelessPages(context(), drift())],
    ['recorded-pages', [data, history], recorded],
  ] as const;
  for (const [name, madeOf, render] of parts) {
    const memo = memos<readonly (readonly [path: string, digest: string])[]>(name, madeOf);
    if (memo.value?.every(([path, digest]) => lying(path) === digest)) {
      for (const [path] of memo.value) yield [path, null];
      continue;
    }
    const digests: (readonly [string, string])[] = [];
    for (const page of render()) {
      digests.push([page[0], sha256(page[1])]);
      yield page;
    }
    memo.keep(digests);
  }
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
