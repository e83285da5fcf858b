import type { WorkTimes } from '../../breaks/smoke/times.ts';
import { countOf } from '../text/words.ts';
import { printRatio } from './built-words.ts';

/** What is to be said of times, a line for each kind of work: a difference only where it is beyond the noise. */
export function timeLines(times: readonly WorkTimes[]): readonly string[] {
  return times.map((one) => {
    const beyond = one.steps.filter(({ isBeyondNoise }) => isBeyondNoise);
    const apart =
      beyond.length > 0
        ? `; beyond it alone: ${beyond.map(({ case: name, step, ratio }) => `${name} ${step} ${printRatio(ratio)}`).join(', ')}`
        : '';
    const noise = `the same version differs from itself by up to ${printRatio(one.noise)}`;
    const verdict = one.isBeyondNoise ? printRatio(one.ratio) : 'no difference beyond the noise';
    return `${one.work === 'compiling' ? 'Compiling' : 'Running'}: ${verdict} in processor time over ${countOf(one.steps.length, 'step')}, ${noise}${apart}`;
  });
}
