import type { FileNode } from '../model/action.ts';
import { ProblemInInput } from '../model/errors.ts';
import { firstIssue } from '../model/first-issue.ts';
import { compareRoles } from '../model/ids.ts';
import { isTool } from '../model/tools.ts';
import { isRange } from '../model/versions.ts';
import { readYaml, type YamlDocument } from '../model/yaml.ts';
import type { Case, Role, Step, Workaround } from './case.ts';
import type { Complain } from './complain.ts';
import { joinSources, type TakeShared } from './join-sources.ts';
import { orderSteps } from './order.ts';
import { type CaseSource, caseSchema } from './schema.ts';
import { type DraftStep, draftStep, mergeStep } from './step.ts';
import { countSteps, expandVariants, MOST_STEPS_WITH_WORKAROUNDS } from './variants.ts';

/**
 * Reads a `case.yaml`. `own` are the other files of its folder, `takeShared` finds those that it shares. Throws `ProblemInInput` with the position of the
 * first mistake: syntax, unknown keys, unknown steps or roles, cycles, files that no step can have.
 */
export function parseCase(
  name: string,
  text: string,
  file: string,
  own: readonly FileNode[],
  takeShared: TakeShared = () => null,
): Case {
  const document = readYaml(text, file);
  const complain: Complain = (message, path, hint) => {
    throw new ProblemInInput(message, {
      position: document.positionOf(path),
      hint,
    });
  };
  const source = checkShape(document, complain);
  const roles = readRoles(source, complain);
  const steps = orderSteps(readSteps(source, roles, complain), roles, complain, ['steps']);
  for (const { name: step, expect, axes } of steps) {
    if (expect.record && axes.length !== 1)
      complain(
        'what is recorded has to depend on one toolchain alone',
        ['steps', step, 'record'],
        `it depends on ${axes.join(' and ') || 'none'}`,
      );
  }
  const used = new Set(steps.flatMap((step) => step.axes));
  if (used.size === 0) complain('no step uses any toolchain, so there is nothing to compare', ['steps']);
  for (const declared of Object.keys(source.roles ?? {})) {
    if (!used.has(declared)) complain(`no step uses the role \`${declared}\``, ['roles', declared]);
  }
  const alternatives = Array.isArray(source.when) ? source.when : source.when ? [source.when] : [];
  for (const [place, ranges] of alternatives.entries()) {
    const at = Array.isArray(source.when) ? ['when', place] : ['when'];
    for (const [role, range] of Object.entries(ranges)) {
      const tool = roles.get(role)?.tool;
      if (!tool || !used.has(role)) complain(`no step uses the role \`${role}\``, [...at, role]);
      if (!isRange(tool, range))
        complain(`\`${range}\` is no range of versions`, [...at, role], 'write it like >=1.21 <1.25');
    }
  }
  const built: Case = {
    name,
    title: source.title,
    why: source.why.trim(),
    tags: source.tags ?? [],
    refs: source.refs ?? [],
    roles: [...used].sort(compareRoles).map((role) => roles.get(role)!),
    when: alternatives,
    steps,
    workarounds: readWorkarounds(source, roles, used, complain),
    sources: joinSources(own, source.shared ?? [], takeShared, complain),
  };
  checkNeighbours(built, complain);
  return built;
}

function checkShape(document: YamlDocument, complain: Complain): CaseSource {
  const parsed = caseSchema.safeParse(document.value);
  if (parsed.success) return parsed.data;
  const issue = firstIssue(parsed.error.issues);
  const path = issue.path as (string | number)[];
  if (issue.code === 'unrecognized_keys') {
    throw new ProblemInInput(`unknown key \`${issue.keys[0]}\``, {
      position: document.positionOfKey([...path, issue.keys[0]!]),
      hint: 'see `emrift cases show --schema` for the format',
    });
  }
  const where = path.length > 0 ? `\`${path.join('.')}\`: ` : '';
  return complain(`${where}${issue.message}`, path);
}

function readRoles(source: CaseSource, complain: Complain): Map<string, Role> {
  const roles = new Map<string, Role>();
  for (const [name, declared] of Object.entries(source.roles ?? {})) {
    const { tool, is, of } = typeof declared === 'string' ? { tool: declared, is: undefined, of: undefined } : declared;
    if (isTool(name) && name !== tool)
      complain(`a role named \`${name}\` can only be played by ${name}`, ['roles', name]);
    if (of && !is) complain('`of` needs `is: previous` or `is: next`', ['roles', name]);
    roles.set(name, is ? { name, tool, neighbour: { of: of ?? tool, is } } : { name, tool });
  }
  return roles;
}

function readSteps(source: CaseSource, roles: Map<string, Role>, complain: Complain): DraftStep[] {
  return expandVariants(source.steps, source.variants ?? {}, complain).map((written) =>
    draftStep(written, roles, (message, path, hint) => complain(message, ['steps', written.from, ...path], hint)),
  );
}

function readWorkarounds(
  source: CaseSource,
  roles: Map<string, Role>,
  used: Set<string>,
  complain: Complain,
): Workaround[] {
  const declared = Object.entries(source.workarounds ?? {});
  let count = declared.length * countSteps(source.steps, source.variants ?? {});
  const refuseTooMany = () => {
    if (count > MOST_STEPS_WITH_WORKAROUNDS)
      complain(`${count} steps of workarounds are more than ${MOST_STEPS_WITH_WORKAROUNDS}`, ['workarounds']);
  };
  refuseTooMany();
  count = 0;
  return declared.map(([name, workaround]) => {
    const at = ['workarounds', name, 'steps'];
    for (const step of Object.keys(workaround.steps)) {
      if (!Object.hasOwn(source.steps, step)) {
        complain(
          `the case has no step \`${step}\` to replace`,
          [...at, step],
          `its steps are ${Object.keys(source.steps).join(', ')}`,
        );
      }
    }
    const merged = Object.entries(source.steps).map(([step, base]) => {
      const replacement = Object.hasOwn(workaround.steps, step) ? workaround.steps[step] : undefined;
      return [step, replacement ? mergeStep(base, replacement) : base] as const;
    });
    const own = Object.fromEntries(merged);
    // A replacement may repeat what the case does not.
    count += countSteps(own, source.variants ?? {});
    refuseTooMany();
    const drafts = expandVariants(own, source.variants ?? {}, complain).map((written) => {
      const path = Object.hasOwn(workaround.steps, written.from) ? [...at, written.from] : ['steps', written.from];
      return draftStep(written, roles, (message, below, hint) => complain(message, [...path, ...below], hint));
    });
    const steps: Step[] = orderSteps(drafts, roles, complain, at);
    const extra = steps.flatMap((step) => step.axes).find((role) => !used.has(role));
    if (extra) complain(`the workaround brings in the role \`${extra}\`, which the case itself does not use`, at);
    return { name, title: workaround.title, steps };
  });
}

function checkNeighbours(built: Case, complain: Complain): void {
  for (const role of built.roles) {
    if (!role.neighbour) continue;
    const other = built.roles.find((candidate) => candidate.name === role.neighbour!.of);
    if (!other || other === role || other.neighbour) {
      complain(`\`${role.name}\` is the neighbour of \`${role.neighbour.of}\`, which is no axis of this case`, [
        'roles',
        role.name,
      ]);
    } else if (other.tool !== role.tool) {
      complain(`\`${role.name}\` and \`${other.name}\` are different tools`, ['roles', role.name]);
    }
  }
}
