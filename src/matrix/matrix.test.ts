import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { problemOf } from '../model/problem.fixture.ts';
import { askForRelease, everyAxis, selectAxes } from './axes.ts';
import { readMatrix } from './matrix.ts';

const TEXT = `go:
  versions: ['1.19', 1.20]
  from: [goproxy, debian]
emsdk:
  versions: [3.1.69, latest]
hosts:
  node: [16, '20']
profiles:
  smoke: {cases: ['tag:smoke'], go: [stable]}
`;

const texts = (selection: ReturnType<typeof selectAxes>) =>
  Object.fromEntries(selection.axes.map((axis) => [axis.tool, axis.versions.map((asked) => asked.text)]));

describe('readMatrix', () => {
  it('reads axes with their sources, versions as text', () => {
    const { axes } = readMatrix(TEXT, 'matrix.yaml');
    expect(axes.map((axis) => [axis.tool, axis.versions.map((asked) => asked.text), axis.from])).toEqual([
      ['go', ['1.19', '1.20'], ['goproxy', 'debian']],
      ['emsdk', ['3.1.69', 'latest'], ['emsdk', 'debian']],
      ['node', ['16', '20'], ['npm']],
    ]);
    expect(axes[0]!.versions[1]!.position).toEqual({ file: 'matrix.yaml', line: 2, column: 22 });
  });

  it('takes linkers and libraries under tools', () => {
    const { axes, profiles } = readMatrix(
      `${TEXT.replace('profiles:', 'tools: {wasi-libc: [debian-13], llvm: [19]}\nprofiles:')}  nightly: {tools: {llvm: [19, 22]}}\n`.replace(
        'debian-13',
        '16.0',
      ),
      'matrix.yaml',
    );
    expect(axes.slice(2).map((axis) => [axis.tool, axis.versions.map(({ text }) => text)])).toEqual([
      ['node', ['16', '20']],
      ['llvm', ['19']],
      ['wasi-libc', ['16.0']],
    ]);
    expect(profiles.get('nightly')!.versions.llvm!.map(({ text }) => text)).toEqual(['19', '22']);
  });

  it('takes silences, with a reason and a last day', () => {
    const entry = "{break: 'undefined-symbol:*', cases: 'link/*', reason: known, until: 2027-03-01}";
    const { silences } = readMatrix(`${TEXT}silence:\n  - ${entry}\n`, 'matrix.yaml');
    const every = readMatrix(
      `${TEXT}silence: [${entry.replace("cases: 'link/*'", 'cases: [a/*, b/*]')}, ${entry.replace("cases: 'link/*', ", '')}]`,
      'matrix.yaml',
    );
    expect(every.silences.map(({ cases }) => cases)).toEqual([['a/*', 'b/*'], ['*']]);
    expect(silences).toEqual([
      {
        break: 'undefined-symbol:*',
        cases: ['link/*'],
        reason: 'known',
        until: '2027-03-01',
        position: { file: 'matrix.yaml', line: 11, column: 5 },
      },
    ]);
  });

  it('reads the matrix that stands beside the sources', () => {
    const own = new URL('../../matrix.yaml', import.meta.url);
    const { axes, profiles } = readMatrix(readFileSync(own, 'utf8'), 'matrix.yaml');
    expect(axes.map((axis) => axis.tool).slice(0, 3)).toEqual(['go', 'emsdk', 'node']);
    expect([...profiles.keys()]).toEqual(['default', 'nightly', 'smoke']);
    expect(profiles.get('nightly')!.update).toBe(true);
  });

  it.each([
    [TEXT.replace('hosts:', 'hots:'), /^matrix\.yaml:6:1: Unrecognized key: "hots"/],
    [TEXT.replace('emsdk:', 'emskd:'), /^matrix\.yaml:4:1: Unrecognized key: "emskd"/],
    [TEXT.replace('goproxy', 'goprxy'), /^matrix\.yaml:3:10: go\.from\.0: /],
    [TEXT.replace('latest', 'lastest'), /^matrix\.yaml:5:22: "lastest" is no Emscripten version/],
    [TEXT.replace("['1.19', 1.20]", '[]'), /^matrix\.yaml:2:13: go\.versions: /],
    [TEXT.replace('stable', 'stabel'), /^matrix\.yaml:9:38: "stabel" is no Go version/],
    [
      TEXT.replace('go: [stable]', 'emsdk: [latest, lastest]'),
      /^matrix\.yaml:9:49: "lastest" is no Emscripten version/,
    ],
    [TEXT.replace('go: [stable]', 'hosts: {node: [new]}'), /^matrix\.yaml:9:48: "new" is no Node\.js version/],
    [TEXT.replace("'20'", "'2x'"), /^matrix\.yaml:7:14: "2x" is no Node\.js version/],
    [`${TEXT}silence: [{break: ':f', reason: r, until: 2027-03-01}]\n`, /10:19: ":f" names no break/],
    [
      `${TEXT}silence: [{break: 'x${'y'.repeat(90)}:f', reason: r, until: 2027-03-01}]\n`,
      /10:19: "xy{59}" names no break/,
    ],
    [`${TEXT}silence: [{break: 'undefined-symbols', reason: r, until: 2027-03-01}]\n`, /"undefined-symbols" names no/],
    [TEXT.replace('node:', 'nod:'), /^matrix\.yaml:7:3: hosts: /],
    ['- 1\n', /^matrix\.yaml:1:1: /],
    ['go: {versions: [1.20]}\n', /^matrix\.yaml:1:1: emsdk: /],
    [`${TEXT}silence: [{break: foo, reason: r, until: 2027-03-01}]\n`, /^matrix\.yaml:10:19: "foo" names no break \(a/],
    [`${TEXT}silence: [{break: 'undefined:f', reason: r, until: 2027-03-01}]\n`, /10:19: "undefined:f" names no break/],
    [
      `${TEXT}silence: [{break: 'undefined-symbol:f', reason: r, until: 1.3.2027}]\n`,
      /10:59: silence\.0\.until: a day/,
    ],
    [`${TEXT}silence: [{break: 'undefined-symbol:f', until: 2027-03-01}]\n`, /10:11: silence\.0\.reason: /],
    [`${TEXT}silence: [{break: 'undefined-symbol:f', reason: ' ', until: 2027-03-01}]\n`, /10:49: .*: say why/],
  ])('names the place of a mistake (%#)', (text, expected) => {
    expect(problemOf(() => readMatrix(text, 'matrix.yaml'))).toMatch(expected);
  });
});

it('gathers what all profiles ask for, each version once', () => {
  const matrix = readMatrix(`${TEXT}  nightly: {hosts: {node: ['20', '24']}, go: ['1.19', '1.27']}\n`, 'matrix.yaml');
  expect(texts({ axes: everyAxis(matrix), cases: null, update: false, sample: 0 })).toEqual({
    go: ['1.19', '1.20', 'stable', '1.27'],
    emsdk: texts(selectAxes(matrix, 'default', {})).emsdk,
    node: ['16', '20', '24'],
  });
});

describe('selectAxes', () => {
  const matrix = readMatrix(TEXT, 'matrix.yaml');

  it('replaces what a profile and options name, options last', () => {
    expect(texts(selectAxes(matrix, 'default', {}))).toEqual({
      go: ['1.19', '1.20'],
      emsdk: ['3.1.69', 'latest'],
      node: ['16', '20'],
    });
    expect(selectAxes(matrix, 'default', {})).toMatchObject({ cases: null, update: false, sample: 0 });
    const smoke = selectAxes(matrix, 'smoke', { host: ['node=24, 22'] });
    expect(texts(smoke)).toEqual({ go: ['stable'], emsdk: ['3.1.69', 'latest'], node: ['24', '22'] });
    expect(smoke).toMatchObject({ cases: ['tag:smoke'], update: false, sample: 0 });
    const nightly = readMatrix(`${TEXT}  nightly: {update: true, sample: 5}\n`, 'matrix.yaml');
    expect(selectAxes(nightly, 'nightly', {})).toMatchObject({ cases: null, update: true, sample: 5 });
    expect(texts(selectAxes(matrix, 'smoke', { go: ['1.23,1.25', 'go1.20'], emsdk: ['path:/a,b'] }))).toEqual({
      go: ['1.23', '1.25', 'go1.20'],
      emsdk: ['path:/a,b'],
      node: ['16', '20'],
    });
  });

  it('adds what the matrix does not have, in tool order and from its usual sources', () => {
    const { axes } = selectAxes(matrix, 'default', { host: ['llvm=19', 'wazero=1.8.0', 'wazero=1.9.0'] });
    expect(axes.map(({ tool, versions, from }) => [tool, versions.map(({ text }) => text), from])).toEqual([
      ['go', ['1.19', '1.20'], ['goproxy', 'debian']],
      ['emsdk', ['3.1.69', 'latest'], ['emsdk', 'debian']],
      ['node', ['16', '20'], ['npm']],
      ['wazero', ['1.8.0', '1.9.0'], ['goproxy']],
      ['llvm', ['19'], ['debian']],
    ]);
    const withLlvm = readMatrix(TEXT.replace('profiles:', 'tools: {llvm: [19]}\nprofiles:'), 'matrix.yaml');
    expect(selectAxes(withLlvm, 'default', { host: ['wasmtime=20'] }).axes.map(({ tool }) => tool)).toEqual([
      'go',
      'emsdk',
      'node',
      'wasmtime',
      'llvm',
    ]);
  });

  it('knows what the matrix asks for from what an option asks for', () => {
    const { axes } = selectAxes(matrix, 'default', { emsdk: ['latest'] });
    expect(axes.map(({ versions }) => versions[0]!.given)).toEqual(['matrix', 'option', 'matrix']);
    expect(axes[1]!.versions[0]!.position).toEqual({ file: '--emsdk' });
  });

  it.each([
    [{ emsdk: ['lastest'] }, /^--emsdk: "lastest" is no Emscripten version/],
    [{ host: ['node=new'] }, /^--host: "new" is no Node\.js version/],
    [
      { host: [`emsdk=${'9'.repeat(100)}`] },
      /^--host: "emsdk=9{54}" is no host and version \(write HOST=VERSION; there are node, wazero, wasmedge, wasmtime, chromium, deno, bun, wasmi, wasi-shim, wasmer-sdk, llvm, wasi-libc, wabt, rust, rust-emscripten, tinygo, module\)$/,
    ],
    [{ go: ['1.x.y.z'] }, /^--go: "1\.x\.y\.z" is no Go version/],
    [{ go: [','] }, /^--go: no version given/],
    [{ host: ['node'] }, /^--host: "node" is no host and version/],
    [{ host: ['go=1.20'] }, /^--host: /],
    [{ host: ['__proto__=1'] }, /^--host: /],
  ])('refuses %j', (options, expected) => {
    expect(problemOf(() => selectAxes(matrix, 'default', options))).toMatch(expected);
  });

  it('names the profiles there are', () => {
    expect(problemOf(() => selectAxes(matrix, 'nigthly', {}))).toBe(
      '--profile: unknown profile "nigthly" (profiles of the matrix: smoke)',
    );
  });

  it('has the default profile, but no other, in a matrix without profiles', () => {
    const bare = readMatrix('go: {versions: [1.20]}\nemsdk: {versions: [latest]}\n', 'matrix.yaml');
    expect(texts(selectAxes(bare, 'default', {}))).toEqual({ go: ['1.20'], emsdk: ['latest'] });
    expect(problemOf(() => selectAxes(bare, 'smoke', {}))).toBe(
      '--profile: unknown profile "smoke" (profiles of the matrix: none)',
    );
  });

  it('lists all profiles where another is meant', () => {
    const two = readMatrix(`${TEXT}  nightly: {update: true}\n`, 'matrix.yaml');
    expect(problemOf(() => selectAxes(two, 'nigthly', {}))).toMatch(/\(profiles of the matrix: smoke, nightly\)$/);
  });
});

it('asks for one release, not for the line of the same name', () => {
  expect(askForRelease('go', '1.20')).toEqual({
    text: 'go1.20',
    spec: { kind: 'exact', version: '1.20' },
    position: { file: '--go' },
    given: 'option',
    optional: false,
  });
  expect(askForRelease('wasi-libc', '16.0.0')).toMatchObject({
    text: 'wasi-libc16.0.0',
    position: { file: '--wasi-libc' },
  });
});
