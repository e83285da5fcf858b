import { expect, it } from 'vitest';
import { readClaims } from './claims-file.ts';
import type { CatalogueFiles } from './files.ts';

const filesWith = (text: string): CatalogueFiles => ({
  read: () => text,
  names: () => [],
  folders: () => [],
  shown: (path) => path,
});
const claims = (ask: string) => [{ id: 'C1', states: 's', tests: [{ ask, case: 'a/b', name: 'size', is: '7' }] }];

it('reads claims of the first format, which asked for what a step `tells`', () => {
  expect(readClaims(filesWith(JSON.stringify({ schema: 1, claims: claims('tells') })))).toEqual(claims('reports'));
  expect(readClaims(filesWith(JSON.stringify({ schema: 2, claims: claims('reports') })))).toEqual(claims('reports'));
  expect(() => readClaims(filesWith(JSON.stringify({ schema: 3, claims: [] })))).toThrow('newer emrift (schema 3)');
});
