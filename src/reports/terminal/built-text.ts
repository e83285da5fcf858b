import type { CandidateComparison, CandidateRun } from '../../breaks/comparison/candidate.ts';
import { listModuleChanges, listWarningChanges, type ModuleChange } from '../../breaks/smoke/built.ts';
import type { ModuleEntry } from '../../model/results.ts';
import { cleanLine } from '../text/clean.ts';
import { someOf } from '../text/words.ts';
import { driftWords, sizeSentence } from '../words/built-words.ts';

/** The most names that one line has. */
const MOST_NAMES = 4;

/** What of everything that both versions build is different, a line each; the page has the rest. */
export function printBuilt(run: CandidateRun, compared: CandidateComparison): readonly string[] {
  const modules = listModuleChanges(compared).map(
    ({ change, modules: own }) =>
      `  ${someOf(
        own.map((name) => cleanLine(name)),
        1,
      )}: ${someOf(
        wordsOf(change).map((name) => cleanLine(name)),
        MOST_NAMES,
      )}`,
  );
  const warnings = listWarningChanges(compared).map(
    ({ case: name, came, went }) =>
      `  ${cleanLine(name)}: ${someOf(
        signed(came, went).map((id) => cleanLine(id)),
        MOST_NAMES,
      )}`,
  );
  const symbols = run.symbols.map((one) => `  ${cleanLine(one.family)}: ${driftWords(one)}`);
  const sizes = sizeSentence(run);
  return [
    ...section('Imports and exports that came (+), went (-) or are of another type (~):', modules),
    ...section('Symbols of the libraries:', symbols),
    ...section('Warnings that came (+) and went (-):', warnings),
    ...(sizes === null ? [] : [`Sizes: ${sizes}`]),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

function wordsOf(change: ModuleChange['change']): readonly string[] {
  if (change.kind === 'minified') {
    const [imports, exports] = [change.imports, change.exports];
    return [`${imports[1]} imports instead of ${imports[0]}`, `${exports[1]} exports instead of ${exports[0]}`];
  }
  const lists = [change.imports, change.exports];
  return [
    ...change.renamed.map(({ from, to, names }) => `${names.length} imports of ${to} instead of ${from}`),
    ...lists.flatMap(({ added, removed, changed }) => [
      ...signed(added.map(nameOf), removed.map(nameOf)),
      ...changed.map(({ after }) => `~${nameOf(after)}`),
    ]),
  ];
}

function signed(came: readonly string[], went: readonly string[]): readonly string[] {
  return [...came.map((name) => `+${name}`), ...went.map((name) => `-${name}`)];
}

function nameOf({ module, name }: ModuleEntry): string {
  return module === undefined ? name : `${module}.${name}`;
}
