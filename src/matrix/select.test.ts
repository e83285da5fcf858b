import { describe, expect, it } from 'vitest';
import { problemOf } from '../model/problem.fixture.ts';
import type { Tool } from '../model/tools.ts';
import { matchVersions, notOffered, selectVersions } from './select.ts';
import { parseSpec } from './specs.ts';

const GO = ['1.18', '1.19', '1.19.13', '1.20', '1.20.14', '1.21.0', '1.21.13', '1.23.5', '1.26rc1', '1.26.0', '1.27.4'];
const EM = ['2.0.12', '3.1.6', '3.1.69', '6.0.8-asserts', '6.0.8', '4.0.0', '4.0.10'];
const NODE = ['16.0.0', '16.20.2', '18.1.0', '20.9.0', '20.20.2', '24.1.0'];
const LLVM = ['9.0.1', '11.0.1', '19.1.6', '19.1.7', '22.1.8'];
const WASI_LIBC = ['0.0.20200731', '0.0.20220510', '0.0.20260423'];
const OFFERED: Partial<Record<Tool, string[]>> = { go: GO, emsdk: EM, node: NODE, llvm: LLVM, 'wasi-libc': WASI_LIBC };

const select = (tool: Tool, text: string, offered = OFFERED[tool]!) =>
  selectVersions(tool, parseSpec(tool, text), offered);

describe('selectVersions', () => {
  it.each([
    ['go', '1.19', ['1.19.13']],
    ['go', 'go1.20', ['1.20']],
    ['go', '1.20', ['1.20.14']],
    ['go', '1.21.0', ['1.21.0']],
    ['go', '1.26rc1', ['1.26rc1']],
    ['go', '1.26', ['1.26.0']],
    ['go', '>=1.21', ['1.21.13', '1.23.5', '1.26.0', '1.27.4']],
    ['go', '>=1.26rc1 <1.26.0', ['1.26rc1']],
    ['go', '1.26 - 1.27', ['1.26.0', '1.27.4']],
    ['go', '1.25 - 1.26', ['1.26.0']],
    ['llvm', '19', ['19.1.7']],
    ['llvm', '>=11', ['11.0.1', '19.1.7', '22.1.8']],
    ['wasi-libc', '>=0.0.20220101', ['0.0.20220510', '0.0.20260423']],
    ['wasi-libc', 'latest', ['0.0.20260423']],
    ['go', 'stable', ['1.27.4']],
    ['go', 'latest', ['1.27.4']],
    ['go', 'previous', ['1.26.0']],
    ['go', 'rc', []],
    ['emsdk', '3.1.69', ['3.1.69']],
    ['emsdk', 'em3.1.6', ['3.1.6']],
    ['emsdk', '3.1', ['3.1.69']],
    ['emsdk', '>=3', ['3.1.6', '3.1.69', '4.0.0', '4.0.10', '6.0.8']],
    ['emsdk', 'latest', ['6.0.8']],
    ['emsdk', 'previous', ['4.0.10']],
    ['emsdk', '4 - 7', ['4.0.0', '4.0.10', '6.0.8']],
    ['emsdk', '6.0.8-asserts', ['6.0.8-asserts']],
    ['node', '16', ['16.20.2']],
    ['node', '20.9', ['20.9.0']],
    ['node', 'node18.1.0', ['18.1.0']],
    ['emsdk', '6.0.8-asserts - 7', ['6.0.8-asserts', '6.0.8']],
    ['node', '>=18', ['18.1.0', '20.20.2', '24.1.0']],
    ['node', 'previous', ['20.20.2']],
  ] as const)('%s %s is %j', (tool, text, versions) => {
    expect(select(tool, text)).toEqual(versions);
  });

  it('finds a candidate only while it is newer than the newest release', () => {
    expect(select('go', 'rc', ['1.27.4', '1.28beta1', '1.28rc1', '1.26rc1'])).toEqual(['1.28rc1']);
  });

  it('is the same whatever the order of the offer', () => {
    for (const [tool, text] of [
      ['go', '>=1.21'],
      ['go', 'previous'],
      ['emsdk', '>=3'],
      ['node', 'stable'],
    ] as const) {
      expect(select(tool, text, [...OFFERED[tool]!].reverse())).toEqual(select(tool, text));
    }
  });

  it('takes only what an alias or a range means, and a folder for no offered version', () => {
    expect(select('go', 'rc', ['1.28rc1'])).toEqual([]);
    expect(select('go', 'rc', ['1.27.4', '1.28beta1', '1.28rc1', '1.28rc2'])).toEqual(['1.28rc2']);
    expect(matchVersions('go', { kind: 'alias', alias: 'latest' }, ['1.28rc1'])).toEqual([]);
    expect(matchVersions('go', { kind: 'path', dir: '/opt/go' }, GO)).toEqual([]);
  });

  it('is one version where an exact one goes by two names', () => {
    expect(select('go', '1.21.0', ['1.21', '1.21.0', '1.22.0'])).toEqual(['1.21.0']);
  });

  it('goes back one release of Emscripten, and one line of others', () => {
    expect(select('emsdk', 'previous', ['4.0.8', '4.0.9', '4.0.10'])).toEqual(['4.0.9']);
    expect(select('node', 'previous', ['18.1.0', '20.1.0', '20.2.0'])).toEqual(['18.1.0']);
    expect(select('node', 'previous', ['20.1.0', '20.2.0', '22.0.0-rc.1', '22.0.0'])).toEqual(['20.2.0']);
  });

  it('refuses a folder where offered versions are asked for', () => {
    expect(problemOf(() => select('go', 'path:/opt/go', []))).toBe(
      'unknown Go version path:/opt/go (nothing is offered)',
    );
  });

  it('refuses an alias that comes to nothing, but for a candidate', () => {
    expect(problemOf(() => select('go', 'stable', ['1.28rc1']))).toBe(
      'unknown Go version stable (nearest offered: 1.28rc1)',
    );
    expect(problemOf(() => select('go', 'previous', ['1.27.4']))).toMatch(/^unknown Go version previous /);
  });

  it('does not take 1.2 for a part of 1.20, nor 2 of 20', () => {
    expect(problemOf(() => select('go', '1.2'))).toContain('unknown Go version 1.2 ');
    expect(problemOf(() => select('node', '2'))).toContain('nearest offered: 16.0.0');
  });

  it('names the nearest offered versions', () => {
    expect(problemOf(() => select('go', 'go1.22.1'))).toBe(
      'unknown Go version 1.22.1 (nearest offered: 1.21.13, 1.23.5)',
    );
    expect(problemOf(() => select('emsdk', '9.9.9'))).toBe(
      'unknown Emscripten version 9.9.9 (nearest offered: 6.0.8-asserts, 6.0.8)',
    );
    expect(problemOf(() => select('emsdk', '3.1.6', []))).toBe('unknown Emscripten version 3.1.6 (nothing is offered)');
  });

  it.each([
    ['node', '19', '18.1.0, 20.9.0'],
    ['node', '15', '16.0.0'],
    ['node', '20.8', '18.1.0, 20.9.0'],
    ['node', '20.10', '20.9.0, 20.20.2'],
    ['node', '99.1', '20.20.2, 24.1.0'],
    ['llvm', '10', '9.0.1, 11.0.1'],
    ['llvm', '21', '19.1.7, 22.1.8'],
    ['emsdk', '3.2', '3.1.69, 4.0.0'],
    ['go', '1.22', '1.21.13, 1.23.5'],
    ['go', '1.17', '1.18'],
  ] as const)('names the neighbours of a line that is not offered: %s %s', (tool, text, near) => {
    const shuffled = [...OFFERED[tool]!].reverse();
    expect(problemOf(() => select(tool, text, shuffled))).toMatch(new RegExp(` \\(nearest offered: ${near}\\)$`));
  });

  it('says what is offered where a range is empty', () => {
    const position = { file: 'matrix.yaml', line: 1 };
    expect(notOffered('go', { kind: 'range', range: '>=2' }, ['1.20', '1.9', '1.10'], position)).toMatchObject({
      hint: 'offered: 1.9 to 1.20',
      position,
    });
    expect(notOffered('go', { kind: 'range', range: '>=2' }, []).hint).toBe('nothing is offered');
    expect(problemOf(() => select('go', '>=1.30'))).toBe(
      'no Go version lies in the range >=1.30 (offered: 1.18 to 1.27.4)',
    );
  });
});

describe('parseSpec', () => {
  it.each(['', 'yesterday', '1.2.3.4', 'go', 'em', '1.20.x.y', '-1', 'path:', '>=', 'x'.repeat(200)])(
    'refuses %j with its position',
    (text) => {
      const work = () => parseSpec('go', text, { file: 'matrix.yaml', line: 2, column: 5 });
      expect(problemOf(work)).toMatch(/^matrix\.yaml:2:5: .*is no Go version/);
    },
  );

  it.each([
    ['go', '1.23', { kind: 'line', line: '1.23' }],
    ['go', '10.123456', { kind: 'line', line: '10.123456' }],
    ['go', '20', { kind: 'exact', version: '20' }],
    ['node', '20', { kind: 'line', line: '20' }],
    ['chromium', '120', { kind: 'line', line: '120' }],
    ['node', '20.11', { kind: 'line', line: '20.11' }],
    ['node', 'stable', { kind: 'alias', alias: 'stable' }],
    ['node', '<20', { kind: 'range', range: '<20' }],
  ] as const)('reads %s %s', (tool, text, spec) => {
    expect(parseSpec(tool, text)).toEqual(spec);
  });

  it('says what can be written, with an example of the tool’s own', () => {
    const hint = (tool: Tool) => /\((a release.*)\)$/.exec(problemOf(() => parseSpec(tool, '?'.repeat(70))))?.[1];
    expect(hint('go')).toBe('a release (go1.23.5), a line, a range (>=…), stable, latest, previous, rc, or path:DIR');
    expect(hint('wasmtime')).toMatch(/^a release \(1\.2\.3\), /);
    expect(problemOf(() => parseSpec('go', '?'.repeat(70)))).toMatch(/^"\?{60}" is no Go version/);
  });

  it('reads no range that is longer than any that is meant', () => {
    const long = `>=1.21${' || >=1.21'.repeat(10)}`;
    expect(problemOf(() => parseSpec('go', long))).toMatch(/is no Go version/);
    expect(parseSpec('go', long.slice(0, 96))).toMatchObject({ kind: 'range' });
  });

  it('reads folders and trims blanks', () => {
    expect(parseSpec('go', ' path:/opt/go ')).toEqual({ kind: 'path', dir: '/opt/go' });
  });
});
