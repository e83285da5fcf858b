import { describe, expect, it } from 'vitest';
import type { Tool } from '../../model/tools.ts';
import type { Column } from '../../toolchains/plan-toolchains.ts';
import type { Choice } from './choose.ts';
import { findVersions, partnersFor } from './columns.ts';

const column = (tool: Tool, id: string, asked = id): Column =>
  ({ kind: 'locked', tool, id, asked: [asked], locked: {}, toolchain: null }) as unknown as Column;
const missing = (tool: Tool, asked: string): Column => ({
  kind: 'unavailable',
  tool,
  id: null,
  asked: [asked],
  reason: 'no network',
});
const COLUMNS = [
  column('go', 'go1.24.13'),
  column('go', 'go1.25.14'),
  column('go', 'go1.26.11'),
  column('go', 'go1.27.4'),
  missing('emsdk', '2.0.12'),
  column('emsdk', 'em6.0.5-debian'),
  column('node', 'node24.21.0'),
];
const choice = (candidate: string, against: string): Choice => ({ tool: 'go', candidate, against });
const partners = (chosen: Choice) => {
  const notes: string[] = [];
  return { ids: partnersFor(COLUMNS, chosen, (line) => notes.push(line)).map(({ id }) => id), notes };
};

describe('what a candidate may meet', () => {
  it('is the two versions and those before both, and every partner that can be had', () => {
    const { ids, notes } = partners(choice('1.26.11', '1.25.14'));
    expect(ids).toEqual(['go1.24.13', 'go1.25.14', 'go1.26.11', 'em6.0.5-debian', 'node24.21.0']);
    expect(notes).toEqual(['Emscripten 2.0.12 is left out: no network']);
  });

  it('is without what lies between the two, which would be the neighbour of one of them alone', () => {
    expect(partners(choice('1.27.4', '1.25.14')).ids.slice(0, 3)).toEqual(['go1.24.13', 'go1.25.14', 'go1.27.4']);
  });
});

describe('the versions that are compared', () => {
  it('have the newest one before both, in whichever order they are', () => {
    const both = { candidate: 'go1.27.4', against: 'go1.26.11', before: 'go1.25.14' };
    expect(findVersions(COLUMNS, choice('1.27.4', '1.26.11'))).toEqual(both);
    expect(findVersions(COLUMNS, choice('1.25.14', '1.27.4'))).toMatchObject({ before: 'go1.24.13' });
    expect(findVersions(COLUMNS, choice('1.25.14', '1.24.13'))).toMatchObject({ before: null });
  });

  it('have to be there', () => {
    const wanted: Choice = { tool: 'emsdk', candidate: '6.0.5', against: '2.0.12' };
    const columns = [missing('emsdk', 'em2.0.12'), column('emsdk', 'em6.0.5-debian', 'em6.0.5')];
    expect(() => findVersions(columns, wanted)).toThrow('Emscripten 2.0.12 is unavailable: no network');
    expect(() => findVersions(columns.slice(1), wanted)).toThrow('Emscripten 2.0.12 is unavailable: no source has it');
  });
});
