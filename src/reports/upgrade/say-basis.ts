import { cleanLine } from '../text/clean.ts';
import { BASES, REASONS, sayDocumented, type UpgradeItem } from './item.ts';

/** What an item rests on, in words. Plain text. */
export function sayBasis(item: UpgradeItem): string {
  const { reason, basis } = item;
  const window = cleanLine(sayDocumented(item));
  if (reason === 'documented') return `${window}, not measured between these versions`;
  if (reason === 'between') return `${window}: only versions between the two`;
  return [reason === 'all' ? '' : REASONS[reason], BASES[basis], window].filter((part) => part !== '').join('; ');
}
