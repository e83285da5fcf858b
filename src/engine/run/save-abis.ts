import { mergeAbi } from '../../breaks/abi/merge-abi.ts';
import { listAbiFiles } from '../../catalogue/abi-files.ts';
import type { Draft } from '../../catalogue/draft.ts';
import { parseAbi, printAbi } from '../../model/abi-text.ts';
import { sha256 } from '../../model/canonical.ts';
import type { Results } from '../../model/results.ts';
import { abiFile } from '../../reports/text/names.ts';
import type { RecordedAbi } from './record-abis.ts';

/**
 * Brings the tables that a run recorded into a catalogue: they replace those of the same links; older ones stay where the
 * results, as they are after the run, still have what they say. Gives how many files it touched.
 */
export function saveAbis(draft: Draft, recorded: readonly RecordedAbi[], results: Results): number {
  const fresh = new Map(recorded.map((abi) => [abiFile(abi.toolchain), abi]));
  let touched = 0;
  for (const file of new Set([...listAbiFiles(draft), ...fresh.keys()])) {
    const lying = draft.read(file);
    if (lying !== null && sha256(lying) === fresh.get(file)?.sha256) continue;
    const text = mergeTexts(lying, fresh.get(file)?.print() ?? null, draft.shown(file), results);
    touched += text === null ? draft.remove(file) : draft.write(file, text);
  }
  return touched;
}

/** The text of two tables of one toolchain as one; null where nothing of them holds. */
function mergeTexts(lying: string | null, recorded: string | null, path: string, results: Results): string | null {
  const parse = (text: string | null) => (text === null ? [] : [parseAbi(text, path)]);
  const [merged] = mergeAbi(parse(lying), parse(recorded), results);
  return merged ? printAbi(merged) : null;
}
