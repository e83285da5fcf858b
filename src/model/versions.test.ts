import { describe, expect, it } from 'vitest';
import { compareRoles, compareToolchains, labelVersions } from './ids.ts';
import type { Tool } from './tools.ts';
import { compareVersions, inRange, isPrerelease, isRange, lineOf, toSemver } from './versions.ts';

describe('the order of versions', () => {
  it.each<[Tool, string[]]>([
    ['go', ['1.9.2rc2', '1.9.2', '1.9.7', '1.10', '1.21.0', '1.28alpha1', '1.28beta1', '1.28rc1', '1.28rc2', '1.28.0']],
    ['node', ['9.0.0', '20.0.0-rc.1', '20.0.0', '20.2.0', '20.10.0']],
    ['chromium', ['99.0.4844.51', '100.0.4844.9', '100.0.4844.51', '100.0.4896.1', '100.1.1.1']],
    // What is no version comes first, by its text; of one version the texts decide.
    ['go', ['', 'gcc', 'x', '1.21', '1.21.0', '1.21.1']],
    ['node', ['latest', '1.0.0']],
  ])('%s: %j', (tool, ordered) => {
    expect([...ordered].reverse().sort((a, b) => compareVersions(tool, a, b))).toEqual(ordered);
    expect([...ordered].sort((a, b) => compareVersions(tool, a, b))).toEqual(ordered);
    for (const version of ordered) expect(compareVersions(tool, version, version)).toBe(0);
  });

  it('reads the four numbers of Chromium as three, the last two as one', () => {
    expect(toSemver('chromium', '156.0.8078.79')).toBe('156.0.80780079');
    for (const text of ['156.0.8078', '156.0.8078.79.1', 'x156.0.8078.79', '156.0.8078.79x', '156.0.8078.1234567890']) {
      expect(toSemver('chromium', text)).toBeNull();
    }
  });

  it.each(['1.2.3.4', 'x1.20', '1.20x', '1.rc1', '1.20rc', '1.20rc01', '1234567890', '1.20gamma1'])(
    '%j is no version of Go',
    (text) => expect(toSemver('go', text)).toBeNull(),
  );
});

describe('lines, candidates and ranges', () => {
  it.each<[Tool, string, string]>([
    ['emsdk', '3.1.69', '3.1'],
    ['wasmtime', '42.0.1', '42'],
    ['chromium', '156.0.8078.79', '156'],
    ['rust', '1.85.0', '1.85'],
    ['go', '1.28rc1', '1.28'],
    ['node', 'nightly', 'nightly'],
    ['wasi-libc', 'nightly', 'nightly'],
  ])('%s %s is of the line %s', (tool, version, line) => expect(lineOf(tool, version)).toBe(line));

  it.each<[Tool, string, boolean]>([
    ['go', '1.28rc1', true],
    ['go', '1.28.0', false],
    ['emsdk', '6.0.8-asserts', true],
    ['emsdk', '6.0.8', false],
    ['node', 'nightly', false],
  ])('%s %s stands before a release: %s', (tool, version, expected) =>
    expect(isPrerelease(tool, version)).toBe(expected),
  );

  it.each<[Tool, string, string, boolean]>([
    ['go', '1.21.0', '>=1.21 <1.25', true],
    ['go', '1.25.0', '>=1.21 <1.25', false],
    // A bound that names a line begins with the line's first candidate.
    ['go', '1.21rc2', '>=1.21', true],
    ['go', '1.21rc2', '<1.21', false],
    ['go', '1.21rc2', '>=1.21.0', false],
    ['go', '1.21rc2', '>=1.21rc2', true],
    ['go', '1.21rc1', '>=1.21rc2', false],
    ['go', '1.9.2rc1', '>1.9.2beta1 <1.9.2', true],
    ['node', '20.20.2', '20', true],
    ['node', '21.0.0', '20', false],
    ['node', '20.0.0-rc.1', '>=20.0.0-rc.1', true],
    ['node', 'nightly', '*', false],
  ])('%s %s lies in %s: %s', (tool, version, range, expected) => expect(inRange(tool, version, range)).toBe(expected));

  it.each<[Tool, string, boolean]>([
    ['go', '>=1.26rc1', true],
    ['go', '>=1.26gamma1', false],
    ['node', '>=20 || 18', true],
    ['node', 'newest', false],
    ['node', '>=20.0.0rc1', false],
  ])('%s: %j is a range: %s', (tool, range, expected) => expect(isRange(tool, range)).toBe(expected));
});

describe('names of toolchains and roles', () => {
  it('come by tool, version and origin; what is no toolchain by its text', () => {
    const ordered = ['em3.1.69', 'em3.1.69-debian', 'em3.1.69-path', 'em6.0.5'];
    expect([...ordered].reverse().sort(compareToolchains)).toEqual(ordered);
    expect(compareToolchains('go1.20', 'a')).toBeGreaterThan(0);
    expect(compareToolchains('a', 'go1.20')).toBeLessThan(0);
    expect(compareToolchains('a', 'a')).toBe(0);
    expect(compareToolchains('em9.0.0', 'go1.20')).toBeGreaterThan(0);
  });

  it('have the roles of tools before others', () => {
    const ordered = ['go', 'emsdk', 'node', 'llvm', 'exec', 'link', 'object'];
    expect([...ordered].reverse().sort(compareRoles)).toEqual(ordered);
    expect([...ordered].sort(compareRoles)).toEqual(ordered);
  });

  it('say the origin of a version only where two have it', () => {
    const label = (...ids: string[]) => [...labelVersions(ids).values()];
    expect(label('em6.0.5-debian', 'em3.1.69', 'gcc')).toEqual(['6.0.5', '3.1.69', 'gcc']);
    expect(label('em6.0.5-debian', 'em6.0.5')).toEqual(['6.0.5-debian', '6.0.5']);
    expect(label('node20.2.0-debian', 'wasmtime20.2.0')).toEqual(['20.2.0', '20.2.0']);
    expect([...labelVersions(['em6.0.5-debian']).keys()]).toEqual(['em6.0.5-debian']);
  });
});
