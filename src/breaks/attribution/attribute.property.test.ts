import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseToolchain } from '../../model/ids.ts';
import type { Cell } from '../../model/results.ts';
import { TOOL_NAMES, type Tool } from '../../model/tools.ts';
import { caseOf, cellOf } from '../evidence.fixture.ts';
import { indexKnowledge } from '../knowledge/find-known.ts';
import { sortCells } from '../order.ts';
import { deriveBreaks } from './derive-breaks.ts';

const AXES = {
  go: ['go1.19', 'go1.21.0', 'go1.24.1', 'go1.27.0'],
  emsdk: ['em2.0.12', 'em3.1.6', 'em6.0.5'],
  node: ['node16.20.2', 'node20.20.2'],
} as const;
const COMBINATIONS = AXES.go.flatMap((go) =>
  AXES.emsdk.flatMap((emsdk) => AXES.node.map((node) => ({ go, emsdk, node }))),
);
const ID = 'undefined-symbol:f';
const OTHER = 'undefined-symbol:g';
type Outcome = 'pass' | 'broke' | 'other' | 'untested';
const outcomes = fc.array(fc.constantFrom<Outcome>('pass', 'broke', 'broke', 'other', 'untested'), {
  minLength: COMBINATIONS.length,
  maxLength: COMBINATIONS.length,
});

function matrix(list: readonly Outcome[]): Cell[] {
  return COMBINATIONS.map((on, index) => {
    const outcome = list[index]!;
    if (outcome === 'untested') return { ...cellOf(on, []), status: 'infra' as const };
    return cellOf(on, outcome === 'pass' ? [] : [`load=${outcome === 'broke' ? ID : OTHER}`]);
  });
}

const entry = caseOf('a/case', { load: ['go', 'emsdk', 'node'] });
const derive = (cells: readonly Cell[]) =>
  deriveBreaks(sortCells(cells), [entry], new Map(), indexKnowledge([])).find(({ id }) => id === ID);

describe('whatever was tested and whatever came of it', () => {
  it('each claim of a break can be pointed at in the cells', () => {
    fc.assert(
      fc.property(outcomes, (list) => {
        const brk = derive(matrix(list));
        const seen = COMBINATIONS.map((on, index) => ({ on, outcome: list[index]! }));
        const broke = seen.filter(({ outcome }) => outcome === 'broke');
        if (!brk) return expect(broke).toEqual([]);
        expect(brk.affected.length).toBe(broke.length);
        expect(brk.always).toBe(!seen.some(({ outcome }) => outcome === 'pass' || outcome === 'other'));

        // Two tested cells that differ in this tool alone, of which the first broke and the second does not have the break.
        const witnesses = (tool: Tool) =>
          broke.flatMap((one) =>
            seen
              .filter(({ outcome }) => outcome === 'pass' || outcome === 'other')
              .filter(({ on }) =>
                TOOL_NAMES.every((name) => name === tool || on[name as 'go'] === one.on[name as 'go']),
              )
              .map((two) => [one.on[tool as 'go'], two.on[tool as 'go']] as const),
          );
        const version = (id: string) => parseToolchain(id)!.version;
        const blamed = brk.blame.split('+') as Tool[];
        const decisive = (['go', 'emsdk', 'node'] as const).filter((tool) => witnesses(tool).length > 0);
        expect(blamed).toEqual(decisive.length > 0 ? decisive : ['go', 'emsdk', 'node']);
        for (const tool of blamed) {
          const { since, until, holes, unknown = [] } = brk[tool]!;
          const versions = AXES[tool as 'go'].map(version);
          const broken = new Set(broke.map(({ on }) => version(on[tool as 'go'])));
          const pairs = witnesses(tool).map(([one, two]) => `${version(one)} ${version(two)}`);
          expect(since.by).toBe(versions.find((name) => broken.has(name)));
          if (since.after !== null) {
            expect(pairs).toContain(`${since.by} ${since.after}`);
            expect(versions.indexOf(since.after)).toBeLessThan(versions.indexOf(since.by));
          }
          if (until) {
            expect(until.after).toBe(versions.findLast((name) => broken.has(name)));
            expect(pairs).toContain(`${until.after} ${until.by}`);
            expect(versions.indexOf(until.by)).toBeGreaterThan(versions.indexOf(until.after));
          }
          for (const claimed of [since.after, until?.by, ...holes, ...unknown]) {
            if (claimed) expect(broken.has(claimed)).toBe(false);
          }
          for (const hole of holes) expect(pairs.some((pair) => pair.endsWith(` ${hole}`))).toBe(true);
          for (const name of unknown) expect(pairs.some((pair) => pair.endsWith(` ${name}`))).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('another cell that was not tested changes no claim but what is unknown', () => {
    fc.assert(
      fc.property(outcomes, (list) => {
        const cells = matrix(list);
        const tested = cells.filter(({ status }) => status !== 'infra');
        const [all, some] = [derive(cells), derive(tested)];
        expect(all?.blame).toBe(some?.blame);
        for (const tool of ['go', 'emsdk', 'node'] as const) {
          expect({ ...all?.[tool], unknown: undefined }).toEqual({ ...some?.[tool], unknown: undefined });
        }
      }),
      { numRuns: 200 },
    );
  });
});
