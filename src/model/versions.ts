import semver from 'semver';
import { isInModuleRange, isModuleRange, toModuleVersion } from './module-name.ts';
import type { Tool } from './tools.ts';

/**
 * Go's names (`1.20`, `1.21.0`, `1.26rc1`, `1.9.2rc2`) as semver. Until 1.20 a line's first release is `1.N`,
 * from 1.21 on `1.N.0` (golang/go, internal/gover). Returns null where the text is no Go version.
 */
export function goToSemver(version: string): string | null {
  const match =
    /^(0|[1-9]\d{0,8})(?:\.(0|[1-9]\d{0,8}))?(?:\.(0|[1-9]\d{0,8}))?(?:(alpha|beta|rc)(0|[1-9]\d{0,8}))?$/.exec(
      version,
    );
  if (!match) return null;
  const [, major, minor = '0', patch = '0', kind, pre] = match;
  return `${major}.${minor}.${patch}${kind ? `-${kind}.${pre}` : ''}`;
}

/** A tool's version as semver, or null where it is none. */
export function toSemver(tool: Tool, version: string): string | null {
  if (tool === 'go') return goToSemver(version);
  if (tool === 'module') return toModuleVersion(version);
  if (tool === 'chromium') {
    const match = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/.exec(version);
    return match ? `${match[1]}.${match[2]}.${Number(match[3]) * 10_000 + Number(match[4])}` : null;
  }
  return RELEASE.test(version) || semver.valid(version) === version ? version : null;
}

/** What almost every version looks like; the library needs ten times as long to say so. */
const RELEASE = /^(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})$/;

/** Orders two versions of one tool, oldest first; what is no version comes first, by its text. */
export function compareVersions(tool: Tool, a: string, b: string): number {
  const left = toSemver(tool, a);
  const right = toSemver(tool, b);
  if (left && right) return semver.compare(left, right) || (a < b ? -1 : a > b ? 1 : 0);
  if (left) return 1;
  if (right) return -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Tools whose lines are their major versions. */
const COUNTS_MAJORS: readonly Tool[] = ['node', 'wasmtime', 'chromium', 'llvm'];

/**
 * The line a version belongs to: `1.23` of `1.23.5`; for tools that count majors, `20` of `20.20.2`. Each snapshot of
 * wasi-libc and each module stands for itself.
 */
export function lineOf(tool: Tool, version: string): string {
  const parsed = semver.parse(toSemver(tool, version));
  if (!parsed || tool === 'wasi-libc' || tool === 'module') return version;
  return COUNTS_MAJORS.includes(tool) ? `${parsed.major}` : `${parsed.major}.${parsed.minor}`;
}

/** Whether a version is a release candidate, beta or other build before a release. False: it is a release. */
export function isPrerelease(tool: Tool, version: string): boolean {
  // A module's package stands where candidates have their number.
  return tool !== 'module' && (semver.parse(toSemver(tool, version))?.prerelease.length ?? 0) > 0;
}

/**
 * Whether a version lies in a semver range such as `>=1.21 <1.25`; candidates count by their place in the order, and a
 * bound that names a line begins with the line's first candidate: `>=1.21` has `1.21rc2`, `>=1.21.0` has not. False: it
 * lies outside. Ranges of modules are those of `isInModuleRange`.
 */
export function inRange(tool: Tool, version: string, range: string): boolean {
  if (tool === 'module') return isInModuleRange(version, range);
  const parsed = toSemver(tool, version);
  return parsed !== null && semver.satisfies(parsed, normalizeRange(tool, range), { includePrerelease: true });
}

/** Whether the text is a range that `inRange` understands. False: it is a version or no range. */
export function isRange(tool: Tool, range: string): boolean {
  if (tool === 'module') return isModuleRange(range);
  return semver.validRange(normalizeRange(tool, range)) !== null;
}

/** Go spells candidates without a hyphen; semver's ranges need one. */
function normalizeRange(tool: Tool, range: string): string {
  if (tool !== 'go') return range;
  return range.replace(/(\d+(?:\.\d+){1,2})(alpha|beta|rc)(\d+)/g, (text) => goToSemver(text) ?? text);
}
