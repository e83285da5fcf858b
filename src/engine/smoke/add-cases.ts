import { ProblemInInput } from '../../model/errors.ts';
import { byCodeUnit } from '../../model/order.ts';
import { loadCases } from '../project/load-cases.ts';
import type { RunContext } from '../run/open-run.ts';

/** Adds the cases of a folder to those of a command. Throws `ProblemInInput` for a mistake in one, or a name that is taken. */
export function addCases(run: RunContext, folder: string): RunContext {
  const own = loadCases(folder, (content) => run.blobs.put(content));
  const taken = new Set(run.cases.map(({ name }) => name));
  const double = own.find(({ name }) => taken.has(name));
  if (double) {
    throw new ProblemInInput(`${double.name} is the name of a case that there is already`, {
      position: { file: folder },
      hint: 'rename its folder',
    });
  }
  return { ...run, cases: [...run.cases, ...own].sort((a, b) => byCodeUnit(a.name, b.name)) };
}
