import { describe, expect, it } from 'vitest';
import type { Case } from '../../cases/case.ts';
import { parseCase } from '../../cases/parse.ts';
import { readMatrix } from '../../matrix/matrix.ts';
import type { Column } from '../../toolchains/plan-toolchains.ts';
import { covers, describeCoverage, readAsked } from './plan-run.ts';

const MATRIX = readMatrix(
  `go: {versions: ['1.27']}
emsdk: {versions: ['3.1.6']}
hosts: {node: ['16', '20']}
profiles:
  default: {cases: ['!tag:nightly']}
  nightly: {hosts: {node: ['16', '18', '20']}}
`,
  'matrix.yaml',
);
const make = (name: string, tags: string) =>
  parseCase(name, `title: t\nwhy: w\ntags: [${tags}]\nsteps: {run: {run: node x.js}}\n`, 'f', []);
const CASES = [make('page/one', ''), make('page/heavy', 'nightly')];
const columns = (...ids: string[]) => ids.map((id) => ({ tool: 'node', id }) as unknown as Column);

/** Which cells a run meant to test. */
function covered(
  options: { profile: string; host?: string[] },
  planned: readonly Column[],
  {
    known = null,
    names = ['one', 'heavy'],
  }: { known?: readonly Pick<Case, 'name'>[] | null; names?: readonly string[] } = {},
) {
  const isCovered = covers(
    describeCoverage(readAsked(MATRIX, CASES, { ...options, update: false, locked: false }), planned, known),
  );
  const cells = names.flatMap((name) =>
    ['node14.21.3', 'node16.20.2', 'node18.20.8'].map((node) => ({ case: `page/${name}`, on: { node } })),
  );
  return cells.filter(isCovered).map((cell) => `${cell.case}@${cell.on.node}`);
}

describe('coverage', () => {
  it('leaves alone what only a wider profile tests', () => {
    expect(covered({ profile: 'default' }, columns('node16.20.2', 'node20.20.2'))).toEqual(['page/one@node16.20.2']);
  });

  it('of a profile that asks for all versions takes in those that left the matrix', () => {
    expect(covered({ profile: 'nightly' }, columns('node16.20.2', 'node18.20.8', 'node20.20.2'))).toEqual([
      ...['page/one@node14.21.3', 'page/one@node16.20.2', 'page/one@node18.20.8'],
      ...['page/heavy@node14.21.3', 'page/heavy@node16.20.2', 'page/heavy@node18.20.8'],
    ]);
  });

  it('of chosen versions is those', () => {
    expect(covered({ profile: 'nightly', host: ['node=18'] }, columns('node18.20.8'))).toEqual([
      'page/one@node18.20.8',
      'page/heavy@node18.20.8',
    ]);
  });

  it('takes in the cells of a case that is none any more', () => {
    const names = ['heavy', 'gone'];
    const none = columns('node20.20.2');
    expect(covered({ profile: 'default' }, none, { names })).toEqual([]);
    const gone = ['node14.21.3', 'node16.20.2', 'node18.20.8'].map((node) => `page/gone@${node}`);
    expect(covered({ profile: 'default' }, none, { names, known: CASES })).toEqual(gone);
  });
});
