import type { Context } from '../query/context.ts';
import { versionOf } from '../query/labels.ts';
import { tallyPairs } from '../query/pair-cells.ts';
import { type Tally, tallyCells, tallyInWords, totalOf } from '../query/tally.ts';
import { originOf } from '../query/toolchain-words.ts';
import { escapeText, link, table } from '../text/markdown.ts';
import { pairPath } from '../text/names.ts';
import { countOf, printNumber } from '../text/words.ts';
import { neverPassedInWords } from '../words/never-passed.ts';

/** The matrix Go × Emscripten, with what the counts count. */
export function writeMatrix(context: Context): readonly string[] {
  const { index } = context;
  const { results } = index;
  const tallies = tallyPairs(index);
  const { gos, emsdks } = tallies;
  const neither = index.pairs.neither.length;
  const header = ['Go ↓ Emscripten →', ...emsdks.map((id) => emsdkHeading(index, id)), 'Go alone'];
  const rows = gos.map((go) => [
    `**${escapeText(versionOf(index, go))}**`,
    ...emsdks.map((emsdk) => link(countField(tallies.pair(go, emsdk)), pairPath(go, emsdk))),
    countField(tallies.goAlone(go)),
  ]);
  const last = ['Emscripten alone', ...emsdks.map((emsdk) => countField(tallies.emsdkAlone(emsdk))), ''];
  return [
    `${countOf(results.cases.length, 'case')} on ${countOf(gos.length, 'Go version')} and ${countOf(emsdks.length, 'Emscripten version')}: ${tallyInWords(tallyCells(results.cells))}, for ${countOf(results.breaks.length, 'reason')}.${neverPassedInWords(context, results.cells)}`,
    table([header, ...rows, last], ['l', ...header.slice(1).map(() => 'c')]),
    [
      '✔ cells that pass, ✘ cells that fail, – skipped, ? not decided.',
      'A pair counts every cell that its user meets: those on both tools, and those on this Go alone (last column) or this Emscripten alone (last row).',
      neither === 0 ? '' : `${countOf(neither, 'cell')} with neither tool are in no field.`,
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
  ];
}

function emsdkHeading(index: Context['index'], id: string): string {
  const entry = index.toolchains.get(id);
  return [versionOf(index, id), entry?.llvm ? `LLVM ${entry.llvm}` : '', entry ? originOf(entry) : '']
    .filter((part) => part !== '')
    .map(escapeText)
    .join('<br>');
}

function countField(tally: Tally): string {
  if (totalOf(tally) === 0) return '–';
  const parts = [`${printNumber(tally.pass)} ✔`, `${printNumber(tally.break)} ✘`];
  if (tally.skip > 0) parts.push(`${printNumber(tally.skip)} –`);
  if (tally.infra > 0) parts.push(`${printNumber(tally.infra)} ?`);
  return parts.join(' ');
}
