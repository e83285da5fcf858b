import { compareRoles } from '../model/ids.ts';
import type { Role, Step } from './case.ts';
import type { Complain } from './complain.ts';
import type { DraftStep } from './step.ts';

/**
 * Puts steps behind those they need, otherwise in written order, and gives each step's axes. Complains about unknown
 * steps and cycles at `<at>.<step>.needs`.
 */
export function orderSteps(
  drafts: readonly DraftStep[],
  roles: ReadonlyMap<string, Role>,
  complain: Complain,
  at: readonly string[],
): Step[] {
  const byName = new Map(drafts.map((draft) => [draft.name, draft]));
  const done = new Map<string, Step>();
  const visit = (draft: DraftStep, trail: readonly string[]): Step => {
    const finished = done.get(draft.name);
    if (finished) return finished;
    if (trail.includes(draft.name)) {
      complain(`steps need each other in a circle: ${[...trail, draft.name].join(' → ')}`, [
        ...at,
        draft.name,
        'needs',
      ]);
    }
    const needed = draft.needs.map((name) => {
      const other = byName.get(name);
      if (!other)
        return complain(
          `needs the unknown step \`${name}\``,
          [...at, draft.name, 'needs'],
          `steps are ${[...byName.keys()].join(', ')}`,
        );
      return visit(other, [...trail, draft.name]);
    });
    const own = [...draft.uses, ...draft.inputs.map((input) => input.role)];
    const axes = new Set([...own, ...needed.flatMap((step) => step.axes)]);
    // A neighbour is chosen through the role that it neighbours, so that one is an axis too.
    for (const role of [...axes]) {
      const neighbour = roles.get(role)?.neighbour;
      if (neighbour && roles.has(neighbour.of)) axes.add(neighbour.of);
    }
    const step: Step = { ...draft, axes: [...axes].sort(compareRoles) };
    done.set(draft.name, step);
    return step;
  };
  for (const draft of drafts) visit(draft, []);
  return [...done.values()];
}
