/** Counts what steps and preparations take. */
export interface Costs {
  /** Something by its name, see `costKey` and `preparingKey`. */
  add(name: string, cpuMs: number): void;
  /** Name → milliseconds of CPU time that it takes on average over all combinations. */
  averages(): ReadonlyMap<string, number>;
}

/** Under which name the history has what a step takes. */
export function costKey(caseName: string, step: string): string {
  return `${caseName} ${step}`;
}

/** Under which name it has what a preparation takes, by its label. */
export function preparingKey(label: string): string {
  return `preparing ${label}`;
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
