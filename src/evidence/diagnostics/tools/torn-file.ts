import type { Draft } from '../draft.ts';

const SOURCE_END = /\.(?:c|cc|cpp|cxx|c\+\+|m|mm|s|S|h|hh|hpp|hxx|i|ii|inc|go)(?=[\w./~-])/g;
const SOURCE = /\.(?:c|cc|cpp|cxx|c\+\+|m|mm|s|S|h|hh|hpp|hxx|i|ii|inc|go)$/;

/**
 * Compilers that share a terminal write a file name and its line in two pieces, so that one message loses its name
 * (`:1:22: error: …`) and an earlier one has two (`s4.cs3.c:1:22: error: …`). Gives both back where only one cut makes
 * two source files of such a name.
 */
export function mendTornFile(orphan: Draft, located: readonly Draft[]): void {
  for (let index = located.length - 1; index >= 0; index--) {
    const other = located[index]!;
    const file = other.file ?? '';
    if (file.length > PATH_CAP || !SOURCE.test(file)) continue;
    const cuts = [...file.matchAll(SOURCE_END)].map((match) => match.index + match[0].length);
    const cut = cuts[0];
    if (cuts.length !== 1 || cut === undefined) continue;
    orphan.file = file.slice(0, cut);
    other.file = file.slice(cut);
    return;
  }
}

const PATH_CAP = 1024;
