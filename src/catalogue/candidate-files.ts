import { CANDIDATE_SCHEMA, type CandidateRun } from '../breaks/comparison/candidate.ts';
import { reviewableJson } from '../model/canonical.ts';
import { ProblemInInput } from '../model/errors.ts';
import { compareToolchains } from '../model/ids.ts';
import { isTool } from '../model/tools.ts';
import type { Draft } from './draft.ts';
import type { CatalogueFiles } from './files.ts';
import { checkResults } from './results-file.ts';

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
  const position = { file: path };
  let value: Partial<CandidateRun> | null;
  try {
    value = JSON.parse(text) as Partial<CandidateRun> | null;
  } catch (error) {
    throw new ProblemInInput(`is no JSON: ${(error as Error).message}`, { position });
  }
  if (typeof value?.schema === 'number' && value.schema > CANDIDATE_SCHEMA) {
    throw new ProblemInInput(`was written by a newer emrift (schema ${value.schema})`, { position });
  }
  const { schema, tool, candidate, against, before, flaky, results } = value ?? {};
  const isText = (member: unknown) => typeof member === 'string';
  const fits =
    schema === CANDIDATE_SCHEMA &&
    isText(tool) &&
    isTool(tool!) &&
    isText(candidate) &&
    isText(against) &&
    (before === null || isText(before)) &&
    Array.isArray(flaky) &&
    flaky.every(isText);
  // Its page is called after it.
  if (!fits || !path.endsWith(`/${candidate}.json`)) {
    throw new ProblemInInput('is no file of a candidate', { position });
  }
  return { ...(value as CandidateRun), results: checkResults(results, path) };
}
