import { describe, expect, it } from 'vitest';
import { ProblemInInput } from '../../model/errors.ts';
import { realisticInput } from '../realistic.fixture.ts';
import { printPair } from '../terminal/pair-text.ts';
import { lookUpPair } from './pair.ts';

const INPUT = realisticInput();
const look = (go: string, emsdk: string) => lookUpPair(INPUT, { go, emsdk });

describe('a pair looked up offline', () => {
  it.each([
    ['1.25', '4.0.10', 'go1.25.9', 'em3.1.69-debian', false],
    ['1.25.9', '6.0.5', 'go1.25.9', 'em6.0.5-debian', true],
    ['go1.25.9', 'em6.0.5-debian', 'go1.25.9', 'em6.0.5-debian', true],
    ['1.27.0', 'latest', 'go1.27.0', 'em6.0.5-debian', true],
    ['1.25.3', '5.0.0', 'go1.25.9', 'em6.0.5-debian', false],
    ['1.20', '3.1', 'go1.19.13', 'em3.1.69-debian', false],
    ['1.28rc1', '7.0', 'go1.27.0', 'em6.0.5-debian', false],
    ['1.11', '1.38.0', 'go1.19.13', 'em2.0.12-debian', false],
  ])('%s × %s is nearest to %s × %s', (go, emsdk, nearGo, nearEmsdk, tested) => {
    const answer = look(go, emsdk);
    expect([answer.pair.go, answer.pair.emsdk, answer.tested]).toEqual([nearGo, nearEmsdk, tested]);
  });

  it('takes two numbers for a line and the prefixed name for a release', () => {
    expect(look('1.19', '6.0.5').go).toMatchObject({ tested: true, nearest: 'go1.19.13' });
    expect(look('go1.19', '6.0.5').go).toMatchObject({ tested: false, version: '1.19', newer: 'go1.19.13' });
  });

  it('shows the documented break that lies between the asked and the tested pair', () => {
    expect(look('1.25', '4.0.10').documented).toMatchObject([{ name: 'heap-views-not-exported', breaks: 'asked' }]);
    expect(look('1.25', '4.0.6').documented).toEqual([]);
    expect(look('1.25', '5.0.0').documented).toEqual([]);
  });

  it('leaves open what the tested neighbours of an untested version do not share', () => {
    expect(look('1.25', '4.0.10').differs).toMatchObject([
      { id: 'runtime-export-missing:HEAPU8', breaksWith: 'em6.0.5-debian', notWith: 'em3.1.69-debian' },
    ]);
    expect(look('1.25', '6.0.5').differs).toEqual([]);
  });

  it.each(['', '1', 'newest', '1.2.3.4', '../x'])('refuses %j as a version', (version) => {
    expect(() => look('1.25', version)).toThrow(ProblemInInput);
  });

  it('reads as reviewed', async () => {
    const text =
      printPair(look('1.25', '4.0.10'), { pages: 'reports', all: false }) +
      printPair(look('1.27.0', 'latest'), { pages: 'reports', all: true });
    await expect(text).toMatchFileSnapshot('../snapshots/pair.txt');
  });
});
