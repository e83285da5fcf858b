import type { Reporter, TestModule } from 'vitest/node';

/** What a run of tests took, of one file or of one test. */
export interface Cost {
  /** The file, or the file and the names of the test and of what it stands in. */
  readonly name: string;
  readonly ms: number;
  /** Tests in it, for a file. */
  readonly tests?: number;
  /** How much of it was the reading of the file and of what it imports, for a file. */
  readonly importMs?: number;
}

/** How many files and how many tests are named. */
const NAMED = 15;

/** The end of a run's report: where its time went, dearest first. Empty for a run of few files, which needs no search. */
export function printDearest(files: readonly Cost[], tests: readonly Cost[]): readonly string[] {
  if (files.length <= NAMED) return [];
  const sum = files.reduce((total, { ms }) => total + ms, 0);
  return [
    '',
    ` Dearest of ${files.length} files, which took ${seconds(sum)} one after the other`,
    ...dearest(files).map(
      ({ name, ms, tests: count, importMs = 0 }) =>
        `${seconds(ms)} ${`${count} tests`.padStart(10)} ${importMs > 500 ? `(${seconds(importMs).trim()} of imports) ` : ''}${name}`,
    ),
    ` Dearest of ${tests.length} tests`,
    ...dearest(tests).map(({ name, ms }) => `${seconds(ms)} ${name}`),
    '',
  ];
}

function dearest(costs: readonly Cost[]): readonly Cost[] {
  return [...costs].sort((a, b) => b.ms - a.ms).slice(0, NAMED);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`.padStart(9);
}

/** Says at the end of a run which files and tests were dearest. */
export class DearestReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const files = modules.map((module) => {
      const { duration, collectDuration } = module.diagnostic();
      const tests = [...module.children.allTests()].length;
      return { name: module.relativeModuleId, ms: duration + collectDuration, tests, importMs: collectDuration };
    });
    const tests = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => ({
        name: `${module.relativeModuleId} > ${test.fullName}`,
        ms: test.diagnostic()?.duration ?? 0,
      })),
    );
    for (const line of printDearest(files, tests)) console.log(line);
  }
}
