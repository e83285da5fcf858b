import { expect, it } from 'vitest';
import { groupLinks, type Link, listLinks } from '../../model/links.ts';
import type { Results } from '../../model/results.ts';
import { mergeLinks } from './merge-links.ts';

const link = (step: string, on: string, file: string): Link => ({
  case: 'weak/x',
  step,
  on,
  symbols: [{ symbol: 'read', resolution: { kind: 'definition', file }, exported: false }],
  bindings: [],
});
const results = (...llvms: string[]) =>
  ({ cells: llvms.map((llvm) => ({ case: 'weak/x', on: { llvm, node: 'node20.20.2' } })) }) as unknown as Results;

it('replaces what a run planned, keeps the rest while there is a cell for it', () => {
  const older = groupLinks([
    link('link-a', 'llvm11.0.1', 'old.o'),
    link('link-b', 'llvm11.0.1', 'old.o'),
    link('link-a', 'llvm19.1.7', 'old.o'),
    link('link-a', 'llvm22.1.8', 'old.o'),
  ]);
  // Step b of 11.0.1 failed this time, and 22.1.8 has left the matrix.
  const newer = { links: [link('link-a', 'llvm11.0.1', 'new.o')], planned: new Set(['weak/x@llvm11.0.1']) };
  const merged = listLinks(mergeLinks(older, newer, results('llvm11.0.1', 'llvm19.1.7')));
  expect(merged.map(({ step, on, symbols }) => [step, on, symbols[0]!.resolution])).toEqual([
    ['link-a', 'llvm11.0.1', { kind: 'definition', file: 'new.o' }],
    ['link-a', 'llvm19.1.7', { kind: 'definition', file: 'old.o' }],
  ]);
});

it('keeps a link only while a cell of just its case has just its toolchains', () => {
  const one = (name: string, on: string): Link => ({ ...link('link-a', on, 'old.o'), case: name });
  const older = groupLinks([
    one('weak/x', 'node20.20.2+llvm11.0.1'),
    one('weak/x', 'node16.20.2+llvm11.0.1'),
    one('weak/x', 'go1.20+llvm11.0.1'),
    one('weak/x', 'link=llvm11.0.1'),
    one('weak/x', 'gcc'),
    one('weak/y', 'llvm11.0.1'),
  ]);
  const kept = mergeLinks(older, { links: [], planned: new Set() }, results('llvm11.0.1'));
  expect(listLinks(kept).map(({ case: name, on }) => `${name} ${on}`)).toEqual(['weak/x node20.20.2+llvm11.0.1']);
});
