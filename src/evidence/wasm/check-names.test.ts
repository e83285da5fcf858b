import { describe, expect, it } from 'vitest';
import { checkNames, patternName } from './check-names.ts';

describe('checkNames', () => {
  const names = ['env.f', 'env.memory', 'wasi_snapshot_preview1.fd_write'];

  it('says what is absent and what is unexpected, sorted and once', () => {
    expect(checkNames({ has: ['env.g', 'env.*', 'env.g', 'a.b'] }, names)).toEqual({
      absent: ['a.b', 'env.g'],
      unexpected: [],
    });
    expect(checkNames({ only: ['wasi_snapshot_preview1.*'], not: ['*.f*'] }, [...names, 'env.f'])).toEqual({
      absent: [],
      unexpected: ['env.f', 'env.memory', 'wasi_snapshot_preview1.fd_write'],
    });
  });

  it('allows no name where the list is empty, and any where there is none', () => {
    expect(checkNames({ only: [] }, names).unexpected).toEqual(names);
    expect(checkNames({}, names)).toEqual({ absent: [], unexpected: [] });
  });

  it('names imports by module and name, exports by name', () => {
    expect(patternName({ module: 'env', name: 'f', kind: 'function' })).toBe('env.f');
    expect(patternName({ name: 'f', kind: 'function' })).toBe('f');
  });
});
