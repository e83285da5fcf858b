import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type LinkTable, parseLinks, printLinks } from '../model/links.ts';
import { byCodeUnit } from '../model/order.ts';
import { linksPath } from '../reports/names.ts';
import { writeAtomically } from '../toolchains/files.ts';

/** How symbols resolved in the links of a catalogue's cases, sorted by case. Throws `ProblemInInput` for a broken file. */
export function readLinkTables(out: string): LinkTable[] {
  const tables = listFiles(out).map((path) => parseLinks(readFileSync(join(out, path), 'utf8'), join(out, path)));
  return tables.sort((a, b) => byCodeUnit(a.case, b.case));
}

/** Writes the tables that differ and removes those of cases that have none any more. Gives how many files it touched. */
export function writeLinkTables(out: string, tables: readonly LinkTable[]): number {
  const texts = new Map(tables.map((table) => [linksPath(table.case), printLinks(table)]));
  const there = listFiles(out);
  const differ = [...texts].filter(
    ([path, text]) => !there.includes(path) || readFileSync(join(out, path), 'utf8') !== text,
  );
  for (const [path, text] of differ) writeAtomically(join(out, path), text);
  const stale = there.filter((path) => !texts.has(path));
  for (const path of stale) rmSync(join(out, path), { force: true });
  return differ.length + stale.length;
}

function listFiles(out: string): string[] {
  const folder = join(out, 'abi/links');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort(byCodeUnit).map((name) => `abi/links/${name}`);
}
