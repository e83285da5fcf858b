import { groupBy } from '../../model/group.ts';
import { countOf, listOf, printNumber } from '../text/words.ts';
import { countUncured } from './choices.ts';
import type { Context } from './context.ts';
import { versionOf } from './labels.ts';

/**
 * Of all pairs of some Gos and some Emscriptens those with the fewest uncured cases, for whoever can choose. Plain text; empty
 * where there is nothing to choose.
 */
export function sayFewest(
  { index, choices }: Pick<Context, 'index' | 'choices'>,
  gos: readonly string[],
  emsdks: readonly string[],
): string {
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
  const others = gos.length === 1 ? 'no other tested Emscripten has fewer' : 'no tested pair has fewer';
  const rest =
    fewest === 0
      ? 'no case fails there, without a cure, that would pass with another Go or Emscripten'
      : `${countOf(fewest, 'case fails', 'cases fail')} there, without a cure, that would pass with another Go or Emscripten; ${others}`;
  return [`${namePairs(index, best)}: ${rest}.`, ...least].join(' ');
}

/** `Go 1.26 and 1.27 with Emscripten 3.1.69 or 6.0.5; Go 1.25 with Emscripten 6.0.5`. */
function namePairs(index: Context['index'], pairs: readonly { readonly go: string; readonly emsdk: string }[]): string {
  const partners = groupBy(pairs, ({ go }) => go);
  const groups = groupBy([...partners], ([, own]) => own.map(({ emsdk }) => versionOf(index, emsdk)).join(' or '));
  return [...groups]
    .map(([emsdks, own]) => `Go ${listOf(own.map(([go]) => versionOf(index, go)))} with Emscripten ${emsdks}`)
    .join('; ');
}
