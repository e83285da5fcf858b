import { compareResults } from '../../breaks/comparison/compare-results.ts';
import { reidentify } from '../../breaks/results/re-identify.ts';
import type { Catalogue } from '../../catalogue/open-catalogue.ts';
import { parseEqualOnce } from '../../catalogue/results-file.ts';
import type { SummaryInput } from '../../reports/terminal/summary.ts';
import type { Project } from '../project/project.ts';
import { readBaseline } from './baseline.ts';
import { readMatrixAlone } from './session.ts';

/**
 * The verdicts of a catalogue's results against its baseline, as a run gives them. Throws `ProblemInInput` where the
 * baseline or the matrix cannot be read.
 */
export async function judgeCatalogue(
  { folder, shown, input }: Catalogue,
  project: Project,
  file: string | undefined,
): Promise<SummaryInput> {
  const { knowledge } = input;
  const { name, results } = await readBaseline(folder, file, parseEqualOnce());
  const before = results && reidentify(results, knowledge);
  const now = reidentify(input.results, knowledge);
  const { silences } = readMatrixAlone(project.matrix);
  const today = new Date().toISOString().slice(0, 10);
  const comparison = compareResults(before, now, { covers: () => true, silences, today });
  return { ...input, results: now, comparison, baseline: name, before, pages: shown };
}
