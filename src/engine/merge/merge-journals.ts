import { loadShipped } from '../../catalogue/load-knowledge.ts';
import { openOut } from '../../catalogue/open-out.ts';
import { findFault } from '../../catalogue/results-fault.ts';
import type { Matrix } from '../../matrix/matrix.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { readJournal } from '../../run/read-journal.ts';
import { NO_MEMOS } from '../../run/storage/memo-store.ts';
import { readText } from '../../system/read-text.ts';
import { type Finished, finishRun } from '../run/finish.ts';
import type { Noise } from '../run/noise.ts';
import { isUndecided } from '../run/undecided.ts';
import { assemble } from './assemble.ts';
import { checkJournals } from './check-journals.ts';

/** The largest journal that is read: a nightly run of a hundred thousand cells stays below. */
const LARGEST = 1 << 29;

/** What journals are brought into. */
export interface MergeInto {
  /** The folder of the catalogue. */
  readonly out: string;
  readonly baseline: string | undefined;
  /** What is silenced stands in it. */
  readonly matrix: Matrix;
  /** The file of the known breaks. */
  readonly knowledge: string;
}

/** What the journals of all shards came to. */
export interface Merged {
  readonly finished: Finished;
  readonly noise: Noise | null;
  readonly executedSteps: number;
  readonly unavailable: ReadonlyMap<string, string>;
  /** Whether some cell has no verdict; false: all have one. */
  readonly isUndecided: boolean;
}

/**
 * Writes the catalogue that one machine would have written. Throws `ProblemInInput` where a file is no journal, and
 * `InfrastructureError` where a shard or a cell is missing or there twice.
 */
export async function mergeJournals(files: readonly string[], into: MergeInto): Promise<Merged> {
  if (files.length === 0) throw new ProblemInInput('name the journals of all shards');
  const { out, baseline, matrix } = into;
  const journals = files.map((file) => readJournal(readNamed(file), file));
  checkJournals(journals);
  const shipped = loadShipped(into.knowledge);
  const { found, confirmed, flaky, executedSteps, unavailable, ...assembled } = assemble(journals, shipped.knowledge);
  const fault = findFault(found);
  if (fault !== null) throw new ProblemInInput(`what the journals come to is no result: ${fault}`);
  openOut(out);
  const { header } = journals[0]!;
  const finished = await finishRun(found, {
    ...assembled,
    out,
    baseline,
    shipped,
    claims: header.claims ?? [],
    silences: matrix.silences,
    now: new Date(),
    confirm: async () => ({ results: confirmed, flaky }),
    coverage: header.coverage!,
    nightly: header.nightly ?? false,
    // Each merge has other journals than the one before.
    memos: NO_MEMOS,
  });
  const undecided = isUndecided(confirmed, unavailable);
  return { finished, noise: assembled.noise, executedSteps, unavailable, isUndecided: undecided };
}

function readNamed(file: string): string {
  const text = readText(file, LARGEST);
  if (text === null) throw new ProblemInInput('there is no such file', { position: { file } });
  return text;
}
