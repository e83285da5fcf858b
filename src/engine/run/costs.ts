/** Counts what steps take, by case. */
export interface Costs {
  add(caseName: string, cpuMs: number): void;
  /** Case → milliseconds of CPU time that a step of it takes on average. */
  averages(): ReadonlyMap<string, number>;
}

/** Begins with nothing counted. */
export function countCosts(): Costs {
  const sums = new Map<string, { ms: number; steps: number }>();
  return {
    add(name, cpuMs) {
      const sum = sums.get(name) ?? { ms: 0, steps: 0 };
      sum.ms += cpuMs;
      sum.steps++;
      sums.set(name, sum);
    },
    averages: () =>
      new Map(
        [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { ms, steps }]) => [name, Math.round(ms / steps)]),
      ),
  };
}
