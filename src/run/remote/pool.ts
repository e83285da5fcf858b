/** Somebody who can be asked, and how it went so far. */
interface Member<T> {
  readonly value: T;
  underWay: number;
  /** How often it failed in a row, and until when it is spared. */
  failures: number;
  sparedUntil: number;
}

/** Deals work to several servers without a scheduler of their own. */
export interface Pool<T> {
  /**
   * Does `work` with the one that has least to do, of those that were not `tried` and did not just fail. Whether it went well
   * decides how soon it is asked again.
   */
  with<R>(tried: ReadonlySet<T>, work: (member: T) => Promise<{ readonly ok: boolean; readonly value: R }>): Promise<R>;
}

/** How long one that failed is spared: so many milliseconds, twice as long each time, and never longer than the most. */
const SPARED = 500;
const LONGEST = 30_000;

/** Opens a pool of at least one member; `now` gives milliseconds. */
export function openPool<T>(values: readonly T[], now: () => number = () => performance.now()): Pool<T> {
  const members = values.map((value): Member<T> => ({ value, underWay: 0, failures: 0, sparedUntil: 0 }));
  const choose = (tried: ReadonlySet<T>): Member<T> => {
    const time = now();
    const rank = (member: Member<T>) => (tried.has(member.value) ? 2 : 0) + (member.sparedUntil > time ? 1 : 0);
    return members.reduce((best, member) => {
      const [a, b] = [rank(member), rank(best)];
      return a < b || (a === b && member.underWay < best.underWay) ? member : best;
    });
  };
  return {
    async with(tried, work) {
      const member = choose(tried);
      member.underWay++;
      try {
        const { ok, value } = await work(member.value);
        member.failures = ok ? 0 : member.failures + 1;
        member.sparedUntil = ok ? 0 : now() + Math.min(LONGEST, SPARED * 2 ** (member.failures - 1));
        return value;
      } finally {
        member.underWay--;
      }
    },
  };
}
