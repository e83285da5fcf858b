import { parse, TomlError } from 'smol-toml';
import * as z from 'zod';
import { ProblemInInput } from '../../model/errors.ts';
import { problemOf } from './input.ts';

/** What is expected of a test on one host. */
export interface Expectation {
  readonly suite: string;
  readonly test: string;
  /** Whether it is left out. False: it is run. */
  readonly skip: boolean;
  readonly expected: 'pass' | 'fail';
}

const shape = z.object({
  version: z.literal(1, 'must be 1'),
  suite: z
    .array(
      z.object({
        name: z.string(),
        test: z
          .array(
            z
              .object({
                name: z.string(),
                action: z.literal('skip').optional(),
                expected: z.enum(['pass', 'fail']).optional(),
                reason: z.string().optional(),
              })
              .refine(
                (test) => test.action !== undefined || test.expected !== undefined,
                'says neither action nor expected',
              ),
          )
          .default([]),
      }),
    )
    .default([]),
});

/**
 * Reads a file of expectations, in the TOML of WebAssembly/wasi-testsuite: `version = 1`, then suites with tests that are
 * left out or fail. Throws `ProblemInInput` for what is no such file, and for a test that is named twice.
 */
export function readExpectations(text: string, file: string): readonly Expectation[] {
  const parsed = shape.safeParse(parseToml(text, file));
  if (!parsed.success) throw new ProblemInInput(problemOf(parsed.error), { position: { file } });
  const found = parsed.data.suite.flatMap(({ name: suite, test: tests }) =>
    tests.map(({ name: test, action, expected }): Expectation => {
      return { suite, test, skip: action === 'skip', expected: expected ?? 'pass' };
    }),
  );
  const seen = new Set<string>();
  for (const { suite, test } of found) {
    const key = JSON.stringify([suite, test]);
    if (seen.has(key)) throw new ProblemInInput(`names ${suite}: ${test} twice`, { position: { file } });
    seen.add(key);
  }
  return found;
}

function parseToml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const { line, column } = error;
    throw new ProblemInInput(error.message.split('\n')[0]!, { position: { file, line, column } });
  }
}

/** What is expected of one test; null where nothing is said of it. */
export function expectationOf(expectations: readonly Expectation[], suite: string, test: string): Expectation | null {
  return expectations.find((one) => one.suite === suite && one.test === test) ?? null;
}
