import type { Case } from '../../cases/case.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { type CellName, parseToolchain } from '../../model/ids.ts';
import type { Results } from '../../model/results.ts';
import { nearestCells, readCell } from './nearest-cells.ts';

/** The case and the cell that a text names. Throws `ProblemInInput` where it names none, with those that are close to it. */
export function findCell(
  text: string,
  cases: readonly Case[],
  results: Results | null,
): { probe: Case; cell: CellName } {
  const cell = readCell(text);
  const wantedCase = caseIn(text);
  const probe = cases.find(({ name }) => name === wantedCase);
  const roles = probe?.roles ?? [];
  const fits =
    probe && cell && Object.keys(cell.on).length === roles.length && roles.every((role) => plays(role, cell.on));
  if (fits) return { probe, cell };
  const nearest = nearestCells(text, results?.cells ?? []);
  const wanted = roles.map(({ name, tool }) => (name === tool ? tool : `${name}=${tool}`)).join('+');
  const message = probe
    ? cell
      ? `\`${text}\` is no cell of ${probe.name}, which has ${wanted}`
      : `\`${text}\` is no name of a cell`
    : `there is no case \`${text.split('@')[0]}\``;
  const hint = nearest.length > 0 ? `close to it are ${nearest.join(', ')}` : '`emrift cases list` lists cases';
  throw new ProblemInInput(message, { hint });
}

/** The name of the case in the name of a cell, or in a text that begins like one. */
export function caseIn(text: string): string {
  return readCell(text)?.case ?? text.split('@')[0]!;
}

function plays({ name, tool }: Case['roles'][number], on: CellName['on']): boolean {
  return Object.hasOwn(on, name) && parseToolchain(on[name]!)?.tool === tool;
}

/** A workaround of a case by its name. Throws `ProblemInInput` where there is none of that name. */
export function findWorkaround(probe: Case, name: string): Case['workarounds'][number] {
  const found = probe.workarounds.find((workaround) => workaround.name === name);
  if (found) return found;
  const names = probe.workarounds.map((workaround) => workaround.name);
  throw new ProblemInInput(`${probe.name} has no workaround \`${name}\``, {
    hint: names.length > 0 ? `it has ${names.join(', ')}` : 'it has none',
  });
}
