import type { Case } from '../../cases/case.ts';

/** How many cases and claims are well-formed. */
export function describeCheck(cases: number, claims: number): string {
  const words = `${cases} ${cases === 1 ? 'case' : 'cases'}`;
  if (claims === 0) return `${words} ${cases === 1 ? 'is' : 'are'} well-formed`;
  return `${words} and ${claims} ${claims === 1 ? 'claim' : 'claims'} are well-formed`;
}

/** A case in one line. */
export function listCase(probe: Case): string {
  return `${probe.name.padEnd(30)} ${probe.roles
    .map((role) => role.name)
    .join(' × ')
    .padEnd(20)} ${probe.title}`;
}

/** A case with its steps and workarounds. */
export function showCase(probe: Case): string {
  const lines = [probe.name, `  ${probe.title}`, `  ${probe.why}`, ''];
  for (const step of probe.steps) {
    lines.push(
      `  ${step.name} (once per ${step.axes.join(' × ') || 'run'})`,
      ...step.run
        .trimEnd()
        .split('\n')
        .map((line) => `    ${line}`),
    );
  }
  for (const workaround of probe.workarounds) lines.push(`  workaround ${workaround.name}: ${workaround.title}`);
  return `${lines.join('\n')}\n`;
}
