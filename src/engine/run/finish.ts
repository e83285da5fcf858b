import { type Comparison, compareResults } from '../../breaks/comparison/compare-results.ts';
import { listRenames } from '../../breaks/identity/renames.ts';
import { mergeLinks, type RecordedLinks } from '../../breaks/results/merge-links.ts';
import { mergeResults } from '../../breaks/results/merge-results.ts';
import { reidentify } from '../../breaks/results/re-identify.ts';
import {
  digestData,
  HISTORY_FILE,
  RESULTS_FILE,
  readCatalogueInput,
  type Shipped,
} from '../../catalogue/catalogue-files.ts';
import { writePages } from '../../catalogue/catalogue-pages.ts';
import { writeClaims } from '../../catalogue/claims-file.ts';
import { type Draft, draftCatalogue } from '../../catalogue/draft.ts';
import { readLinkTables, writeLinkTables } from '../../catalogue/link-files.ts';
import { parseEqualOnce } from '../../catalogue/results-file.ts';
import type { Silence } from '../../matrix/silence.ts';
import { reviewableJson } from '../../model/canonical.ts';
import type { Claim } from '../../model/claims.ts';
import { InfrastructureError } from '../../model/errors.ts';
import type { Results } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';
import { formatHistory } from '../../reports/query/history.ts';
import type { CatalogueInput } from '../../reports/query/input.ts';
import type { Coverage } from '../../run/journal.ts';
import type { MemoStore } from '../../run/storage/memo-store.ts';
import { type Baseline, COMMITTED, readBaseline } from './baseline.ts';
import type { Confirmed } from './confirm.ts';
import { describeRun } from './history-lines.ts';
import type { Noise } from './noise.ts';
import { covers } from './plan-run.ts';
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
  /** What the run meant to test. */
  readonly coverage: Coverage;
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
 * planned. What is not as it was is executed once more first. What is remembered to lie there as it has to is neither merged,
 * printed nor rendered again. All of it appears at once; what it is news against is
 * kept until `forgetUnreported`, so that a run that is killed before it could report them reports them the next time. Throws
 * `InfrastructureError` where the catalogue cannot be written, `ProblemInInput` where the baseline cannot be read.
 */
export async function finishRun(found: Results, destination: Destination): Promise<Finished> {
  const { out, shipped, silences, coverage, memos, now } = destination;
  const { knowledge } = shipped;
  const parse = parseEqualOnce();
  const draft = draftCatalogue(out);
  const lyingText = draft.read(RESULTS_FILE);
  const onDisk = lyingText === null ? null : parse(lyingText, draft.shown(RESULTS_FILE));
  const lying = onDisk && reidentify(onDisk, knowledge);
  const { name, results: former } = await readBaseline(out, destination.baseline, parse, lyingText);
  const baseline = { name, results: former && reidentify(former, knowledge) };
  const lyingData = digestData(draft);
  const remembered = memos<true>('brings-nothing', listData(found, destination, lyingData));
  const isCovered = covers(coverage);
  const compare = (merged: Results, flaky: ReadonlySet<string> = new Set()) => {
    const today = now.toISOString().slice(0, 10);
    const comparison = compareResults(baseline.results, merged, { covers: isCovered, silences, today, flaky });
    return { merged, comparison };
  };
  const bringIn = (results: Results, flaky?: ReadonlySet<string>) =>
    compare(lying ? mergeResults(lying, results, isCovered, knowledge, flaky) : results, flaky);
  const asItLies = lying && remembered.value ? compare(lying) : null;
  const first = asItLies?.comparison.changes.length === 0 ? asItLies : bringIn(found);
  const { results, flaky } = await destination.confirm(found, first.comparison);
  const { merged, comparison } = flaky.size > 0 ? bringIn(results, flaky) : first;
  try {
    const text = merged === lying ? lyingText! : reviewableJson(merged);
    let written = merged === lying ? 0 : writeData(draft, text, merged, destination);
    if (written === 0 && flaky.size === 0) remembered.keep(true);
    const data = written === 0 ? lyingData : digestData(draft);
    const hasChanges = comparison.changes.length > 0 || lying === null;
    const renames = onDisk && lying ? listRenames(onDisk, lying) : [];
    if (destination.nightly || renames.length > 0 || (hasChanges && written > 0)) {
      const { known, noise, costs } = destination;
      const lines = describeRun({ results, breaks: merged.breaks, comparison, renames, known, now, noise, costs });
      written += draft.write(HISTORY_FILE, (draft.read(HISTORY_FILE) ?? '') + formatHistory(lines));
    }
    // The pages are a function of the file, down to the order of its members.
    const catalogue = readCatalogueInput(draft, parse(text, RESULTS_FILE), shipped);
    written += writePages(draft, catalogue, { memos, data });
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

/** All that decides what a run makes of the data of a catalogue, whose digests are `lying`. */
function listData(found: Results, { coverage, abis, links, claims }: Destination, lying: ReadonlyMap<string, string>) {
  const tables = abis.map(({ toolchain, sha256 }) => [toolchain, sha256]);
  // As one text: results have a million members.
  return [lying, JSON.stringify(found), coverage, tables, links, claims];
}

/** Writes the data that a run changes. Gives how many files it touched. */
function writeData(draft: Draft, text: string, merged: Results, { abis, links, claims }: Destination): number {
  return (
    draft.write(RESULTS_FILE, text) +
    saveAbis(draft, abis, merged) +
    writeLinkTables(draft, mergeLinks(readLinkTables(draft), links, merged)) +
    writeClaims(draft, claims)
  );
}
