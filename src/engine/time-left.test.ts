import { describe, expect, it } from 'vitest';
import type { StepInstance } from '../cases/plan-cells.ts';
import type { KnownCosts } from '../run/known-costs.ts';
import type { RunEvent } from '../run/options.ts';
import { openTimeLeft } from './time-left.ts';

const CORES = 2;

/** A number between 0 and 1 that is the same for the same word. */
function drawn(word: string): number {
  const hash = [...word].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, 7);
  return ((hash * 16_807) % 65_521) / 65_521;
}

const KNOWN: KnownCosts = {
  step: ({ key }) => 100 + 1_500 * drawn(key) ** 3,
  preparing: ({ label }) => 4_000 + 60_000 * drawn(label) ** 2,
  fetching: () => 20_000,
};

interface Work {
  readonly begin: RunEvent;
  readonly end: RunEvent;
  readonly lane: 'fetch' | 'prepare' | 'step';
  /** In ms of one processor, or of the network. */
  ms: number;
}

/**
 * A cold run on a machine that is so many times slower than those that measured steps and preparations: toolchains come one after the other, each
 * brings preparations, its steps follow; whatever works shares the processors. Gives at each second what is said to be left.
 */
function simulate(slower: { step: number; preparing: number }, toolchains: number, stepsEach: number) {
  let now = 0;
  const ids = Array.from({ length: toolchains }, (_, at) => `em4.0.${at}`);
  const instances = ids.flatMap((id) =>
    Array.from({ length: stepsEach }, (_, at) => ({ key: `page/c${at}/build@${id}` }) as StepInstance),
  );
  const tasksOf = (id: string) =>
    ['-O1', '-O2', '-pthread'].map((flag) => ({ kind: 'emscripten' as const, label: `${id} ${flag}`, toolchain: id }));
  const sizes = new Map(ids.map((id) => [id, 100e6]));
  const left = openTimeLeft({ instances, sizes, costs: KNOWN, cores: CORES, now: () => now });
  left.event({ kind: 'planned', preparing: ids.flatMap(tasksOf) as never });
  // What it takes is what it took elsewhere, by the machine's factor and by chance.
  const took = (what: keyof typeof slower, ms: number, word: string) =>
    ms * slower[what] * (0.6 + 0.8 * drawn(`took ${word}`));
  const queues: Record<Work['lane'], Work[]> = { fetch: [], prepare: [], step: [] };
  for (const id of ids) {
    const acquired = { tool: 'emsdk', dir: '/', buildsLibraries: true } as never;
    queues.fetch.push({
      begin: { kind: 'acquiring', id },
      end: { kind: 'acquired', id, acquired },
      lane: 'fetch',
      ms: 12_000,
    });
  }
  const open = (id: string) => {
    for (const task of tasksOf(id)) {
      const ms = took('preparing', KNOWN.preparing(task), task.label);
      const end: RunEvent = { kind: 'warmed', label: task.label, cpuMs: ms };
      queues.prepare.push({ begin: { kind: 'warming', label: task.label }, end, lane: 'prepare', ms });
    }
    for (const instance of instances.filter(({ key }) => key.endsWith(`@${id}`))) {
      const ms = took('step', KNOWN.step(instance), instance.key);
      const state = { kind: 'read' } as never;
      const end: RunEvent = {
        kind: 'step',
        instance,
        state,
        how: 'executed',
        usage: { wallMs: ms, cpuMs: ms, peakBytes: 1 },
      };
      // Isolation and reading come on top.
      queues.step.push({ begin: { kind: 'acquiring', id: '' }, end, lane: 'step', ms: ms + 11 * slower.step });
    }
  };
  const limits = { fetch: 1, prepare: 2, step: CORES };
  const active: Work[] = [];
  const said: { at: number; left: number | null }[] = [];
  const TICK = 50;
  for (;;) {
    for (const lane of ['fetch', 'prepare', 'step'] as const) {
      while (active.filter((work) => work.lane === lane).length < limits[lane] && queues[lane].length > 0) {
        const work = queues[lane].shift()!;
        active.push(work);
        if (lane !== 'step') left.event(work.begin);
      }
    }
    if (active.length === 0) return { said, total: now };
    const working = active.filter(({ lane }) => lane !== 'fetch').length;
    now += TICK;
    for (const work of [...active]) {
      work.ms -= work.lane === 'fetch' ? TICK : TICK * Math.min(1, CORES / working);
      if (work.ms > 0) continue;
      active.splice(active.indexOf(work), 1);
      left.event(work.end);
      if (work.end.kind === 'acquired') open(work.end.id);
    }
    if (now % 1_000 === 0) said.push({ at: now, left: left.leftMs() });
  }
}

describe('the time that is left', () => {
  it.each([
    [1, 1, 8, 120],
    [2, 2, 8, 120],
    [0.5, 0.5, 8, 120],
    [4, 4, 3, 400],
    // The records of steps are of a faster machine than those of preparations, and the other way round.
    [2.4, 1.06, 4, 540],
    [0.45, 1.06, 4, 540],
  ])(
    'is right within a factor of 1.5 after the first tenth, where steps take %d times as long, preparations %d times',
    (step, preparing, toolchains, steps) => {
      const { said, total } = simulate({ step, preparing }, toolchains, steps);
      const judged = said.filter(({ at, left }) => left !== null && at > total / 10 && total - at > 10_000);
      expect(judged.length).toBeGreaterThan(30);
      const factors = judged.map(({ at, left }) => left! / (total - at));
      expect(Math.max(...factors)).toBeLessThan(1.5);
      expect(Math.min(...factors)).toBeGreaterThan(1 / 1.5);
    },
  );

  it('is said from the first step on, and is none once all are done', () => {
    const instance = { key: 'a/b/c@go1.27.4' } as StepInstance;
    const left = openTimeLeft({ instances: [instance], sizes: new Map(), costs: KNOWN, cores: 1 });
    expect(left.leftMs()).toBeGreaterThan(0);
    left.event({ kind: 'step', instance, state: { kind: 'skip', reason: 'r' }, how: 'settled', usage: null });
    expect(left.leftMs()).toBeNull();
  });
});
