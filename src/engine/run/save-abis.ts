import { mergeAbi } from '../../breaks/abi/merge-abi.ts';
import { listAbiFiles } from '../../catalogue/abi-files.ts';
import type { Draft } from '../../catalogue/draft.ts';
import { parseAbi, printAbi } from '../../model/abi-text.ts';
import { sha256 } from '../../model/canonical.ts';
import type { Results } from '../../model/results.ts';
import { abiFile } from '../../reports/text/names.ts';
import type { RecordedAbi } from './record-abis.ts';

/** What became of a catalogue's symbol tables. */
export interface SavedAbis {
  /** How many files were written or removed. */
  readonly written: number;
  /** Equal where all tables of the catalogue are. */
  readonly key: string;
}

/**
 * Brings the tables that a run recorded into a catalogue: they replace those of the same links; older ones stay where the
 * results, as they are after the run, still have what they say.
 */
export function saveAbis(draft: Draft, recorded: readonly RecordedAbi[], results: Results): SavedAbis {
  const fresh = new Map(recorded.map((abi) => [abiFile(abi.toolchain), abi]));
  const digests: string[] = [];
  let written = 0;
  for (const file of new Set([...listAbiFiles(draft), ...fresh.keys()])) {
    const lying = draft.read(file);
    const found = lying === null ? null : sha256(lying);
    if (found !== null && found === fresh.get(file)?.sha256) {
      digests.push(found);
      continue;
    }
    const text = mergeTexts(lying, fresh.get(file)?.print() ?? null, draft.shown(file), results);
    if (text !== null) digests.push(sha256(text));
    written += text === null ? draft.remove(file) : draft.write(file, text);
  }
  return { written, key: digests.sort().join(' ') };
}

/** The text of two tables of one toolchain as one; null where nothing of them holds. */
function mergeTexts(lying: string | null, recorded: string | null, path: string, results: Results): string | null {
  const parse = (text: string | null) => (text === null ? [] : [parseAbi(text, path)]);
  const [merged] = mergeAbi(parse(lying), parse(recorded), results);
  return merged ? printAbi(merged) : null;
}
