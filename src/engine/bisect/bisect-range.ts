import type { Case } from '../../cases/case.ts';
import type { AxisOptions } from '../../matrix/axes.ts';
import { isInLine, selectVersions } from '../../matrix/select.ts';
import { parseSpec, type VersionSpec } from '../../matrix/specs.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';
import { compareVersions, isPrerelease, toSemver } from '../../model/versions.ts';

/** Along what a search goes: a tool, and the text of its two ends. */
export interface BisectRange {
  readonly tool: Tool;
  readonly from: string;
  readonly to: string;
  /** The option that says so. */
  readonly option: string;
}

/** The options of the command: one of them has two ends, the others say what stays. */
export interface BisectOptions {
  readonly go?: readonly string[] | undefined;
  readonly emsdk?: readonly string[] | undefined;
  readonly host?: readonly string[] | undefined;
}

/**
 * Finds the one option of the form `A..B`; the others are axes of one version each. Throws `ProblemInInput` for ends that no
 * source could make good: no versions, or the newer one first.
 */
export function readRange({ go = [], emsdk = [], host = [] }: BisectOptions): {
  range: BisectRange;
  others: AxisOptions;
} {
  const isRange = (text: string) => text.includes('..') && !text.startsWith('path:');
  const given = [
    ...go.map((text) => ({ tool: 'go', text, option: '--go' })),
    ...emsdk.map((text) => ({ tool: 'emsdk', text, option: '--emsdk' })),
    ...host.map((text) => {
      const equals = text.indexOf('=');
      return { tool: text.slice(0, Math.max(equals, 0)), text: text.slice(equals + 1), option: '--host' };
    }),
  ];
  const ranges = given.filter(({ text }) => isRange(text));
  const [one] = ranges;
  if (!one || ranges.length > 1) {
    throw new ProblemInInput('give one axis two ends, from the older to the newer version', {
      hint: 'such as --go 1.20..1.27, --emsdk 3.1.6..latest or --host node=16..24',
    });
  }
  const { tool, text, option } = one;
  if (!Object.hasOwn(TOOLS, tool)) {
    throw new ProblemInInput(`"${tool.slice(0, 60)}" is no tool`, { position: { file: option } });
  }
  const [from = '', to = '', ...rest] = text.split('..').map((end) => end.trim());
  if (from === '' || to === '' || rest.length > 0) {
    throw new ProblemInInput(`"${text.slice(0, 60)}" is not a range`, {
      position: { file: option },
      hint: 'write OLDER..NEWER',
    });
  }
  const range: BisectRange = { tool: tool as Tool, from, to, option };
  const [older, newer] = [readEnd(range, from), readEnd(range, to)];
  if (isReversed(range.tool, older, newer)) throw notOlder(range, from, to);
  return {
    range,
    others: {
      go: go.filter((other) => !isRange(other)),
      emsdk: emsdk.filter((other) => !isRange(other)),
      host: host.filter((other) => !isRange(other)),
    },
  };
}

type End = Exclude<VersionSpec, { kind: 'path' | 'range' | 'module' }>;

function readEnd({ tool, option }: BisectRange, text: string): End {
  const position = { file: option };
  const spec = parseSpec(tool, text, position);
  if (spec.kind !== 'path' && spec.kind !== 'range' && spec.kind !== 'module') return spec;
  throw new ProblemInInput('takes releases, lines or aliases as ends', { position });
}

/** Whether the ends stand the wrong way round whatever is offered; of an alias that is not known. */
function isReversed(tool: Tool, older: End, newer: End): boolean {
  if (older.kind === 'alias' || newer.kind === 'alias') return false;
  const order = compareVersions(tool, firstOf(tool, older), firstOf(tool, newer));
  if (older.kind === newer.kind) return order >= 0;
  // A line stands for its newest release, which may be on either side of one release of the line.
  return order > 0 && !(newer.kind === 'line' && isInLine(tool, firstOf(tool, older), newer.line));
}

/** A release, or what no release of a line is older than. */
function firstOf(tool: Tool, end: Exclude<End, { kind: 'alias' }>): string {
  if (end.kind === 'exact') return end.version;
  return ['', '.0', '.0.0', '.0.0.0'].map((rest) => end.line + rest).find((text) => toSemver(tool, text)) ?? end.line;
}

function notOlder({ option }: BisectRange, older: string, newer: string): ProblemInInput {
  return new ProblemInInput(`${older} is not older than ${newer}`, {
    position: { file: option },
    hint: 'write OLDER..NEWER',
  });
}

/**
 * The offered versions from one end to the other, oldest first; candidates only where an end is one. Throws
 * `ProblemInInput` where no version is offered for an end, or the first end is not the older one.
 */
export function versionsAlong(range: BisectRange, offered: readonly string[]): string[] {
  const { tool, from, to, option } = range;
  const position = { file: option };
  const end = (text: string) => {
    const spec = readEnd(range, text);
    // Sources have releases that they do not list: whether they have this one is asked when it is settled.
    return spec.kind === 'exact' ? spec.version : selectVersions(tool, spec, offered, position)[0];
  };
  const [older, newer] = [end(from), end(to)];
  if (older === undefined || newer === undefined) {
    throw new ProblemInInput(`no version is offered for ${older === undefined ? from : to}`, { position });
  }
  if (compareVersions(tool, older, newer) >= 0) throw notOlder(range, older, newer);
  const candidates = [older, newer].some((version) => isPrerelease(tool, version));
  return [...new Set([older, ...offered, newer])]
    .filter((version) => compareVersions(tool, version, older) >= 0 && compareVersions(tool, version, newer) <= 0)
    .filter((version) => candidates || !isPrerelease(tool, version))
    .sort((a, b) => compareVersions(tool, a, b));
}

/** The role of a case that moves along a tool's versions. Throws where none does, or several would. */
export function movingRole(probe: Case, { tool, option }: BisectRange): string {
  const free = probe.roles.filter((role) => role.tool === tool && !role.neighbour);
  const [role] = free;
  const position = { file: option };
  const { title } = TOOLS[tool];
  if (!role) {
    const used = probe.roles.map(({ name }) => name).join(', ');
    throw new ProblemInInput(`${probe.name} does not use ${title}`, { position, hint: `it uses ${used}` });
  }
  if (free.length === 1) return role.name;
  throw new ProblemInInput(
    `${probe.name} uses ${title} in several parts (${free.map(({ name }) => name).join(', ')})`,
    {
      position,
      hint: 'a search changes one version only',
    },
  );
}
