import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { DearestReporter } from './dearest.ts';

/** What a file is likely to take: real toolchains most, then what starts the program, browsers, and clients of sources. */
const DEAR = ['.real.test.ts', '/cli/', '/page/', '/providers/', ''];
const dearness = ({ moduleId }: TestSpecification) => DEAR.findIndex((part) => moduleId.includes(part));

/** What is dear goes first, so that no worker begins it when the others are done. */
class DearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => dearness(a) - dearness(b));
  }
}

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['src/**/*.test.ts', '.config/**/*.test.ts'],
    testTimeout: 60_000,
    // A module is evaluated once a worker and not once a file: no test leaves anything behind in one.
    isolate: false,
    // What a file was compiled to is kept by its content: the next run does not compile it again.
    experimental: { fsModuleCache: true },
    // One more than processors, for much of what tests do is waiting for processes of their own.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: DearestFirst },
    reporters: ['default', new DearestReporter()],
  },
});
