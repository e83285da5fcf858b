import { describe, expect, it } from 'vitest';
import { runTasks, type Task } from './schedule.ts';

const never = new AbortController().signal;

function task(id: string, needs: string[], log: string[], extra: Partial<Task> = {}): Task {
  return {
    id,
    needs,
    lane: 'work',
    priority: 0,
    run: async () => {
      log.push(`+${id}`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`-${id}`);
    },
    ...extra,
  };
}

describe('runTasks', () => {
  it('begins a task only when all that it needs is done', async () => {
    const log: string[] = [];
    await runTasks([task('c', ['a', 'b'], log), task('a', [], log), task('b', ['a'], log)], { work: 4 }, never);
    expect(log).toEqual(['+a', '-a', '+b', '-b', '+c', '-c']);
  });

  it('keeps to the bound of each lane and starts what has the lower priority number first', async () => {
    let active = 0;
    let most = 0;
    const order: string[] = [];
    const busy = (id: string, priority: number): Task => ({
      id,
      needs: [],
      lane: 'work',
      priority,
      run: async () => {
        order.push(id);
        most = Math.max(most, ++active);
        await new Promise((resolve) => setTimeout(resolve, 1));
        active--;
      },
    });
    await runTasks([busy('x', 2), busy('y', 1), busy('z', 1), busy('w', 0)], { work: 2 }, never);
    expect(most).toBe(2);
    expect(order).toEqual(['w', 'y', 'z', 'x']);
  });

  it('counts needs that name no task as done', async () => {
    const log: string[] = [];
    await runTasks([task('a', ['elsewhere'], log)], { work: 1 }, never);
    expect(log).toEqual(['+a', '-a']);
  });

  it('rejects with the first error, after what is under way has ended, and begins nothing more', async () => {
    const log: string[] = [];
    const failing = task('bad', [], log, { run: () => Promise.reject(new Error('broken')) });
    await expect(
      runTasks([failing, task('slow', [], log), task('later', ['slow'], log)], { work: 2 }, never),
    ).rejects.toThrow('broken');
    expect(log).toEqual(['+slow', '-slow']);
  });

  it('begins nothing once aborted', async () => {
    const control = new AbortController();
    control.abort(new Error('stopped'));
    const log: string[] = [];
    await expect(runTasks([task('a', [], log)], { work: 1 }, control.signal)).rejects.toThrow('stopped');
    expect(log).toEqual([]);
  });

  it('refuses a circle instead of waiting for ever', async () => {
    const log: string[] = [];
    await expect(runTasks([task('a', ['b'], log), task('b', ['a'], log)], { work: 1 }, never)).rejects.toThrow(
      'circle',
    );
  });

  it('has no trouble with many tasks', async () => {
    const log: string[] = [];
    const many = Array.from({ length: 5_000 }, (_, index) =>
      task(`t${index}`, index === 0 ? [] : [`t${index - 1}`], log),
    );
    await runTasks(many, { work: 8 }, never);
    expect(log.length).toBe(10_000);
  });
});
