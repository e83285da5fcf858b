import { type CellName, parseCell, printCell } from '../../model/ids.ts';

/** The most names that a mistake is answered with. */
const MOST = 3;

/** The cells whose names are closest to one that is not there: of the same case, and with most toolchains the same. */
export function nearestCells(asked: string, cells: readonly CellName[]): readonly string[] {
  const at = asked.indexOf('@');
  const wanted = { case: at < 0 ? asked : asked.slice(0, at), parts: new Set(asked.slice(at + 1).split('+')) };
  const scored = cells.map((cell) => {
    const name = printCell(cell);
    const sameCase = cell.case === wanted.case ? 2 : cell.case.includes(wanted.case.split('/').at(-1)!) ? 1 : 0;
    const parts = name.slice(name.indexOf('@') + 1).split('+');
    return { name, sameCase, shared: parts.filter((part) => wanted.parts.has(part)).length };
  });
  return scored
    .filter(({ sameCase }) => sameCase > 0)
    .sort((a, b) => b.sameCase - a.sameCase || b.shared - a.shared || (a.name < b.name ? -1 : 1))
    .slice(0, MOST)
    .map(({ name }) => name);
}

/** A cell as somebody wrote it, its toolchains in any order; null where the text names none. */
export function readCell(text: string): CellName | null {
  const at = text.indexOf('@');
  if (at < 0) return null;
  const parts = text.slice(at + 1).split('+');
  const single = parts.map((part) => parseCell(`${text.slice(0, at)}@${part}`));
  if (single.some((cell) => cell === null)) return null;
  const on = Object.assign({}, ...single.map((cell) => cell!.on)) as Record<string, string>;
  return Object.keys(on).length === parts.length ? { case: text.slice(0, at), on } : null;
}
