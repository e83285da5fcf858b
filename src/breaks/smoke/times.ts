import { groupBy } from '../../model/group.ts';
import { medianOf } from './sizes.ts';

/** Whether a step makes something with the tool that is tried, or executes what was made with it. */
export type Work = 'compiling' | 'running';

/** A step that was executed with both versions in turn: old, new, old, new, … */
export interface TimedStep {
  readonly case: string;
  readonly step: string;
  readonly work: Work;
  /** Milliseconds of CPU time by round; both have as many. */
  readonly old: readonly number[];
  readonly now: readonly number[];
}

/** How much longer something takes than with the older version, and how far the same versions are from themselves. */
export interface TimeRatio {
  /** New by old: of the rounds of a step, of the steps of a kind of work, the one in the middle. */
  readonly ratio: number;
  /** The greatest ratio, at least 1, that a version had to itself from one round to the next. */
  readonly noise: number;
  /** Whether the difference is beyond the noise. False: it says nothing. */
  readonly isBeyondNoise: boolean;
}

/** What the steps of one kind of work came to. */
export interface WorkTimes extends TimeRatio {
  readonly work: Work;
  /** Of each step, in their order. */
  readonly steps: readonly (TimeRatio & Pick<TimedStep, 'case' | 'step'>)[];
}

/** Sums steps up by kind of work; steps of fewer than two rounds, or that took no time, are left out. */
export function compareTimes(steps: readonly TimedStep[]): readonly WorkTimes[] {
  const usable = steps.filter(({ old, now }) => old.length > 1 && [...old, ...now].every((ms) => ms > 0));
  return [...groupBy(usable, ({ work }) => work)].map(([work, own]) => {
    const each = own.map((one) => ({ case: one.case, step: one.step, ...ratioOf(one) }));
    const middle = (pick: (one: TimeRatio) => number) => medianOf(each.map(pick).sort((a, b) => a - b));
    return {
      work,
      ...judgeRatio(
        middle(({ ratio }) => ratio),
        middle(({ noise }) => noise),
      ),
      steps: each,
    };
  });
}

function ratioOf({ old, now }: TimedStep): TimeRatio {
  const ratios = now.map((ms, round) => ms / old[round]!).sort((a, b) => a - b);
  const own = [old, now].flatMap((rounds) => rounds.slice(1).map((ms, round) => away(ms / rounds[round]!)));
  return judgeRatio(medianOf(ratios), Math.max(...own));
}

function judgeRatio(ratio: number, noise: number): TimeRatio {
  return { ratio, noise, isBeyondNoise: away(ratio) > noise };
}

/** How far a ratio is from 1, in either direction. */
function away(ratio: number): number {
  return Math.max(ratio, 1 / ratio);
}
