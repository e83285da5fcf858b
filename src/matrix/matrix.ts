import * as z from 'zod';
import { type Position, ProblemInInput } from '../model/errors.ts';
import { firstIssue } from '../model/first-issue.ts';
import { ORIGINS, type Origin, TOOL_NAMES, TOOLS, type Tool } from '../model/tools.ts';
import { readYaml, type YamlPath } from '../model/yaml.ts';
import { askForModule, type GivenModule, MODULE_SCHEMA, refuseTwice } from './modules.ts';
import { REMOTE_SCHEMA, type RemoteMatrix } from './remote.ts';
import { readSilences, SILENCE_SCHEMA, type Silence } from './silence.ts';
import { parseSpec, type VersionSpec } from './specs.ts';

/** A version as asked for, with its text (which is its name in the lock) and where it stands. */
export interface AskedVersion {
  readonly text: string;
  readonly spec: VersionSpec;
  readonly position: Position;
  /** Whether it stands in the matrix, or only in an option of one command. */
  readonly given: 'matrix' | 'option';
  /** Whether it is left out where it cannot be had. False: its cells are then not decided. */
  readonly optional: boolean;
}

/** One tool of the matrix: the versions to meet and the sources to take them from, in order of preference. */
export interface Axis {
  readonly tool: Tool;
  readonly versions: readonly AskedVersion[];
  readonly from: readonly Origin[];
}

/** A named selection: it replaces the versions of the axes it names and restricts the cases. */
export interface Profile {
  readonly versions: Readonly<Partial<Record<Tool, readonly AskedVersion[]>>>;
  /** Case patterns and `tag:NAME`; null for all cases. */
  readonly cases: readonly string[] | null;
  /** Whether a run of this profile resolves locked versions anew. False: they stay. */
  readonly update: boolean;
  /** How many cells a run of this profile executes twice without any cache, to measure the noise. */
  readonly sample: number;
}

/** What `matrix.yaml` says. Axes stand in tool order. */
export interface Matrix {
  readonly axes: readonly Axis[];
  readonly profiles: ReadonlyMap<string, Profile>;
  /** Breaks that are not to be reported as news. */
  readonly silences: readonly Silence[];
  /** Where results are shared, and which machines may run steps. */
  readonly remote: RemoteMatrix;
}

/** Where a tool's versions come from, in this order, when the matrix does not say. */
export const DEFAULT_SOURCES: Readonly<Partial<Record<Tool, readonly Origin[]>>> = {
  go: ['go.dev', 'goproxy', 'debian'],
  emsdk: ['emsdk', 'debian'],
  node: ['npm'],
  wazero: ['goproxy'],
  wasmedge: ['debian'],
  wasmtime: ['pypi', 'pypi-bin'],
  chromium: ['debian'],
  deno: ['npm'],
  bun: ['npm'],
  wasmi: ['crates'],
  'wasi-shim': ['npm'],
  'wasmer-sdk': ['npm'],
  llvm: ['debian'],
  'wasi-libc': ['debian'],
  wabt: ['debian'],
  rust: ['debian'],
  'rust-emscripten': ['debian'],
  tinygo: ['goproxy'],
  module: ['npm'],
};

const version = z.union([z.string(), z.int()]).transform(String);
/** A version by itself is one that every machine has to have. */
const versions = z
  .array(
    z.union([
      version.transform((text) => ({ text, optional: false })),
      z
        .strictObject({ version, optional: z.boolean() })
        .transform(({ version: text, optional }) => ({ text, optional })),
    ]),
  )
  .min(1);
const origins = z.array(z.enum(Object.keys(ORIGINS) as [Origin, ...Origin[]])).min(1);
const axis = z.strictObject({ versions, from: origins.optional() });
/** Versions of hosts stand under `hosts`, those of linkers and libraries beside Emscripten's under `tools`. */
const hosts = versionsOf(TOOL_NAMES.filter((tool) => TOOLS[tool].host));
const tools = z.strictObject({
  ...(Object.fromEntries(TOOL_NAMES.filter(standsInTools).map((tool) => [tool, versions.optional()])) as VersionsShape),
  module: z.array(MODULE_SCHEMA).min(1).optional(),
});

/** The shape of `matrix.yaml`; an editor's JSON Schema can be made from it. */
export const MATRIX_SCHEMA = z.strictObject({
  go: axis,
  emsdk: axis,
  hosts: hosts.optional(),
  tools: tools.optional(),
  profiles: z
    .record(
      z.string().regex(/^[a-z][a-z0-9-]*$/),
      z.strictObject({
        go: versions.optional(),
        emsdk: versions.optional(),
        hosts: hosts.optional(),
        tools: tools.optional(),
        cases: z.array(z.string().min(1)).min(1).optional(),
        update: z.boolean().optional(),
        sample: z.int().min(0).max(10_000).optional(),
      }),
    )
    .optional(),
  remote: REMOTE_SCHEMA.optional(),
  silence: z.array(SILENCE_SCHEMA).max(1000).optional(),
});

/** Reads `matrix.yaml`. Throws `ProblemInInput` with file, line and column for whatever is wrong in it. */
export function readMatrix(text: string, file: string): Matrix {
  const document = readYaml(text, file);
  const parsed = MATRIX_SCHEMA.safeParse(document.value);
  if (!parsed.success) {
    const issue = firstIssue(parsed.error.issues);
    const path = issue.path as YamlPath;
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const position = unknown ? document.positionOfKey([...path, unknown]) : document.positionOf(path);
    const where = path.length > 0 ? `${path.join('.')}: ` : '';
    throw new ProblemInInput(`${where}${issue.message}`, { position });
  }
  const ask = (tool: Tool, given: readonly Given[], path: YamlPath): AskedVersion[] =>
    given.map((one, index) => {
      const position = document.positionOf([...path, index]);
      if ('npm' in one) return { ...askForModule(one), position, given: 'matrix', optional: false };
      const { text: asked, optional } = one;
      return { text: asked, spec: parseSpec(tool, asked, position), position, given: 'matrix', optional };
    });
  const toAxis = (tool: Tool, texts: readonly Given[], from: readonly Origin[] | undefined, path: YamlPath): Axis => ({
    tool,
    versions: ask(tool, texts, path),
    from: from ?? DEFAULT_SOURCES[tool] ?? [],
  });
  const { go, emsdk } = parsed.data;
  const axes = [
    toAxis('go', go.versions, go.from, ['go', 'versions']),
    toAxis('emsdk', emsdk.versions, emsdk.from, ['emsdk', 'versions']),
    ...otherEntries(parsed.data).map(([tool, texts, group]) => toAxis(tool, texts, undefined, [group, tool])),
  ];
  for (const axis of axes) refuseTwice(axis.versions);
  const profiles = new Map<string, Profile>();
  for (const [name, given] of Object.entries(parsed.data.profiles ?? {})) {
    const base: YamlPath = ['profiles', name];
    const selected: Partial<Record<Tool, readonly AskedVersion[]>> = {};
    if (given.go) selected.go = ask('go', given.go, [...base, 'go']);
    if (given.emsdk) selected.emsdk = ask('emsdk', given.emsdk, [...base, 'emsdk']);
    for (const [tool, texts, group] of otherEntries(given)) selected[tool] = ask(tool, texts, [...base, group, tool]);
    const { cases = null, update = false, sample = 0 } = given;
    profiles.set(name, { versions: selected, cases, update, sample });
  }
  const silences = readSilences(parsed.data.silence ?? [], document, ['silence']);
  return { axes, profiles, silences, remote: parsed.data.remote ?? {} };
}

function versionsOf(names: readonly Tool[]) {
  return z.partialRecord(z.enum(names as [Tool, ...Tool[]]), versions);
}

type VersionsShape = Record<Tool, z.ZodOptional<typeof versions>>;
type Given = z.infer<typeof versions>[number] | GivenModule;
type Versions = { readonly [tool in Tool]?: readonly Given[] | undefined };

function standsInTools(tool: Tool): boolean {
  return !TOOLS[tool].host && tool !== 'go' && tool !== 'emsdk';
}

/** The tools besides Go and Emscripten, in tool order, each with the group in which it stands. */
function otherEntries(given: { hosts?: Versions | undefined; tools?: Versions | undefined }) {
  return TOOL_NAMES.flatMap((tool) => {
    const group = TOOLS[tool].host ? 'hosts' : 'tools';
    const texts = given[group]?.[tool];
    return texts === undefined ? [] : [[tool, texts, group] as const];
  });
}
