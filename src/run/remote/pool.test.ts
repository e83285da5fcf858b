import { describe, expect, it } from 'vitest';
import { openPool, type Pool } from './pool.ts';

const ask = (pool: Pool<string>, ok: boolean, tried: readonly string[] = []) =>
  pool.with(new Set(tried), async (value) => ({ ok, value }));

describe('a pool', () => {
  it('asks the one that has least to do', async () => {
    const pool = openPool(['a', 'b', 'c']);
    const asked: string[] = [];
    const work = () => pool.with(new Set<string>(), async (value) => ({ ok: true, value: asked.push(value) }));
    await Promise.all([work(), work(), work(), work()]);
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });

  it('spares one that failed, longer each time, and asks it again in the end', async () => {
    let time = 0;
    const pool = openPool(['a', 'b'], () => time);
    expect(await ask(pool, false)).toBe('a');
    expect(await ask(pool, true)).toBe('b');
    time = 499;
    expect(await ask(pool, true)).toBe('b');
    time = 500;
    expect(await ask(pool, false)).toBe('a');
    time = 1_400;
    expect(await ask(pool, true)).toBe('b');
    time = 1_500;
    expect(await ask(pool, true)).toBe('a');
  });

  it('asks one that was tried only where there is no other', async () => {
    const pool = openPool(['a', 'b']);
    expect(await ask(pool, true, ['a'])).toBe('b');
    expect(await ask(pool, true, ['a', 'b'])).toBe('a');
  });
});
