import { expect, it } from 'vitest';
import type { Plan } from '../../cases/plan-cells.ts';
import type { RunEvent } from '../../run/options.ts';
import { reportAgain } from './report-again.ts';

it('says every ten seconds how far the second execution is, and nothing of what fails in it', () => {
  const lines: string[] = [];
  let time = 0;
  const instances = Array.from({ length: 20 });
  const report = reportAgain(
    { instances } as unknown as Plan,
    { jobs: 2, note: (line) => lines.push(line) },
    () => time,
  );
  const step = {
    kind: 'step',
    how: 'executed',
    instance: { key: 'a/b@node20' },
    state: { kind: 'read', evidence: { outcome: 'failed' } },
    usage: { wallMs: 6000, cpuMs: 1 },
  } as unknown as RunEvent;
  for (let at = 0; at < 10; at++) {
    time += 3000;
    report(step);
  }
  expect(lines).toEqual(['once more: steps 4 of 20', 'once more: steps 8 of 20, about 36 s left']);
});
