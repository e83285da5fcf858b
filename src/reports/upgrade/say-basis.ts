import { printDocumented } from '../query/documented.ts';
import { cleanLine } from '../text/clean.ts';
import { BASES, REASONS, type UpgradeItem } from './item.ts';

/** What an item rests on, in words. Plain text. */
export function sayBasis({ reason, basis, documented }: UpgradeItem): string {
  const window = documented ? `documented for ${cleanLine(printDocumented(documented))}` : '';
  if (reason === 'documented') return `${window}, not measured between these versions`;
  if (reason === 'between') return `${window}: only versions between the two`;
  return [reason === 'all' ? '' : REASONS[reason], BASES[basis], window].filter((part) => part !== '').join('; ');
}
