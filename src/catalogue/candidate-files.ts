import {
  CANDIDATE_SCHEMA,
  type CandidateRun,
  type FamilyDrift,
  type ModuleSize,
  type Unreached,
} from '../breaks/comparison/candidate.ts';
import { reviewableJson } from '../model/canonical.ts';
import { ProblemInInput } from '../model/errors.ts';
import { compareToolchains } from '../model/ids.ts';
import { isTool } from '../model/tools.ts';
import type { Draft } from './draft.ts';
import type { CatalogueFiles } from './files.ts';
import { checkResults } from './results-file.ts';
import { checkSchema, parseJson } from './versioned-json.ts';

/** The candidates of a catalogue, by tool, the newest first. Throws `ProblemInInput` for a file that is none. */
export function readCandidates(files: CatalogueFiles): CandidateRun[] {
  const names = files.names('candidates').filter((name) => name.endsWith('.json'));
  const paths = names.map((name) => `candidates/${name}`);
  return paths.map((path) => readCandidate(files.read(path) ?? '', files.shown(path))).sort(compareRuns);
}

/** Writes a candidate's file. Gives how many files it wrote. */
export function writeCandidate(draft: Draft, run: CandidateRun): number {
  return draft.write(`candidates/${run.candidate}.json`, reviewableJson(run));
}

function compareRuns(a: CandidateRun, b: CandidateRun): number {
  if (a.tool !== b.tool) return compareToolchains(a.candidate, b.candidate);
  return compareToolchains(b.candidate, a.candidate);
}

function readCandidate(text: string, path: string): CandidateRun {
  const what = 'file of a candidate';
  const value = checkSchema<CandidateRun>(parseJson(text, path), CANDIDATE_SCHEMA, path, what, 1);
  const { tool, candidate, against, before, flaky, unreached = [], sizes = [], symbols = [], results } = value;
  const isText = (member: unknown) => typeof member === 'string';
  const fits =
    isText(tool) &&
    isTool(tool!) &&
    isText(candidate) &&
    isText(against) &&
    (before === null || isText(before)) &&
    Array.isArray(flaky) &&
    flaky.every(isText) &&
    Array.isArray(unreached) &&
    unreached.every(isUnreached) &&
    Array.isArray(sizes) &&
    sizes.every(isSize) &&
    Array.isArray(symbols) &&
    symbols.every(isDrift);
  // Its page is called after it.
  if (!fits || !path.endsWith(`/${candidate}.json`)) {
    throw new ProblemInInput(`is no ${what}`, { position: { file: path } });
  }
  const own = { schema: CANDIDATE_SCHEMA, unreached, sizes, symbols } as const;
  return { ...(value as CandidateRun), ...own, results: checkResults(results, path) };
}

function isUnreached(value: unknown): value is Unreached {
  const { case: name, cells, whole } = (value ?? {}) as Partial<Unreached>;
  return typeof name === 'string' && typeof cells === 'number' && typeof whole === 'boolean';
}

function isSize(value: unknown): value is ModuleSize {
  const { case: name, module, old, now } = (value ?? {}) as Partial<ModuleSize>;
  return typeof name === 'string' && typeof module === 'string' && typeof old === 'number' && typeof now === 'number';
}

function isDrift(value: unknown): value is FamilyDrift {
  const { family, added, removed, changed } = (value ?? {}) as Partial<FamilyDrift>;
  const isNames = (list: unknown) => Array.isArray(list) && list.every((name) => typeof name === 'string');
  return typeof family === 'string' && [added, removed, changed].every(isNames);
}
