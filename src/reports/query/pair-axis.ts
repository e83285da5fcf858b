import { ProblemInInput } from '../../model/errors.ts';
import { parseToolchain } from '../../model/ids.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';
import { compareVersions, lineOf, toSemver } from '../../model/versions.ts';
import type { ResultsIndex } from './index-results.ts';

/** Where an asked version stands among the tested ones of its tool. */
export interface AxisAnswer {
  readonly tool: Tool;
  /** As the user wrote it. */
  readonly asked: string;
  /** An exact version that stands for it in comparisons; of a line, one newer than all its patches. */
  readonly version: string;
  /** Whether the catalogue has cells on exactly this version; false: a neighbour answers. */
  readonly tested: boolean;
  /** The tested toolchain itself, else the nearest one. */
  readonly nearest: string;
  readonly nearestVersion: string;
  /** The tested toolchains just below and above an untested version. */
  readonly older: string | null;
  readonly newer: string | null;
}

/** Stands for the newest patch of a line, of which only the line is known. */
const NEWEST_PATCH = 99_999;

/**
 * Finds a version (`1.25.9`, `go1.20`, `em6.0.5-debian`), the line of one (`1.25`), or a word of the matrix (`latest`) among
 * the tested ones. Throws ProblemInInput where the text is none of these or nothing of the tool was tested.
 */
export function findOnAxis(index: ResultsIndex, tool: Tool, asked: string): AxisAnswer {
  const ids = (index.byTool.get(tool) ?? []).filter((id) => index.toolchains.has(id));
  if (ids.length === 0) throw new ProblemInInput(`the catalogue has no ${TOOLS[tool].title}`);
  const exact = exactlyAsked(index, tool, asked, ids);
  if (exact) {
    const version = versionIn(exact);
    return { tool, asked, version, tested: true, nearest: exact, nearestVersion: version, older: null, newer: null };
  }
  const version = readVersion(tool, asked);
  const older = ids.filter((id) => compareVersions(tool, versionIn(id), version) < 0).at(-1) ?? null;
  const newer = ids.find((id) => compareVersions(tool, versionIn(id), version) > 0) ?? null;
  const nearest = older && newer ? (isNearer(tool, newer, older, version) ? newer : older) : (older ?? newer)!;
  return { tool, asked, version, tested: false, nearest, nearestVersion: versionIn(nearest), older, newer };
}

/** A toolchain by its name, version, line (newest tested patch) or by the word that asked for it. */
function exactlyAsked(index: ResultsIndex, tool: Tool, asked: string, ids: readonly string[]): string | undefined {
  const { prefix } = TOOLS[tool];
  const byVersion = ids.find(
    (id) => id === asked || id === `${prefix}${asked}` || versionIn(id) === withoutPrefix(tool, asked),
  );
  const line = isLine(tool, asked);
  if (!line) return byVersion ?? ids.findLast((id) => index.toolchains.get(id)!.asked.includes(asked));
  const inLine = ids.filter((id) => versionIn(id) === asked || versionIn(id).startsWith(`${asked}.`));
  const newest = inLine.at(-1);
  return newest && inLine.find((id) => versionIn(id) === versionIn(newest));
}

function readVersion(tool: Tool, asked: string): string {
  if (isLine(tool, asked)) return `${asked}${asked.includes('.') ? '' : `.${NEWEST_PATCH}`}.${NEWEST_PATCH}`;
  const version = withoutPrefix(tool, asked).replace(/-(?:debian|path)$/, '');
  if (toSemver(tool, version)) return version;
  const example = tool === 'go' ? '1.25 or 1.25.3' : '4.0 or 4.0.10';
  throw new ProblemInInput(`${JSON.stringify(asked)} is no ${TOOLS[tool].title} version`, {
    hint: `write a line or an exact version, like ${example}`,
  });
}

function withoutPrefix(tool: Tool, asked: string): string {
  const { prefix } = TOOLS[tool];
  return asked.startsWith(prefix) ? asked.slice(prefix.length) : asked;
}

/** Whether a text names a line: `1.25`, of a tool that counts majors also `20`. False: it is a release, or none. */
function isLine(tool: Tool, text: string): boolean {
  return /^\d+\.\d+$/.test(text) || (/^\d+$/.test(text) && lineOf(tool, `${text}.0.0`) === text);
}

/** Whether one toolchain is nearer to a version than another: by the first number that differs. */
function isNearer(tool: Tool, one: string, other: string, version: string): boolean {
  const [a, b] = [distance(tool, versionIn(one), version), distance(tool, versionIn(other), version)];
  const at = a.findIndex((value, place) => value !== b[place]);
  return at >= 0 && a[at]! < b[at]!;
}

function distance(tool: Tool, a: string, b: string): readonly number[] {
  const [left, right] = [numbersOf(tool, a), numbersOf(tool, b)];
  const first = left.findIndex((value, place) => value !== right[place]);
  return left.map((value, place) => (place === first ? Math.abs(value - right[place]!) : 0));
}

function numbersOf(tool: Tool, version: string): readonly number[] {
  return (toSemver(tool, version) ?? '0.0.0').replace(/-.*/, '').split('.').map(Number);
}

function versionIn(id: string): string {
  return parseToolchain(id)?.version ?? id;
}
