/** Counts what steps take. */
export interface Costs {
  add(caseName: string, step: string, cpuMs: number): void;
  /** `case step` → milliseconds of CPU time that it takes on average over all combinations. */
  averages(): ReadonlyMap<string, number>;
}

/** Under which name the history has what a step takes. */
export function costKey(caseName: string, step: string): string {
  return `${caseName} ${step}`;
}

/** Begins with nothing counted. */
export function countCosts(): Costs {
  const sums = new Map<string, { ms: number; steps: number }>();
  return {
    add(caseName, step, cpuMs) {
      const name = costKey(caseName, step);
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
