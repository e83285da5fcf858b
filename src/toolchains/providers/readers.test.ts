import { expect, it } from 'vitest';
import { readToolchainList } from './goproxy.ts';
import { readVersions } from './npm.ts';

it('reads the versions of the toolchain module for this platform only', () => {
  const line =
    'golang.org/toolchain v0.0.1-go1.9.2.linux-amd64 v0.0.1-go1.9.2.linux-arm64 v0.0.1-go1.26rc1.linux-amd64';
  expect(readToolchainList(`${line}\n`)).toEqual(['1.9.2', '1.26rc1']);
  expect(readToolchainList('golang.org/toolchain\n')).toEqual([]);
});

it('reads a list of versions, and the one text that npm prints where there is one', () => {
  expect(readVersions('["16.0.0", "20.1.0"]')).toEqual(['16.0.0', '20.1.0']);
  expect(readVersions('"16.0.0"')).toEqual(['16.0.0']);
  expect(readVersions('[1, null, "2.0.0"]')).toEqual(['2.0.0']);
});
