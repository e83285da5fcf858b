import { describe, expect, it } from 'vitest';
import { compareTimes, type TimedStep, type Work } from './times.ts';

const timed = (old: readonly number[], now: readonly number[], work: Work = 'compiling'): TimedStep => ({
  case: 'a/a',
  step: 'build',
  work,
  old,
  now,
});

describe('times of steps that were measured in turn', () => {
  it('are told where they differ by more than the same version from itself', () => {
    const [times] = compareTimes([timed([100, 102, 101], [150, 153, 150])]);
    expect(times).toMatchObject({ work: 'compiling', isBeyondNoise: true });
    expect(times!.ratio).toBeCloseTo(1.5);
    expect(times!.noise).toBeCloseTo(1.02);
  });

  it('say nothing within the noise, in either direction', () => {
    expect(compareTimes([timed([100, 130, 100], [110, 112, 110])])[0]!.isBeyondNoise).toBe(false);
    expect(compareTimes([timed([100, 101, 100], [90, 120, 90])])[0]!.isBeyondNoise).toBe(false);
    expect(compareTimes([timed([100, 101, 100], [90, 91, 90])])[0]!.isBeyondNoise).toBe(true);
  });

  it('are summed up by kind of work, by the step in the middle', () => {
    const steps = [
      timed([100, 100], [100, 100]),
      timed([100, 100], [200, 200]),
      timed([100, 100], [400, 400]),
      timed([10, 10], [5, 5], 'running'),
    ];
    expect(compareTimes(steps).map(({ work, ratio, steps: own }) => [work, ratio, own.length])).toEqual([
      ['compiling', 2, 3],
      ['running', 0.5, 1],
    ]);
  });

  it('leave out what was executed once or took no time that can be measured', () => {
    expect(compareTimes([timed([100], [200]), timed([0, 10], [10, 10])])).toEqual([]);
  });
});
