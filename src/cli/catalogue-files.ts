import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { KIND_INFO } from '../breaks/kinds/index.ts';
import type { KnownBreak } from '../breaks/knowledge.ts';
import type { Results } from '../model/results.ts';
import { renderAbiPages } from '../reports/abi/pages.ts';
import { renderCatalogue } from '../reports/catalogue.ts';
import { type CatalogueCheck, checkCatalogue, isUpToDate } from '../reports/check.ts';
import { type HistoryEntry, parseHistory } from '../reports/history.ts';
import type { CatalogueInput } from '../reports/input.ts';
import { BREAK_INDEX_PATH } from '../reports/names.ts';
import type { Remember } from '../run/remembered.ts';
import { sweepDrafts, writeAtomically } from '../toolchains/files.ts';
import { listAbiFiles, readAbis } from './abi-files.ts';
import { readCandidates } from './candidate-files.ts';
import { readClaims } from './claims-file.ts';
import { readLinkTables } from './link-files.ts';

/** All that the pages of a catalogue are made of: its results and its history, and what emrift knows of kinds and breaks. */
export function readCatalogueInput(out: string, results: Results, knowledge: readonly KnownBreak[]): CatalogueInput {
  return {
    results,
    kinds: KIND_INFO,
    knowledge,
    hasTables: listAbiFiles(out).length > 0,
    candidates: readCandidates(out),
    claims: readClaims(out),
    history: readHistory(out),
    links: readLinkTables(out),
  };
}

/** The history of a catalogue, oldest line first; none where it has none yet. Throws `ProblemInInput` for a broken one. */
export function readHistory(out: string): readonly HistoryEntry[] {
  const path = join(out, 'history.jsonl');
  return existsSync(path) ? parseHistory(readFileSync(path, 'utf8'), path) : [];
}

/** Compares the pages on disk with what they should be. */
export function checkPages(out: string, input: CatalogueInput): CatalogueCheck {
  return checkCatalogue(renderAll(out, input), readPages(out));
}

/**
 * Writes the pages that differ and removes those that nothing generates any more. Gives how many files it touched. That
 * pages are what an input gives is remembered, for rendering them again takes a good part of a run that changes nothing;
 * `tables` then stands for the symbol tables that lie there.
 */
export function writePages(out: string, input: CatalogueInput, remember?: Remember, tables?: string): number {
  sweepDrafts(out, 2);
  const onDisk = readPages(out);
  const upToDate = remember?.<true>('catalogue', [input, onDisk, tables]);
  if (upToDate?.value) return 0;
  const pages = renderAll(out, input);
  const check = checkCatalogue(pages, onDisk);
  const { differ, missing, stale } = check;
  for (const path of [...differ, ...missing]) writeAtomically(join(out, path), pages.get(path)!);
  for (const path of stale) rmSync(join(out, path), { force: true });
  if (isUpToDate(check)) upToDate?.keep(true);
  return differ.length + missing.length + stale.length;
}

function renderAll(out: string, input: CatalogueInput): ReadonlyMap<string, string> {
  return new Map([...renderCatalogue(input), ...renderAbiPages(input, readAbis(out))]);
}

/** The texts below a catalogue's folder, by path. */
function readPages(out: string): Map<string, string> {
  const pages = new Map<string, string>();
  const visit = (below: string, depth: number) => {
    for (const entry of readdirSync(join(out, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory() && depth < 2) visit(path, depth + 1);
      else if (entry.isFile() && (/\.(md|html)$/.test(entry.name) || path === BREAK_INDEX_PATH))
        pages.set(path, readFileSync(join(out, path), 'utf8'));
    }
  };
  if (existsSync(out)) visit('', 0);
  return pages;
}
