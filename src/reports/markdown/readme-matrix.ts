import { CLAIM_TAG, countUncured, type PairChoices } from '../query/choices.ts';
import type { Context } from '../query/context.ts';
import { versionOf } from '../query/labels.ts';
import { sayFewest } from '../query/pair-advice.ts';
import { originOf } from '../query/toolchain-words.ts';
import { escapeText, link, table } from '../text/markdown.ts';
import { CLAIMS_PATH, pairPath } from '../text/names.ts';
import { countOf } from '../text/words.ts';
import { printOpen } from './open-field.ts';

/** The matrix Go × Emscripten: in each field what fails there and would pass with another Go or Emscripten. */
export function writeMatrix(context: Context): readonly string[] {
  const { index, choices } = context;
  const gos = index.byTool.get('go') ?? [];
  const emsdks = index.byTool.get('emsdk') ?? [];
  const header = ['Go ↓ Emscripten →', ...emsdks.map((id) => emsdkHeading(index, id))];
  const rows = gos.map((go) => [
    `**${escapeText(versionOf(index, go))}**`,
    ...emsdks.map((emsdk) => choiceField(choices.pair(go, emsdk), pairPath(go, emsdk))),
  ]);
  const advice = sayFewest(context, gos, emsdks);
  return [
    scopeInWords(context),
    advice === '' ? '' : `**If you can choose:** ${escapeText(advice)}`,
    table([header, ...rows], ['l', ...header.slice(1).map(() => 'c')]),
    'In each field: how many cases fail on that pair but pass with another tested Go or Emscripten; in bold those that fail in at least one cell for which no cure passed, then those for which a cure passed in every failing cell. What fails with every version is no reason to choose and not counted, nor is what fails where two versions of one tool meet. *Alone* are cases that were asked of this Go or Emscripten and of no other, so that they say nothing of how versions compare. Each field leads to the cures, and to what changes with the next version of either.',
  ];
}

/** How much was tested, and what is not counted. */
export function scopeInWords({ index, claims = [] }: Context): string {
  const { results } = index;
  const ofClaims = results.cases.filter(({ tags }) => tags.includes(CLAIM_TAG)).length;
  const rest =
    ofClaims === 0
      ? ''
      : ` ${countOf(ofClaims, 'further case')} put statements of others to the test and ${ofClaims === 1 ? 'counts' : 'count'} on ${claims.length > 0 ? link('the page of claims', CLAIMS_PATH) : 'the page of claims'} alone.`;
  return `${countOf(results.cases.length - ofClaims, 'case')} on ${countOf(index.byTool.get('go')?.length ?? 0, 'Go version')} and ${countOf(index.byTool.get('emsdk')?.length ?? 0, 'Emscripten version')}, ${countOf(results.cells.length, 'cell')} in all.${rest}`;
}

function emsdkHeading(index: Context['index'], id: string): string {
  const entry = index.toolchains.get(id);
  return [versionOf(index, id), entry?.llvm ? `LLVM ${entry.llvm}` : '', entry ? originOf(entry) : '']
    .filter((part) => part !== '')
    .map(escapeText)
    .join('<br>');
}

function choiceField(choices: PairChoices, path: string): string {
  const { avoidable, permanent, passing } = choices;
  if (avoidable.length + permanent.length + passing.length === 0) return '–';
  const [alone, shared] = [avoidable.filter(({ isAlone }) => isAlone), avoidable.filter(({ isAlone }) => !isAlone)];
  return `${link(printCounts(shared), path)}${alone.length === 0 ? '' : `<br>alone ${printCounts(alone)}`}`;
}

function printCounts(avoidable: PairChoices['avoidable']): string {
  const open = countUncured({ avoidable });
  return printOpen(open, avoidable.length - open);
}
