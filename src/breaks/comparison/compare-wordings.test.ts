import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseLog } from '../../evidence/diagnostics/normalise.ts';
import { parseLog } from '../../evidence/diagnostics/parse-log.ts';
import type { Results, Verdict } from '../../model/results.ts';
import { caseOf, failure, ran, recordOf, toolchainOf } from '../evidence.fixture.ts';
import { HOST_WORDINGS } from '../identity/host-wordings.fixture.ts';
import { BUILD_WORDINGS } from '../identity/wordings.fixture.ts';
import { buildResults } from '../results/assemble.ts';
import { compareResults } from './compare-results.ts';

/** What tools print beside their messages: progress, hints, a driver's last word, places that change from run to run. */
const CHATTER = [
  'cache:INFO: generating system asset: crt1.o... (this will be cached in "/cache/em")',
  'go: downloading golang.org/x/net v0.1.0',
  'shared:INFO: (Emscripten: Running sanity checks)',
  '    at Object.<anonymous> (/tmp/emscripten_temp_ab12cd34/run.js:12:3)',
  '',
];

/** Logs by the id that they have to get; those of warnings alone are no failures. */
const WORDINGS = Object.fromEntries(
  Object.entries({ ...BUILD_WORDINGS, ...HOST_WORDINGS }).filter(([, logs]) =>
    Object.values(logs).every((log) => parseLog(log).some(({ severity }) => severity === 'error')),
  ),
);

const logOf = (message: string, before: readonly string[], after: readonly string[]) =>
  `${[...before, message, ...after].join('\n')}\n`;

function resultsOf(log: string): Results {
  const evidence = failure(parseLog(log), { log: normaliseLog(log) });
  return buildResults({
    toolchains: [toolchainOf('em6.0.5', 'emsdk', '6.0.5')],
    cases: [caseOf('a/case', { build: ['emsdk'] })],
    cells: [recordOf('a/case', { emsdk: 'em6.0.5' }, { build: ran(evidence) })],
    knowledge: [],
  });
}

const judged = (old: string, now: string): [Verdict, boolean] => {
  const { changes, fails } = compareResults(resultsOf(old), resultsOf(now), { covers: () => true });
  return [changes[0]?.verdict ?? 'same', fails.new];
};

function assertVerdict(old: string, now: string, expected: [Verdict, boolean]): void {
  expect(judged(old, now)).toEqual(expected);
}

const ids = Object.keys(WORDINGS);
const chatter = fc.array(fc.constantFrom(...CHATTER), { maxLength: 4 });
const wordingOf = (id: string) => fc.constantFrom(...Object.values(WORDINGS[id]!));
const logsOf = (id: string) =>
  fc.tuple(wordingOf(id), chatter, chatter).map(([text, before, after]) => logOf(text, before, after));

describe('comparing what tools said', () => {
  it('never calls a change of wording news', () => {
    const two = fc.constantFrom(...ids).chain((id) => fc.tuple(logsOf(id), logsOf(id)));
    fc.assert(fc.property(two, ([old, now]) => assertVerdict(old, now, ['same', false])));
  });

  it('always calls a change of cause news', () => {
    const two = fc
      .uniqueArray(fc.constantFrom(...ids), { minLength: 2, maxLength: 2 })
      .chain(([one, other]) => fc.tuple(logsOf(one!), logsOf(other!)));
    fc.assert(fc.property(two, ([old, now]) => assertVerdict(old, now, ['changed', true])));
  });
});
