import { ProblemInInput } from '../model/errors.ts';
import { memoise } from '../model/memoise.ts';
import { type Cell, RESULTS_SCHEMA, type Results } from '../model/results.ts';
import { readFoundText, readText } from '../system/read-text.ts';
import { findFault } from './results-fault.ts';
import { checkSchema, parseJson } from './versioned-json.ts';

/** Makes results out of their JSON; `path` names it in a problem. */
export type ParseResults = (text: string, path: string) => Results;

/** Parses results, of equal texts once: what lies there, what is committed and what a run writes are mostly equal. */
export function parseEqualOnce(): ParseResults {
  return memoise(parseResults);
}

/** Reads results found in a folder; null where there are none. Throws `ProblemInInput` for what is none or of a newer format. */
export function readResults(path: string, parse: ParseResults = parseResults): Results | null {
  const text = readFoundText(path);
  return text === null ? null : parse(text, path);
}

/** Reads results that the user named, which may come through a pipe; else as `readResults`. */
export function readNamedResults(path: string, parse: ParseResults = parseResults): Results | null {
  const text = readText(path);
  return text === null ? null : parse(text, path);
}

/** Parses results. Throws `ProblemInInput` for what is none or of a newer format. */
export function parseResults(text: string, path: string): Results {
  return checkResults(parseJson(text, path), path);
}

/** Takes JSON for results, also of an older format. Throws `ProblemInInput` for what is none; `path` names it. */
export function checkResults(given: unknown, path: string): Results {
  const what = 'results file of emrift';
  const value = upgrade(checkSchema<Results>(given, RESULTS_SCHEMA, path, what, 1));
  const lists = [value.toolchains, value.cases, value.cells, value.breaks];
  if (!lists.every(Array.isArray) || !value.evidence || !value.modules) {
    throw new ProblemInInput(`is no ${what}`, { position: { file: path } });
  }
  const fault = findFault(value as Results);
  if (fault) throw new ProblemInInput(`is no ${what}: ${fault}`, { position: { file: path } });
  return value as Results;
}

/** Results of an older format as today's write them: 1 had `told` in place of a cell's `reported`, 2 no tests. */
function upgrade(value: Partial<Results>): Partial<Results> {
  if (value.schema === RESULTS_SCHEMA || !Array.isArray(value.cells)) return value;
  const cells = (value.cells as (Cell & { readonly told?: Cell['reported'] })[]).map((cell) => {
    if (!cell?.told) return cell;
    const { told, ...rest } = cell;
    return { ...rest, reported: told };
  });
  return { ...value, schema: RESULTS_SCHEMA, cells, tests: value.tests ?? {} };
}

/** The problem of a folder that holds no catalogue; `shown` as a user would write it. */
export function noCatalogue(shown: string): ProblemInInput {
  return new ProblemInInput('there is no results.json in it', {
    position: { file: shown },
    hint: 'make one with `emrift run`, or name a catalogue with --out',
  });
}
