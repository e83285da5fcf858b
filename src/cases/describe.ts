import type { CaseEntry, StepEntry } from '../model/results.ts';
import type { Case, Step } from './case.ts';

/** What the results say about a case. */
export function describeCase(probe: Case): CaseEntry {
  return {
    name: probe.name,
    title: probe.title,
    why: probe.why,
    tags: probe.tags,
    refs: probe.refs,
    roles: Object.fromEntries(probe.roles.map((role) => [role.name, role.tool])),
    steps: probe.steps.map(describeStep),
    workarounds: probe.workarounds.map(({ name, title, steps }) => ({ name, title, steps: steps.map(describeStep) })),
  };
}

function describeStep({ name, run, env, uses, inputs, axes, repeats }: Step): StepEntry {
  const taken = inputs.map(({ path, role, file }) => [path, `${role}:${file}`] as const);
  const files = taken.length > 0 ? { inputs: Object.fromEntries(taken) } : {};
  return { name, run: run.trimEnd(), env, uses, ...files, axes, ...(repeats && { repeats }) };
}
