import type { CandidateComparison, CandidateRun } from '../../breaks/comparison/candidate.ts';
import { listModuleChanges, listWarningChanges } from '../../breaks/smoke/built.ts';
import { driftSizes } from '../../breaks/smoke/sizes.ts';
import { describeChange } from '../abi/modules-page.ts';
import { isMangled, nameInMarkdown } from '../abi/symbol-words.ts';
import { bullets, code, escapeText, table } from '../text/markdown.ts';
import { countOf, someOf } from '../text/words.ts';
import { sizeSentence, sizeWords } from '../words/built-words.ts';

/** The most modules named beside a change that they share, names of symbols of a kind, and rows of sizes. */
const MOST_MODULES = 6;
const MOST_SYMBOLS = 12;
const MOST_SIZES = 10;

/** What of everything that both versions build is different: imports, exports, symbols, warnings and sizes of modules. */
export function writeBuilt(run: CandidateRun, compared: CandidateComparison): readonly string[] {
  return [
    '## Imports and exports',
    ...writeModules(compared),
    ...(run.symbols.length === 0 ? [] : ['## Symbols of the libraries', writeSymbols(run)]),
    '## Warnings',
    ...writeWarnings(compared),
    ...writeSizes(run),
  ];
}

function writeModules(compared: CandidateComparison): readonly string[] {
  const changes = listModuleChanges(compared);
  if (changes.length === 0) return ['Every module that both versions build imports and exports the same.'];
  return changes.flatMap(({ change, modules }) => [
    `In ${countOf(modules.length, 'module')}: ${someOf(modules.map(code), MOST_MODULES)}`,
    bullets(describeChange(change)),
  ]);
}

function writeSymbols({ symbols }: CandidateRun): string {
  const names = (list: readonly string[]) => {
    // C names are what people link by; those of C++ are counted.
    const plain = list.filter((name) => !isMangled(name)).map(nameInMarkdown);
    const more = list.length - plain.length;
    const words = [
      ...(plain.length > 0 ? [someOf(plain, MOST_SYMBOLS)] : []),
      ...(more > 0 ? [countOf(more, 'C++ name')] : []),
    ];
    return words.join('; ') || '–';
  };
  const rows = symbols.map(({ family, added, removed, changed }) => [
    code(family),
    names(added),
    names(removed),
    names(changed),
  ]);
  return table([['Library', 'New', 'Gone', 'Other type or strength'], ...rows]);
}

function writeWarnings(compared: CandidateComparison): readonly string[] {
  const changes = listWarningChanges(compared);
  if (changes.length === 0) return ['No step that passes with both warns of anything else.'];
  const names = (list: readonly string[]) => list.map(code).join(', ') || '–';
  return [
    table([
      ['Case', 'New', 'Gone'],
      ...changes.map(({ case: name, came, went }) => [code(name), names(came), names(went)]),
    ]),
  ];
}

function writeSizes(run: CandidateRun): readonly string[] {
  const [sentence, drift] = [sizeSentence(run), driftSizes(run.sizes)];
  if (sentence === null || !drift) return [];
  const furthest = drift.moved
    .slice(0, MOST_SIZES)
    .map((size) => `${code(`${size.case}:${size.module}`)}: ${escapeText(sizeWords(size))}`);
  return ['## Sizes of modules', sentence, furthest.length > 0 ? bullets(furthest) : ''].filter(
    (block) => block !== '',
  );
}
