import type { Limits } from '../model/action.ts';
import { byCodeUnit } from '../model/order.ts';
import { isTool } from '../model/tools.ts';
import { ARTIFACT_TABLES, type ArtifactExpectation, type NamePatterns, type Role, type Step } from './case.ts';
import type { Complain } from './complain.ts';
import { defaultRole } from './default-role.ts';
import { parseDuration, parseSize } from './quantities.ts';
import type { CaseSource, StepSource } from './schema.ts';
import type { WrittenStep } from './variants.ts';

/** A step before it is known what stands behind it. */
export type DraftStep = Omit<Step, 'axes'>;

type Replacement = NonNullable<CaseSource['workarounds']>[string]['steps'][string];

/** A step with its replacement's members in place of its own. */
export function mergeStep(base: StepSource, replacement: Replacement): StepSource {
  const reports = reportsOf(replacement) ?? reportsOf(base);
  return { ...base, ...replacement, run: replacement.run ?? base.run, tells: undefined, reports };
}

/** The names that a step reports; `tells` is what the key was called before. */
function reportsOf({ reports, tells }: Pick<Replacement, 'reports' | 'tells'>): string[] | undefined {
  return reports ?? tells;
}

/** Checks one step by itself and fills in its defaults; names the roles that nobody declared after their tools. */
export function draftStep(
  { name, source, from, variant }: WrittenStep,
  roles: Map<string, Role>,
  complain: Complain,
): DraftStep {
  const inputs = Object.entries(source.inputs ?? {}).map(([path, from]) => {
    const colon = from.indexOf(':');
    return { path, role: from.slice(0, colon), file: from.slice(colon + 1) };
  });
  const uses = source.uses ?? inferUses(source.run, roles, complain);
  for (const role of uses)
    requireRole(role, roles, () => complain(`unknown role \`${role}\``, ['uses'], roleHint(roles)));
  for (const { path, role } of inputs) {
    requireRole(role, roles, () => complain(`unknown role \`${role}\``, ['inputs', path], roleHint(roles)));
  }
  const outputs = [...new Set(source.outputs ?? [])].sort(byCodeUnit);
  if (source.reports && source.tells) complain('`tells` is the former name of `reports`; give one of them', ['tells']);
  const reports = reportsOf(source);
  return {
    name,
    run: source.run,
    uses,
    needs: source.needs ?? [],
    env: source.env ?? {},
    inputs,
    outputs,
    expect: {
      ...(source.stdout === undefined ? {} : { stdout: source.stdout }),
      artifacts: readArtifacts(source, outputs, complain),
      ...(source.record && { record: source.record }),
      ...(source.resolves && { resolves: source.resolves }),
      ...(reports && { reports }),
      ...(source.outcomes && { outcomes: source.outcomes }),
    },
    ...(source.each && { repeats: { step: from, variant } }),
    limits: readLimits(source.limits ?? {}),
  };
}

function readLimits(source: NonNullable<StepSource['limits']>): Partial<Limits> {
  const { wall, silence, output, memory, disk, files, processes, outputs } = source;
  return {
    ...(wall && { wall: parseDuration(wall) }),
    ...(silence && { silence: parseDuration(silence) }),
    ...(output && { output: parseSize(output) }),
    ...(memory && { memory: parseSize(memory) }),
    ...(disk && { disk: parseSize(disk) }),
    ...(files && { files }),
    ...(processes && { processes }),
    ...(outputs && { outputs: parseSize(outputs) }),
  };
}

function inferUses(run: string, roles: Map<string, Role>, complain: Complain): string[] {
  const tool = defaultRole(run);
  if (tool) return [tool];
  const known = `${roleHint(roles)}; a step without any tool has \`uses: []\``;
  return complain('the first word does not say which role the step uses', ['run'], `add \`uses\`: ${known}`);
}

function requireRole(role: string, roles: Map<string, Role>, fail: () => never): void {
  if (roles.has(role)) return;
  if (!isTool(role)) fail();
  roles.set(role, { name: role, tool: role as Role['tool'] });
}

function roleHint(roles: Map<string, Role>): string {
  return `known are go, emsdk, node, …${[...roles.keys()]
    .filter((role) => !isTool(role))
    .map((role) => `, ${role}`)
    .join('')}`;
}

function readArtifacts(
  source: StepSource,
  outputs: readonly string[],
  complain: Complain,
): Readonly<Record<string, ArtifactExpectation>> {
  const artifacts: Record<string, ArtifactExpectation> = Object.create(null);
  for (const [path, tables] of Object.entries(source.artifacts ?? {})) {
    if (!outputs.includes(path)) complain(`\`${path}\` is not among the step's outputs`, ['artifacts', path]);
    artifacts[path] = readTables(tables);
  }
  const direct = readTables(source);
  const table = ARTIFACT_TABLES.find((name) => direct[name]);
  if (table) {
    const readable = outputs.filter((path) => /\.(wasm|o|a|so)$/.test(path));
    if (readable.length !== 1) {
      complain(
        `\`${table}\` needs exactly one wasm file among the outputs, and there are ${readable.length}`,
        [table],
        'name the output under `artifacts`',
      );
    }
    artifacts[readable[0]!] = { ...direct, ...artifacts[readable[0]!] };
  }
  return { ...artifacts };
}

type TablesSource = {
  [table in (typeof ARTIFACT_TABLES)[number]]?:
    | {
        has?: string[] | undefined;
        only?: string[] | undefined;
        not?: string[] | undefined;
      }
    | undefined;
};

function readTables(source: TablesSource): ArtifactExpectation {
  const tables: { [table in (typeof ARTIFACT_TABLES)[number]]?: NamePatterns } = {};
  for (const table of ARTIFACT_TABLES) {
    const patterns = source[table];
    if (!patterns) continue;
    tables[table] = {
      has: patterns.has ?? [],
      not: patterns.not ?? [],
      ...(patterns.only && { only: patterns.only }),
    };
  }
  return tables;
}
