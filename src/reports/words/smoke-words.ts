import type { Unreached } from '../../breaks/comparison/candidate.ts';
import type { SmokeTask } from '../../breaks/smoke/plan-smoke.ts';
import { countOf } from '../text/words.ts';

/** Why a case is tried at this place, in plain text. */
export function whyTried({ reason, ring }: Pick<SmokeTask, 'reason' | 'ring'>): string {
  return `${reasonWords(reason)}, ${ringWords(ring)}`;
}

function reasonWords(reason: SmokeTask['reason']): string {
  switch (reason.kind) {
    case 'changed':
      return `changed from ${reason.from} to ${reason.to}`;
    case 'documented':
      return `${reason.entry} is documented for ${reason.range}`;
    case 'steady':
      return 'no known change';
  }
}

function ringWords(ring: number): string {
  return ring === 0 ? 'newest partners' : `partners ${countOf(ring, 'version')} older`;
}

/** What was not tried, a line each for cases as a whole and for others; none where all was. `show` prints a case's name. */
export function unreachedLines(unreached: readonly Unreached[], show: (name: string) => string): readonly string[] {
  const line = (list: readonly Unreached[], words: string) => {
    const cells = list.reduce((sum, one) => sum + one.cells, 0);
    const names = list.map((one) => show(one.case)).join(', ');
    return list.length === 0 ? [] : [`${countOf(list.length, 'case')} ${words} (${countOf(cells, 'cell')}): ${names}`];
  };
  return [
    ...line(
      unreached.filter(({ whole }) => whole),
      'not tried at all',
    ),
    ...line(
      unreached.filter(({ whole }) => !whole),
      'not tried with all partners',
    ),
  ];
}
