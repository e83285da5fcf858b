// How many actions a matrix of 60 versions of Go, 190 of Emscripten and 8 of each host has, counted on the cases as they are and
// scaled to 300, as JSON: a step is carried out once for each combination of the toolchains on which it depends, not once for
// each cell.

import { join } from 'node:path';
import { describeCase } from '../src/cases/describe.ts';
import { digestOnly, loadCases } from '../src/engine/project/load-cases.ts';

const SIZES: Readonly<Record<string, number>> = { go: 60, emsdk: 190 };
const HOSTS = 8;
const CASES = 300;

const probes = loadCases(join(process.argv[2]!, 'cases'), digestOnly);
const product = (roles: readonly string[], tools: Readonly<Record<string, string>>) =>
  roles.reduce((all, role) => all * (tools[role] === undefined ? 1 : (SIZES[tools[role]] ?? HOSTS)), 1);
let actions = 0;
const withOne = { go: 0, emsdk: 0 };
for (const probe of probes) {
  const { steps, workarounds } = describeCase(probe);
  // A role that follows another (`is: previous`) has no versions of its own.
  const free = probe.roles.filter((role) => !('is' in role && role.is));
  const roles = Object.fromEntries(free.map(({ name, tool }) => [name, tool]));
  const all = [...steps, ...workarounds.flatMap((one) => one.steps)];
  for (const { axes } of all) {
    const count = product(axes, roles);
    actions += count;
    // One version more of a tool adds the combinations that have it.
    for (const tool of ['go', 'emsdk'] as const) {
      const fixed = axes.filter((role) => roles[role] === tool);
      if (fixed.length > 0) withOne[tool] += count / SIZES[tool]!;
    }
  }
}
const scale = CASES / probes.length;
console.log(
  JSON.stringify({
    cases: probes.length,
    'matrix-actions': actions * scale,
    // Each case on each combination.
    'matrix-cells': CASES * SIZES.go! * SIZES.emsdk! * HOSTS,
    'one-go': withOne.go * scale,
    'one-emsdk': withOne.emsdk * scale,
  }),
);
