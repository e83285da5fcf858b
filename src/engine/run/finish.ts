import { join } from 'node:path';
import { type Comparison, compareResults } from '../../breaks/comparison/compare-results.ts';
import { listRenames } from '../../breaks/identity/renames.ts';
import { mergeLinks, type RecordedLinks } from '../../breaks/results/merge-links.ts';
import { mergeResults } from '../../breaks/results/merge-results.ts';
import { reidentify } from '../../breaks/results/re-identify.ts';
import { HISTORY_FILE, readCatalogueInput, type Shipped, writePages } from '../../catalogue/catalogue-files.ts';
import { writeClaims } from '../../catalogue/claims-file.ts';
import { draftCatalogue } from '../../catalogue/draft.ts';
import { readLinkTables, writeLinkTables } from '../../catalogue/link-files.ts';
import { parseEqualOnce, readResults } from '../../catalogue/results-file.ts';
import type { Silence } from '../../matrix/silence.ts';
import { reviewableJson } from '../../model/canonical.ts';
import type { Claim } from '../../model/claims.ts';
import { InfrastructureError } from '../../model/errors.ts';
import type { Cell, Results } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';
import { formatHistory } from '../../reports/query/history.ts';
import type { CatalogueInput } from '../../reports/query/input.ts';
import type { MemoStore } from '../../run/storage/memo-store.ts';
import { type Baseline, COMMITTED, readBaseline } from './baseline.ts';
import type { Confirmed } from './confirm.ts';
import { describeRun } from './history-lines.ts';
import type { Noise } from './noise.ts';
import type { RecordedAbi } from './record-abis.ts';
import { saveAbis } from './save-abis.ts';

/** What a run is brought into. */
export interface Destination {
  readonly out: string;
  readonly baseline: string | undefined;
  /** The symbol tables that the run recorded. */
  readonly abis: readonly RecordedAbi[];
  /** How symbols resolved in the run's links. */
  readonly links: RecordedLinks;
  /** What comes with emrift for the pages. */
  readonly shipped: Shipped;
  /** The claims that stand beside the cases. */
  readonly claims: readonly Claim[];
  readonly silences: readonly Silence[];
  /** When the run ended. */
  readonly now: Date;
  readonly covers: (cell: Pick<Cell, 'case' | 'on'>) => boolean;
  /** The newest release of each tool, where sources were asked. */
  readonly known: Partial<Record<Tool, string>>;
  /** Whether a history line is written also when nothing changed. False: only where something did. */
  readonly nightly: boolean;
  readonly memos: MemoStore;
  /** Sees what is not as it was a second time. */
  readonly confirm: (found: Results, comparison: Comparison) => Promise<Confirmed>;
  /** What the steps of each case took on average, in milliseconds of CPU time. */
  readonly costs: ReadonlyMap<string, number>;
  /** What executing cells twice came to, where that was asked for. */
  readonly noise: Noise | null;
}

/** What came of it. */
export interface Finished {
  /** This run's cells alone. */
  readonly results: Results;
  readonly comparison: Comparison;
  /** What the pages were made of: the catalogue as it is now. */
  readonly catalogue: CatalogueInput;
  /** What was compared with: what it is called, and what it says. */
  readonly baseline: Baseline;
  /** How many files of the catalogue were written or removed. */
  readonly written: number;
}

/**
 * Compares results with the baseline and writes the catalogue, in which they replace only the cells that were
 * planned. What is not as it was is executed once more first. All of it appears at once; what it is news against is
 * kept until `forgetUnreported`, so that a run that is killed before it could report them reports them the next time. Throws
 * `InfrastructureError` where the catalogue cannot be written, `ProblemInInput` where the baseline cannot be read.
 */
export async function finishRun(found: Results, destination: Destination): Promise<Finished> {
  const { out, shipped, silences, covers, memos, now } = destination;
  const { knowledge } = shipped;
  const parse = parseEqualOnce();
  const onDisk = readResults(join(out, 'results.json'), parse);
  const lying = onDisk && reidentify(onDisk, knowledge);
  const { name, results: former } = await readBaseline(out, destination.baseline, parse);
  const baseline = { name, results: former && reidentify(former, knowledge) };
  const bringIn = (results: Results, flaky: ReadonlySet<string>) => {
    const merged = lying ? mergeResults(lying, results, covers, knowledge, flaky) : results;
    const today = now.toISOString().slice(0, 10);
    return { merged, comparison: compareResults(baseline.results, merged, { covers, silences, today, flaky }) };
  };
  const first = bringIn(found, new Set());
  const { results, flaky } = await destination.confirm(found, first.comparison);
  const { merged, comparison } = flaky.size > 0 ? bringIn(results, flaky) : first;
  try {
    const text = reviewableJson(merged);
    const draft = draftCatalogue(out);
    let written = draft.write('results.json', text);
    const tables = saveAbis(draft, destination.abis, merged);
    written += tables.written;
    written += writeLinkTables(draft, mergeLinks(readLinkTables(draft), destination.links, merged));
    written += writeClaims(draft, destination.claims);
    const hasChanges = comparison.changes.length > 0 || lying === null;
    const renames = onDisk && lying ? listRenames(onDisk, lying) : [];
    if (destination.nightly || renames.length > 0 || (hasChanges && written > 0)) {
      const before = draft.read(HISTORY_FILE) ?? '';
      const { known, noise, costs } = destination;
      const lines = describeRun({ results, breaks: merged.breaks, comparison, renames, known, now, noise, costs });
      written += draft.write(HISTORY_FILE, before + formatHistory(lines));
    }
    // The pages are a function of the file, down to the order of its members.
    const catalogue = readCatalogueInput(draft, parse(text, 'results.json'), shipped);
    written += writePages(draft, catalogue, memos, tables.key);
    // What is compared with the committed results reports its news until it is committed itself.
    draft.publish({ unreported: name !== COMMITTED });
    return { results, comparison, catalogue, baseline, written };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    throw new InfrastructureError(`the catalogue could not be written: ${(error as Error).message}`, {
      hint: 'nothing is lost: rerun the same command to resume',
    });
  }
}
