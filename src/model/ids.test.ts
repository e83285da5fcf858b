import fc from 'fast-check';
import semver from 'semver';
import { describe, expect, it } from 'vitest';
import {
  compareToolchains,
  createPrinter,
  parseCell,
  parseToolchain,
  printCell,
  printOn,
  printToolchain,
} from './ids.ts';
import { TOOL_NAMES, type Tool } from './tools.ts';
import { lineOf, toSemver } from './versions.ts';

const number = fc.nat(999);
const goVersion = fc.oneof(
  fc.tuple(number, number, number).map((parts) => parts.join('.')),
  fc.tuple(number, number).map((parts) => parts.join('.')),
  fc.tuple(number, number, fc.constantFrom('rc', 'beta'), number).map(([a, b, kind, n]) => `${a}.${b}${kind}${n}`),
);
const semverVersion = fc.tuple(number, number, number).map((parts) => parts.join('.'));
const chromiumVersion = fc.tuple(number, number, number, number).map((parts) => parts.join('.'));
const moduleVersion = fc.tuple(semverVersion, semverVersion).map(([emsdk, own]) => `${emsdk}-sql.js.${own}`);
const versionsOf: { readonly [tool in Tool]?: typeof goVersion } = {
  go: goVersion,
  chromium: chromiumVersion,
  module: moduleVersion,
};
const toolchain = fc.constantFrom(...TOOL_NAMES).chain((tool) =>
  fc.record({
    tool: fc.constant(tool),
    version: versionsOf[tool] ?? semverVersion,
    suffix: fc.constantFrom('', 'debian', 'path'),
  }),
);

describe('toolchain names', () => {
  it('are read as they were printed', () => {
    fc.assert(
      fc.property(toolchain, (name) => {
        expect(parseToolchain(printToolchain(name))).toEqual(name);
      }),
    );
  });

  it.each([
    ['go1.23.5', { tool: 'go', version: '1.23.5', suffix: '' }],
    ['go1.28rc1', { tool: 'go', version: '1.28rc1', suffix: '' }],
    ['em3.1.69-debian', { tool: 'emsdk', version: '3.1.69', suffix: 'debian' }],
    ['em6.0.8-asserts', { tool: 'emsdk', version: '6.0.8-asserts', suffix: '' }],
    ['wasi-libc0.0.20220510-debian', { tool: 'wasi-libc', version: '0.0.20220510', suffix: 'debian' }],
    ['llvm19.1.7-debian', { tool: 'llvm', version: '19.1.7', suffix: 'debian' }],
  ])('%s', (text, expected) => expect(parseToolchain(text)).toEqual(expected));

  it.each(['', 'go', 'em', 'em3.1', 'go1.2.3.4', 'node20', 'em3.1.69-', 'gogo1.2', 'em03.1.2'])('refuses %j', (text) =>
    expect(parseToolchain(text)).toBeNull(),
  );

  it('come in the order of tools and versions, a candidate before its release', () => {
    const shuffled = [
      'node20.20.2',
      'em3.1.69-debian',
      'go1.26.0',
      'em3.1.6',
      'go1.9.7',
      'go1.26rc1',
      'em3.1.69',
      'go1.20',
      'wasi-libc0.0.20260423-debian',
      'wasi-libc0.0.20200731-debian',
      'llvm9.0.1-debian',
      'llvm22.1.8-debian',
    ];
    expect(shuffled.sort(compareToolchains)).toEqual([
      'go1.9.7',
      'go1.20',
      'go1.26rc1',
      'go1.26.0',
      'em3.1.6',
      'em3.1.69',
      'em3.1.69-debian',
      'node20.20.2',
      'llvm9.0.1-debian',
      'llvm22.1.8-debian',
      'wasi-libc0.0.20200731-debian',
      'wasi-libc0.0.20260423-debian',
    ]);
  });
});

describe('cell names', () => {
  it.each([
    'page/heap-view@go1.23.5+em6.0.5+node20.20.2',
    'objects/mix@link=em6.0.5+object=em3.1.6',
    'go/wasm-exec-mismatch@go1.23.5+node20.20.2+exec=go1.22.12',
  ])('%s is read and printed', (text) => expect(printCell(parseCell(text)!)).toBe(text));

  it('are read as they were printed, whatever the roles', () => {
    const role = fc
      .stringMatching(/^[a-z][a-z0-9-]{0,8}$/)
      .filter((name) => !(TOOL_NAMES as readonly string[]).includes(name));
    const declared = fc.dictionary(role, toolchain.map(printToolchain), { maxKeys: 3 });
    const own = fc.uniqueArray(toolchain, { selector: (name) => name.tool, maxLength: 3 });
    const cell = fc.tuple(fc.stringMatching(/^[a-z][a-z0-9]{0,5}\/[a-z][a-z0-9-]{0,9}$/), declared, own);
    fc.assert(
      fc.property(cell, ([name, roles, names]) => {
        const on = { ...roles, ...Object.fromEntries(names.map((one) => [one.tool, printToolchain(one)])) };
        fc.pre(Object.keys(on).length > 0);
        expect(parseCell(printCell({ case: name, on }))).toEqual({ case: name, on });
      }),
    );
  });

  it.each([
    'page/x',
    'page/x@',
    '@go1.2.3',
    'page/../x@go1.2.3',
    'page/x@go1.2.3+go1.2.4',
    'page/x@em3.1.6+go1.2.3',
    'x@a=b',
  ])('refuses %j', (text) => expect(parseCell(text)).toBeNull());
});

describe('versions', () => {
  it.each([
    ['1.20', '1.20.0'],
    ['1.21.0', '1.21.0'],
    ['1.26rc1', '1.26.0-rc.1'],
    ['1.9.2rc2', '1.9.2-rc.2'],
    ['1', '1.0.0'],
    ['1.01', null],
    ['go1.20', null],
  ])('Go’s %s is %s', (version, expected) => expect(toSemver('go', version)).toBe(expected));

  it.each([
    ['go', '1.23.5', '1.23'],
    ['node', '20.20.2', '20'],
    ['llvm', '19.1.7', '19'],
    ['wasi-libc', '0.0.20220510', '0.0.20220510'],
  ] as const)('the line of %s %s is %s', (tool, version, line) => expect(lineOf(tool, version)).toBe(line));
});

describe('versions that are semver', () => {
  const piece = fc.oneof(
    fc.nat(),
    fc.constantFrom('00', '01', '999999999', '9007199254740993', '-1', '', 'v1', '1.', '1-rc.1', '1+b'),
  );
  it('are what the library says', () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), (pieces) => {
        const version = pieces.join('.');
        expect(toSemver('node', version)).toBe(semver.valid(version) === version ? version : null);
      }),
    );
  });
});

it('a printer that remembers prints what printOn does, whatever was printed before', () => {
  const print = createPrinter();
  const role = fc.constantFrom('go', 'emsdk', 'node', 'exec', 'link');
  const id = fc.constantFrom('go1.23.5', 'em3.1.69-debian', 'node20.20.2', 'em6.0.5', 'go1.28rc1');
  fc.assert(
    fc.property(fc.dictionary(role, id, { minKeys: 1 }), (on) => {
      expect(print(on)).toBe(printOn(on));
      const [first] = Object.keys(on);
      expect(print(on, [first!])).toBe(printOn({ [first!]: on[first!]! }));
    }),
    { seed: 3, numRuns: 500 },
  );
});
