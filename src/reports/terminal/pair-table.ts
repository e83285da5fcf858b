import type { Context } from '../query/context.ts';
import { versionOf } from '../query/labels.ts';
import { countAvoidable } from '../query/pair-words.ts';
import { type Paint, PLAIN } from '../text/paint.ts';
import { countOf, printNumber } from '../text/words.ts';

/** The most versions of Go that the table has, newest last. */
const MOST_ROWS = 10;

const CORNER = 'Go \\ Emscripten';

/**
 * The avoidable breaks of each pair as lines: Go down, Emscripten across, those without a cure first, then those with one.
 * Where not all versions fit into the width the newest are shown. None where no pair was run.
 */
export function printPairTable(context: Context, width: number, paint: Paint = PLAIN): readonly string[] {
  const { index, choices } = context;
  const gos = (index.byTool.get('go') ?? []).slice(-MOST_ROWS);
  const all = index.byTool.get('emsdk') ?? [];
  if (gos.length === 0 || all.length === 0) return [];
  const fieldOf = (go: string, emsdk: string): string => {
    const counts = countAvoidable(choices.pair(go, emsdk));
    if (counts === null) return '–';
    return `${printNumber(counts.open)}${counts.cured > 0 ? ` +${printNumber(counts.cured)}` : ''}`;
  };
  const first = Math.max(CORNER.length, ...gos.map((id) => versionOf(index, id).length));
  const columns = all.map((id) => {
    const fields = gos.map((go) => fieldOf(go, id));
    return {
      title: versionOf(index, id),
      fields,
      width: Math.max(versionOf(index, id).length, ...fields.map(({ length }) => length)),
    };
  });
  // As many of the newest as there is room for.
  let room = width - 2 - first;
  const shown: typeof columns = [];
  for (const column of columns.toReversed()) {
    room -= column.width + 2;
    if (room < 0 && shown.length > 0) break;
    shown.unshift(column);
  }
  const older = columns.length - shown.length + (index.byTool.get('go')!.length - gos.length);
  const row = (lead: string, texts: readonly string[]) =>
    `  ${lead.padEnd(first)}  ${texts.map((text, at) => text.padEnd(shown[at]!.width)).join('  ')}`.trimEnd();
  return [
    '\nAvoidable breaks: without a cure + with one',
    paint.strong(
      row(
        CORNER,
        shown.map(({ title }) => title),
      ),
    ),
    ...gos.map((go, at) =>
      row(
        versionOf(index, go),
        shown.map(({ fields }) => fields[at]!),
      ),
    ),
    ...(older > 0 ? [paint.soft(`  and ${countOf(older, 'older version')}`)] : []),
  ];
}
