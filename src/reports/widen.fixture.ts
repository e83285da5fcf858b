import type { Cell, Results } from '../model/results.ts';

/** Results with so many more versions of Emscripten that there are as many cells as wanted, each version as the newest one is. */
export function widen(results: Results, wanted: number): Results {
  const model = results.toolchains.findLast(({ tool }) => tool === 'emsdk')!;
  const own = results.cells.filter(({ on }) => Object.values(on).includes(model.id));
  const copies = Math.ceil((wanted - results.cells.length) / own.length);
  const ids = Array.from({ length: copies }, (_, at) => ({ version: `7.0.${at}`, id: `em7.0.${at}-debian` }));
  const moved = ({ on, ...cell }: Cell, to: string): Cell => ({
    ...cell,
    on: Object.fromEntries(Object.entries(on).map(([role, id]) => [role, id === model.id ? to : id])),
  });
  const cells = [...results.cells, ...ids.flatMap(({ id }) => own.map((cell) => moved(cell, id)))];
  cells.sort((a, b) => (a.case < b.case ? -1 : a.case > b.case ? 1 : 0));
  const toolchains = [...results.toolchains, ...ids.map((entry) => ({ ...model, ...entry }))];
  return { ...results, cells, toolchains };
}
