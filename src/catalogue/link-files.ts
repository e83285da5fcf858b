import { type LinkTable, parseLinks, printLinks } from '../model/links.ts';
import { byCodeUnit } from '../model/order.ts';
import { linksPath } from '../reports/text/names.ts';
import type { Draft } from './draft.ts';
import type { CatalogueFiles } from './files.ts';

/** How symbols resolved in the links of a catalogue's cases, sorted by case. Throws `ProblemInInput` for a broken file. */
export function readLinkTables(files: CatalogueFiles): LinkTable[] {
  const tables = listFiles(files).map((path) => parseLinks(files.read(path) ?? '', files.shown(path)));
  return tables.sort((a, b) => byCodeUnit(a.case, b.case));
}

/** Writes the tables that differ and removes those of cases that have none any more. Gives how many files it touched. */
export function writeLinkTables(draft: Draft, tables: readonly LinkTable[]): number {
  const texts = new Map(tables.map((table) => [linksPath(table.case), printLinks(table)]));
  let touched = 0;
  for (const path of listFiles(draft)) if (!texts.has(path)) touched += draft.remove(path);
  for (const [path, text] of texts) touched += draft.write(path, text);
  return touched;
}

function listFiles(files: CatalogueFiles): string[] {
  const names = files.names('abi/links').filter((name) => name.endsWith('.json'));
  return names.map((name) => `abi/links/${name}`);
}
