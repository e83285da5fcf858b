import { ProblemInInput } from '../model/errors.ts';
import { isTool, TOOL_NAMES, TOOLS, type Tool } from '../model/tools.ts';
import { type AskedVersion, type Axis, DEFAULT_SOURCES, type Matrix, type Profile } from './matrix.ts';
import { chooseModules } from './modules.ts';
import { parseSpec } from './specs.ts';

/** Axes as given on the command line. Each text may hold several versions, separated by commas. */
export interface AxisOptions {
  readonly go?: readonly string[];
  readonly emsdk?: readonly string[];
  /** Hosts and the other tools besides Go and Emscripten: `TOOL=VERSIONS`, e.g. `node=16,20`. */
  readonly host?: readonly string[];
}

/** What a profile and options make of a matrix. */
export interface Selection {
  readonly axes: readonly Axis[];
  readonly cases: readonly string[] | null;
  /** Whether locked versions are resolved anew; false: they stay. */
  readonly update: boolean;
  readonly sample: number;
}

/**
 * Applies a profile, then options, to a matrix: an axis that is named has its versions replaced, all others stay.
 * Throws `ProblemInInput` for an unknown profile, host or version.
 */
export function selectAxes(matrix: Matrix, profileName: string, options: AxisOptions): Selection {
  const profile = findProfile(matrix, profileName);
  const given = readOptions(options);
  const named = new Map<Tool, readonly AskedVersion[]>([...profileEntries(profile), ...given]);
  const modules = given.get('module');
  if (modules) named.set('module', chooseModules(modulesOf(matrix), modules));
  const axes = matrix.axes.map((axis) => ({ ...axis, versions: named.get(axis.tool) ?? axis.versions }));
  const added = [...named.keys()]
    .filter((tool) => !axes.some((axis) => axis.tool === tool))
    .map((tool) => ({ tool, versions: named.get(tool)!, from: DEFAULT_SOURCES[tool] ?? [] }));
  const order = (axis: Axis) => TOOL_NAMES.indexOf(axis.tool);
  return {
    axes: [...axes, ...added].sort((a, b) => order(a) - order(b)),
    cases: profile.cases,
    update: profile.update,
    sample: profile.sample,
  };
}

/** The axes of a matrix with all versions that any of its profiles asks for, each once. */
export function everyAxis(matrix: Matrix): readonly Axis[] {
  const axes = new Map<Tool, Axis>();
  for (const name of new Set(['default', ...matrix.profiles.keys()])) {
    for (const axis of selectAxes(matrix, name, {}).axes) {
      const known = axes.get(axis.tool)?.versions ?? [];
      const more = axis.versions.filter(({ text }) => !known.some((version) => version.text === text));
      axes.set(axis.tool, { ...axis, versions: [...known, ...more] });
    }
  }
  return [...axes.values()];
}

function findProfile(matrix: Matrix, name: string): Profile {
  const profile = matrix.profiles.get(name);
  if (profile) return profile;
  if (name === 'default') return { versions: {}, cases: null, update: false, sample: 0 };
  const known = [...matrix.profiles.keys()].join(', ') || 'none';
  throw new ProblemInInput(`unknown profile "${name}"`, {
    position: { file: '--profile' },
    hint: `profiles of the matrix: ${known}`,
  });
}

function profileEntries(profile: Profile): [Tool, readonly AskedVersion[]][] {
  return Object.entries(profile.versions).filter((entry): entry is [Tool, readonly AskedVersion[]] => isTool(entry[0]));
}

/** Options choose among the modules of the matrix, in which alone stands what else is to be known of them. */
function modulesOf(matrix: Matrix): readonly AskedVersion[] {
  return matrix.axes.find(({ tool }) => tool === 'module')?.versions ?? [];
}

function readOptions(options: AxisOptions): Map<Tool, AskedVersion[]> {
  const named = new Map<Tool, AskedVersion[]>();
  const add = (tool: Tool, texts: string, option: string) => {
    const asked = splitVersions(texts).map((text) => askFor(tool, text, option));
    if (asked.length === 0) throw new ProblemInInput('no version given', { position: { file: option } });
    named.set(tool, [...(named.get(tool) ?? []), ...asked]);
  };
  for (const texts of options.go ?? []) add('go', texts, '--go');
  for (const texts of options.emsdk ?? []) add('emsdk', texts, '--emsdk');
  for (const text of options.host ?? []) {
    const equals = text.indexOf('=');
    const tool = text.slice(0, Math.max(equals, 0));
    if (!isTool(tool) || tool === 'go' || tool === 'emsdk') {
      const others = TOOL_NAMES.filter((name) => name !== 'go' && name !== 'emsdk').join(', ');
      throw new ProblemInInput(`"${text.slice(0, 60)}" is no host and version`, {
        position: { file: '--host' },
        hint: `write HOST=VERSION; there are ${others}`,
      });
    }
    add(tool, text.slice(equals + 1), '--host');
  }
  return named;
}

/** Asks for exactly one release, whose name with its prefix means no line of releases. */
export function askForRelease(tool: Tool, version: string): AskedVersion {
  return askFor(tool, releaseText(tool, version), `--${tool}`);
}

/** `go1.20`, where `1.20` would be the line. */
export function releaseText(tool: Tool, version: string): string {
  return `${TOOLS[tool].prefix}${version}`;
}

/** A folder's name may hold commas, so a `path:` takes the whole text. */
function splitVersions(texts: string): string[] {
  if (texts.startsWith('path:')) return [texts];
  return texts
    .split(',')
    .map((text) => text.trim())
    .filter(Boolean);
}

function askFor(tool: Tool, text: string, option: string): AskedVersion {
  const position = { file: option };
  if (tool === 'module')
    return { text, spec: { kind: 'range', range: text }, position, given: 'option', optional: false };
  return { text, spec: parseSpec(tool, text, position), position, given: 'option', optional: false };
}
