import type { CandidateRun, FamilyDrift } from '../../breaks/comparison/candidate.ts';
import { driftSizes, type SizeDrift } from '../../breaks/smoke/sizes.ts';
import { printBytes } from '../../model/bytes.ts';
import { countOf } from '../text/words.ts';

/** `+3 %`, `-0.4 %`, `±0 %` of a ratio. */
export function printRatio(ratio: number): string {
  const percent = (ratio - 1) * 100;
  const text = Math.abs(percent) < 10 ? percent.toFixed(1) : percent.toFixed(0);
  if (Number(text) === 0) return '±0 %';
  return `${percent > 0 ? '+' : ''}${text} %`;
}

/** How the sizes of modules moved, in one sentence of plain text; null where no module was built with both. */
export function sizeSentence({ sizes }: Pick<CandidateRun, 'sizes'>): string | null {
  const drift = driftSizes(sizes);
  if (!drift) return null;
  if (drift.moved.length === 0) return `All ${countOf(drift.modules, 'module')} have the size that they had.`;
  return `${countOf(drift.moved.length, 'module')} of ${drift.modules} have another size: ${printRatio(drift.median)} in the middle, from ${printRatio(drift.least)} to ${printRatio(drift.most)}.`;
}

/** `1.2 kB instead of 1.0 kB (+20 %)`. */
export function sizeWords({ old, now, ratio }: SizeDrift['moved'][number]): string {
  return `${printBytes(now)} instead of ${printBytes(old)} (${printRatio(ratio)})`;
}

/** `12 came, 3 went, 1 of another type or strength`: the symbols of one family of libraries. */
export function driftWords({ added, removed, changed }: FamilyDrift): string {
  const parts = [
    added.length > 0 ? `${added.length} came` : '',
    removed.length > 0 ? `${removed.length} went` : '',
    changed.length > 0 ? `${changed.length} of another type or strength` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
