import { expect, it } from 'vitest';
import { plainProgress } from './plain.ts';

const step = (name: string, outcome: 'passed' | 'failed', how = 'executed') =>
  ({
    kind: 'step',
    how,
    usage: { wallMs: 100 },
    instance: { key: name, case: { name }, step: { name: 'load' }, on: {} },
    state: { kind: 'read', evidence: { outcome } },
  }) as never;

function linesOf(expected?: (name: string) => 'passed' | 'failed' | null) {
  const lines: string[] = [];
  const progress = plainProgress({
    toolchains: 1,
    steps: 4,
    jobs: 1,
    sizes: new Map([
      ['em6.0.5', 412e6],
      ['wasmi2.0.0', 22e3],
    ]),
    notice: (line) => lines.push(line.replace(/^\[.*?\] /, '')),
    expected: expected && (({ case: { name } }) => expected(name)),
  });
  return { progress, lines };
}

it('calls news only what is not as before', () => {
  const { progress, lines } = linesOf((name) => (name === 'new' ? null : name === 'old-break' ? 'failed' : 'passed'));
  progress.event(step('old-break', 'failed'));
  progress.event(step('fine', 'passed'));
  progress.event(step('new', 'failed'));
  progress.event(step('cached', 'failed', 'cached'));
  // The first of all, and one of what nobody knows, show that work goes on.
  expect(lines).toEqual(['first result: old-break failed, as before', 'first result: new failed']);
  progress.event(step('was-fine', 'failed'));
  progress.event(step('old-break', 'passed'));
  expect(lines.slice(2)).toEqual(['not as before: was-fine fails', 'not as before: old-break passes']);
});

it('says how large a toolchain is that it fetches, and each first result where nothing is known', () => {
  const { progress, lines } = linesOf();
  progress.event({ kind: 'acquiring', id: 'em6.0.5' });
  progress.event({ kind: 'acquiring', id: 'go1.27.4' });
  progress.event(step('a', 'failed'));
  expect(lines).toEqual(['installing em6.0.5 (412 MB)', 'installing go1.27.4', 'first result: a failed']);
});

it('says why a toolchain is not there in one sentence, and a speed only of what is large enough to have one', () => {
  const { progress, lines } = linesOf();
  for (const id of ['wasmi2.0.0', 'em6.0.5', 'go1.99.0']) progress.event({ kind: 'acquiring', id });
  const until = performance.now() + 5;
  while (performance.now() < until);
  const acquired = { id: '' } as never;
  progress.event({ kind: 'acquired', id: 'wasmi2.0.0', acquired });
  progress.event({ kind: 'acquired', id: 'em6.0.5', acquired });
  progress.event({ kind: 'acquired', id: 'go1.99.0', acquired: { unavailable: 'no source has it' } });
  expect(lines.slice(3)).toEqual([
    expect.stringMatching(/^wasmi2\.0\.0 is there after .* s: 22 kB$/),
    expect.stringMatching(/^em6\.0\.5 is there after .* s: 412 MB, .*B a second$/),
    'go1.99.0 is unavailable: no source has it',
  ]);
});
