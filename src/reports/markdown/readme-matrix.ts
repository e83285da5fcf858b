import { groupBy } from '../../model/group.ts';
import { CLAIM_TAG, countUncured, type PairChoices } from '../query/choices.ts';
import type { Context } from '../query/context.ts';
import { versionOf } from '../query/labels.ts';
import { originOf } from '../query/toolchain-words.ts';
import { escapeText, link, table } from '../text/markdown.ts';
import { CLAIMS_PATH, pairPath } from '../text/names.ts';
import { countOf, listOf, printNumber } from '../text/words.ts';
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
  return [
    scopeInWords(context),
    adviseInWords(context, gos, emsdks),
    table([header, ...rows], ['l', ...header.slice(1).map(() => 'c')]),
    'In each field: how many cases fail on that pair but pass with another tested Go or Emscripten; in bold those that fail in at least one cell for which no cure passed, then those for which a cure passed in every failing cell. What fails with every version is no reason to choose and not counted, nor is what fails where two versions of one tool meet. *Alone* are cases that were asked of this Go or Emscripten and of no other, so that they say nothing of how versions compare. Each field leads to the cures, and to what changes with the next version of either.',
  ];
}

/** The pairs with the fewest uncured cases, for whoever can choose both; empty where there is nothing to choose. */
function adviseInWords({ index, choices }: Context, gos: readonly string[], emsdks: readonly string[]): string {
  const pairs = gos.flatMap((go) =>
    emsdks.map((emsdk) => {
      const own = choices.pair(go, emsdk);
      const avoidable = own.avoidable.filter(({ isAlone }) => !isAlone);
      const open = countUncured({ avoidable });
      const known = own.avoidable.length + own.passing.length > 0;
      return { go, emsdk, open, cured: avoidable.length - open, known };
    }),
  );
  const fewest = Math.min(...pairs.filter(({ known }) => known).map(({ open }) => open));
  const best = pairs.filter(({ known, open }) => known && open === fewest);
  if (best.length === 0 || best.length === pairs.length) return '';
  const fewestCured = Math.min(...best.map(({ cured }) => cured));
  const calm = best.filter(({ cured }) => cured === fewestCured);
  const least =
    calm.length === best.length
      ? []
      : [`The fewest cures among them: ${namePairs(index, calm)}, ${printNumber(fewestCured)}.`];
  const lead = `${namePairs(index, best)}: ${countOf(fewest, 'case fails', 'cases fail')} there, without a cure, that would pass with another Go or Emscripten; no tested pair has fewer.`;
  return ['**If you can choose:**', escapeText([lead, ...least].join(' '))].join(' ');
}

/** `Go 1.26 and 1.27 with Emscripten 3.1.69 or 6.0.5; Go 1.25 with Emscripten 6.0.5`. */
function namePairs(index: Context['index'], pairs: readonly { readonly go: string; readonly emsdk: string }[]): string {
  const partners = groupBy(pairs, ({ go }) => go);
  const groups = groupBy([...partners], ([, own]) => own.map(({ emsdk }) => versionOf(index, emsdk)).join(' or '));
  return [...groups]
    .map(([emsdks, own]) => `Go ${listOf(own.map(([go]) => versionOf(index, go)))} with Emscripten ${emsdks}`)
    .join('; ');
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
