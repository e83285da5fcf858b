import { ProblemInInput } from '../../model/errors.ts';
import type { ReadJournal } from '../../run/read-journal.ts';

/**
 * Checks that the plan of a journal is one: its cells are of its cases, and their steps of these. Throws `ProblemInInput`
 * with the line where it is none.
 */
export function checkPlan({ header, file }: ReadJournal): void {
  const cases = new Map(header.cases.map((entry) => [entry.name, entry]));
  const refuse = (message: string) => new ProblemInInput(`is no journal: ${message}`, { position: { file, line: 1 } });
  for (const cell of header.cells) {
    const entry = cases.get(cell.case);
    if (!entry) throw refuse(`a cell of ${cell.case}, which is not among its cases`);
    const steps = new Set(entry.steps.map(({ name }) => name));
    const stranger = cell.steps.find(([name]) => !steps.has(name));
    if (stranger) throw refuse(`${cell.case} has no step ${stranger[0]}`);
    for (const [name, keys] of Object.entries(cell.workarounds)) {
      const workaround = entry.workarounds.find((one) => one.name === name);
      if (!workaround) throw refuse(`${cell.case} has no workaround ${name}`);
      const own = new Set([...steps, ...workaround.steps.map((step) => step.name)]);
      if (keys.some(([step]) => !own.has(step))) throw refuse(`a step of ${name} is not among those of ${cell.case}`);
    }
  }
}
