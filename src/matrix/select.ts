import type { Position } from '../model/errors.ts';
import { ProblemInInput } from '../model/errors.ts';
import { TOOLS, type Tool } from '../model/tools.ts';
import { compareVersions, inRange, isPrerelease, lineOf, toSemver } from '../model/versions.ts';
import type { VersionSpec } from './specs.ts';

/**
 * The offered versions that a spec asks for, oldest first. Throws `ProblemInInput` where there is none, naming the
 * nearest that are; only the alias `rc` may come to nothing. A folder and a module
 * ask for no offered version.
 */
export function selectVersions(
  tool: Tool,
  spec: VersionSpec,
  available: readonly string[],
  position?: Position,
): string[] {
  const found = matchVersions(tool, spec, available);
  if (found.length > 0 || (spec.kind === 'alias' && spec.alias === 'rc')) return found;
  throw notOffered(tool, spec, available, position);
}

/** As `selectVersions`, but an empty list where nothing matches. */
export function matchVersions(tool: Tool, spec: VersionSpec, available: readonly string[]): string[] {
  const sorted = [...new Set(available)].sort((a, b) => compareVersions(tool, a, b));
  const releases = sorted.filter((version) => !isPrerelease(tool, version));
  switch (spec.kind) {
    case 'exact':
      return sorted.filter((version) => toSemver(tool, version) === toSemver(tool, spec.version)).slice(-1);
    case 'line':
      return releases.filter((version) => isInLine(tool, version, spec.line)).slice(-1);
    case 'range':
      return selectRange(tool, spec.range, sorted);
    case 'alias':
      return selectAlias(tool, spec.alias, sorted, releases);
    case 'path':
    case 'module':
      return [];
  }
}

/** The problem to report where no source offers what was asked. */
export function notOffered(
  tool: Tool,
  spec: VersionSpec,
  available: readonly string[],
  position?: Position,
): ProblemInInput {
  const title = TOOLS[tool].title;
  if (spec.kind === 'range') {
    const known = available.length > 0 ? spanOf(tool, available) : 'nothing is offered';
    return new ProblemInInput(`no ${title} version lies in the range ${spec.range}`, { position, hint: known });
  }
  const text = spec.kind === 'exact' ? spec.version : spec.kind === 'line' ? spec.line : printAlias(spec);
  const near = nearest(tool, text, available);
  const hint = near.length > 0 ? `nearest offered: ${near.join(', ')}` : 'nothing is offered';
  return new ProblemInInput(`unknown ${title} version ${text}`, { position, hint });
}

/** Go and hosts: the newest patch of each line, as lines are what is maintained. Emscripten: every release. */
function selectRange(tool: Tool, range: string, sorted: readonly string[]): string[] {
  const namesCandidate = /alpha|beta|rc|-/.test(range.replace(/\s-\s/g, ' '));
  const inside = sorted.filter(
    (version) => (namesCandidate || !isPrerelease(tool, version)) && inRange(tool, version, range),
  );
  return tool === 'emsdk' ? inside : newestOfLines(tool, inside);
}

function selectAlias(tool: Tool, alias: string, sorted: readonly string[], releases: readonly string[]): string[] {
  const newest = releases.at(-1);
  if (newest === undefined) return [];
  if (alias === 'rc') {
    return sorted
      .filter((version) => isPrerelease(tool, version) && compareVersions(tool, version, newest) > 0)
      .slice(-1);
  }
  if (alias === 'previous') return (tool === 'emsdk' ? releases : newestOfLines(tool, releases)).slice(-2, -1);
  return [newest];
}

/** The newest of each line; the order of lines is that of the versions given. */
function newestOfLines(tool: Tool, sorted: readonly string[]): string[] {
  return [...new Map(sorted.map((version) => [lineOf(tool, version), version])).values()];
}

/** Whether a version is one of a line's; false: it belongs to another line. */
export function isInLine(tool: Tool, version: string, line: string): boolean {
  return `${toSemver(tool, version)}.`.startsWith(`${line}.`);
}

/** The two offered neighbours of a version that is not offered. */
function nearest(tool: Tool, text: string, available: readonly string[]): string[] {
  const sorted = [...new Set(available)].sort((a, b) => compareVersions(tool, a, b));
  const padded = /^\d+$/.test(text) ? `${text}.0.0` : /^\d+\.\d+$/.test(text) && tool !== 'go' ? `${text}.0` : text;
  const after = sorted.findIndex((version) => compareVersions(tool, version, padded) > 0);
  if (after < 0) return sorted.slice(-2);
  return sorted.slice(Math.max(0, after - 1), after + 1);
}

function spanOf(tool: Tool, available: readonly string[]): string {
  const sorted = [...available].sort((a, b) => compareVersions(tool, a, b));
  return `offered: ${sorted[0]} to ${sorted.at(-1)}`;
}

function printAlias(spec: VersionSpec): string {
  return spec.kind === 'alias' ? spec.alias : spec.kind === 'path' ? `path:${spec.dir}` : '';
}
