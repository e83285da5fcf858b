import type { SilenceUse } from '../../breaks/comparison/silence.ts';
import { printPosition } from '../../model/errors.ts';
import { cleanLine } from '../text/clean.ts';
import type { Paint } from '../text/paint.ts';
import { countOf } from '../text/words.ts';

/** How a silence of the matrix fares, in one line. */
export function silenceLine({ silence, state, cells }: SilenceUse, paint: Paint): string {
  const name = cleanLine(silence.break);
  const where = printPosition(silence.position);
  switch (state) {
    case 'holds':
      return paint.soft(
        `Silenced until ${silence.until}: ${name} in ${countOf(cells, 'cell')} (${cleanLine(silence.reason)})`,
      );
    case 'expired':
      return paint.warn(
        `${where}: the silence of ${name} expired on ${silence.until}; it counts again in ${countOf(cells, 'cell')}`,
      );
    case 'unused':
      return paint.warn(`${where}: the silence of ${name} matches no break that was found`);
  }
}
