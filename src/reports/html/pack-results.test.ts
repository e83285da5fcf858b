import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../hostile.fixture.ts';
import { layOutGrids } from '../query/break-grids.ts';
import { gatherParts } from '../query/break-parts.ts';
import { type Context, makeContext } from '../query/context.ts';
import { collectWordings } from '../query/message.ts';
import { supportOf } from '../query/support.ts';
import { realisticInput } from '../realistic.fixture.ts';
import { describeCase, simulateResults, step, toolchain } from '../simulate.fixture.ts';
import { lookUpUpgrade } from '../upgrade/upgrade.ts';
import { packResults } from './pack-results.ts';
import type { PageData } from './page-data.ts';
import { unpackNotes, unpackResults } from './unpack-results.ts';

const INPUT = realisticInput();
const WHOLE = makeContext(INPUT);
const NO_DRIFT = { symbols: [], modules: [] };

/** A context as the browser has it: packed, written down, read and unpacked. */
function throughThePage(context: Context): Context {
  const data = JSON.parse(JSON.stringify(packResults(context, NO_DRIFT))) as PageData;
  return makeContext({
    results: unpackResults(data),
    knowledge: unpackNotes(data),
    hasTables: false,
    history: [],
    links: [],
  });
}

describe('results that went through the page', () => {
  const read = throughThePage(WHOLE);

  it('have the same cells in the same order', () => {
    const shown = ({ results }: Context) =>
      results.cells.map(({ case: name, on, status, breaks, workarounds = {} }) => ({
        name,
        on,
        status,
        breaks: breaks.map(({ id, step: at }) => `${at} ${id}`),
        cures: Object.entries(workarounds).map(([cure, outcome]) => `${cure} ${outcome.status}`),
      }));
    expect(shown(read)).toEqual(shown(WHOLE));
  });

  it('give the same answers: pairs, upgrades, tables, grids, wordings', () => {
    const { index } = WHOLE;
    const names = (context: Context, go: string, emsdk: string) => {
      const { avoidable, permanent, passing } = context.choices.pair(go, emsdk);
      return {
        avoidable: avoidable.map(({ cells, ...rest }) => ({ ...rest, cells: cells.length })),
        permanent,
        passing,
      };
    };
    for (const go of index.byTool.get('go')!) {
      for (const emsdk of index.byTool.get('emsdk')!) expect(names(read, go, emsdk)).toEqual(names(WHOLE, go, emsdk));
    }
    const asked = { moves: [{ tool: 'emsdk', from: 'em3.1.6-debian', to: 'em6.0.5-debian' }], stays: [] } as const;
    expect(lookUpUpgrade(read, asked)).toEqual(lookUpUpgrade(WHOLE, asked));
    expect(lookUpUpgrade(WHOLE, asked).breaks.length).toBeGreaterThan(0);
    for (const entry of WHOLE.results.cases) {
      const rows = (context: Context) =>
        supportOf(context.index, context.index.cases.get(entry.name)!).map(({ tool, fields }) => ({ tool, fields }));
      expect(rows(read)).toEqual(rows(WHOLE));
    }
    for (const brk of WHOLE.results.breaks) {
      const marks = (context: Context) =>
        layOutGrids(gatherParts(context, context.index.breaks.get(brk.id)!)).map(({ cases, axes, grid }) => ({
          cases,
          axes,
          marks: grid.rows.map((row) => grid.columns.map((column) => grid.at(row, column))),
        }));
      expect(marks(read)).toEqual(marks(WHOLE));
      const words = (context: Context) =>
        collectWordings(context.index, context.index.breaks.get(brk.id)!).map(({ reporter, message, cells }) => [
          reporter,
          message,
          cells.length,
        ]);
      expect(words(read)).toEqual(words(WHOLE));
    }
  });

  it('hold whatever names there are', () => {
    const cases = HOSTILE.map((text, at) => ({
      entry: describeCase({
        name: `x/${at}${text}`,
        title: text,
        roles: { go: 'go', [text]: 'emsdk' },
        steps: [step(text, text, ['go', text])],
      }),
      happens: () => ({ step: text, kind: 'undefined-symbol', subject: text, message: text }) as const,
    }));
    const context = makeContext({
      ...INPUT,
      results: simulateResults([toolchain('go', 'go1.23.0'), toolchain('emsdk', 'em6.0.5')], cases),
    });
    const ids = ({ results }: Context) =>
      results.cells.map(({ case: name, on, breaks }) => [name, on, breaks.map(({ id }) => id)]);
    expect(ids(throughThePage(context))).toEqual(ids(context));
  });
});
