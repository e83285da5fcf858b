import type { CellsAsked, Claim, ClaimTest } from '../model/claims.ts';
import { ProblemInInput } from '../model/errors.ts';
import { firstIssue } from '../model/first-issue.ts';
import { compileGlob } from '../model/glob.ts';
import { isRange } from '../model/versions.ts';
import { readYaml, type YamlDocument } from '../model/yaml.ts';
import type { Case } from './case.ts';
import { claimsSchema } from './claims-schema.ts';
import type { Complain } from './complain.ts';

type Path = readonly (string | number)[];

/**
 * Reads a `claims.yaml` that stands beside cases. Throws `ProblemInInput` with the position of the first mistake: syntax,
 * unknown keys, ids used twice, cases, steps, roles or reported names that are not there.
 */
export function parseClaims(text: string, file: string, cases: readonly Case[]): readonly Claim[] {
  const document = readYaml(text, file);
  const complain: Complain = (message, path, hint) => {
    throw new ProblemInInput(message, { position: document.positionOf(path), hint });
  };
  const claims = checkShape(document, complain);
  const ids = new Set<string>();
  for (const [at, { id, tests }] of claims.entries()) {
    if (ids.has(id)) complain(`two claims are called \`${id}\``, [at, 'id']);
    ids.add(id);
    for (const [place, test] of tests.entries()) checkTest(test, cases, complain, [at, 'tests', place]);
  }
  return claims;
}

function checkShape(document: YamlDocument, complain: Complain): readonly Claim[] {
  const parsed = claimsSchema.safeParse(document.value);
  if (parsed.success) return parsed.data;
  const issue = firstIssue(parsed.error.issues);
  const path = issue.path as (string | number)[];
  if (issue.code === 'unrecognized_keys') {
    throw new ProblemInInput(`unknown key \`${issue.keys[0]}\``, {
      position: document.positionOfKey([...path, issue.keys[0]!]),
      hint: 'see `emrift cases show claims --schema` for the format',
    });
  }
  return complain(`${path.length > 0 ? `\`${path.join('.')}\`: ` : ''}${issue.message}`, path);
}

function checkTest(test: ClaimTest, cases: readonly Case[], complain: Complain, at: Path): void {
  switch (test.ask) {
    case 'nobody':
      return;
    case 'figures':
      if (Object.keys(test.figures).length < 2) complain('figures agree or not from two on', [...at, 'figures']);
      return;
    case 'reports': {
      const bounds = [test.is, test.atLeast, test.atMost].filter((bound) => bound !== undefined);
      if (bounds.length !== 1) complain('needs one of `is`, `atLeast` and `atMost`', at);
      checkCells(test, cases, complain, at, test.name);
      return;
    }
    case 'works':
    case 'breaks':
      checkCells(test, cases, complain, at);
  }
}

function checkCells(asked: CellsAsked, cases: readonly Case[], complain: Complain, at: Path, value?: string): void {
  const fits = compileGlob(asked.case);
  const chosen = cases.filter(({ name }) => fits(name));
  if (chosen.length === 0) complain(`no case is called \`${asked.case}\``, [...at, 'case']);
  for (const probe of chosen) {
    const steps = probe.steps.filter(({ name }) => asked.step === undefined || asked.step === name);
    if (steps.length === 0) {
      const names = probe.steps.map(({ name }) => name).join(', ');
      complain(`\`${probe.name}\` has no step \`${asked.step}\``, [...at, 'step'], `its steps are ${names}`);
    }
    if (value !== undefined && !steps.some(({ expect }) => expect.reports?.includes(value))) {
      complain(
        `no such step of \`${probe.name}\` reports \`${value}\``,
        [...at, 'name'],
        'add it to the step’s `reports`',
      );
    }
    for (const [role, range] of Object.entries(asked.when ?? {})) {
      const tool = probe.roles.find(({ name }) => name === role)?.tool;
      if (!tool) complain(`\`${probe.name}\` has no role \`${role}\``, [...at, 'when', role]);
      else if (!isRange(tool, range)) complain(`\`${range}\` is no range of versions`, [...at, 'when', role]);
    }
  }
}
