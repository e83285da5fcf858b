import { expect, it } from 'vitest';
import { parseGoMod } from './goproxy/modules.ts';
import { readVersionList } from './goproxy/provider.ts';
import { createToolchainModule } from './goproxy/toolchain.ts';
import { wazeroModule } from './goproxy/wazero.ts';
import { readVersions } from './npm/package.ts';

it('reads the versions of the toolchain module for this platform only', () => {
  const line =
    'golang.org/toolchain v0.0.1-go1.9.2.linux-amd64 v0.0.1-go1.9.2.linux-arm64 v0.0.1-go1.26rc1.linux-amd64';
  const tool = createToolchainModule(() => Promise.reject(new Error('not asked')));
  expect(readVersionList(`${line}\n`, tool)).toEqual(['1.9.2', '1.26rc1']);
  expect(readVersionList('golang.org/toolchain\n', tool)).toEqual([]);
});

it('reads the versions of a module', () => {
  const line = 'github.com/tetratelabs/wazero v1.0.0-pre.4 v1.12.0\n';
  expect(readVersionList(line, wazeroModule)).toEqual(['1.0.0-pre.4', '1.12.0']);
});

it('reads what a go.mod file requires and the Go that it is written for', () => {
  const text = `module example.com/m // the name

go 1.25.0

require golang.org/x/sys v0.44.0 // indirect
require (
\texample.com/a v1.0.0
\t// example.com/b v1.0.0
)
retract (
\tv1.0.0-beta1
)
`;
  expect(parseGoMod(text)).toEqual({
    goLine: '1.25.0',
    requires: ['golang.org/x/sys@v0.44.0', 'example.com/a@v1.0.0'],
  });
  expect(parseGoMod('module old\n')).toEqual({ goLine: '1.16', requires: [] });
});

it('reads a list of versions, and the one text that npm prints where there is one', () => {
  expect(readVersions('["16.0.0", "20.1.0"]')).toEqual(['16.0.0', '20.1.0']);
  expect(readVersions('"16.0.0"')).toEqual(['16.0.0']);
  expect(readVersions('[1, null, "2.0.0"]')).toEqual(['2.0.0']);
});
