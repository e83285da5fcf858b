import type { Tool } from '../../model/tools.ts';
import { toSemver } from '../../model/versions.ts';
import type { FileKind } from './file-kinds.ts';

/** A version of a tool that a project names for itself. */
export interface NamedVersion {
  readonly tool: Tool;
  readonly version: string;
  readonly line: number;
  /** What a build uses before what it needs at least: 0 is the strongest. */
  readonly rank: number;
}

/** How a version is named: by a word, and what stands behind it. */
interface VersionWord {
  readonly tool: Tool;
  /** Behind the word, in at most `BEHIND` characters; the first group is the version. Anchored, without a repeat inside of a repeat. */
  readonly behind: RegExp;
  readonly in?: readonly FileKind[];
  /** How many characters at the word's end belong to the version. */
  readonly own?: number;
}

/** How many characters behind a word are looked at. */
const BEHIND = 300;

const RELEASE = String.raw`(\d{1,3}\.\d{1,3}\.\d{1,3})(?![\w.])`;
const GO = String.raw`(1\.\d{1,3}(?:\.\d{1,3})?)(?![\w.])`;
const NODE = String.raw`v?(\d{1,3}(?:\.\d{1,3}){0,2})(?![\w.])`;
const ASSIGNED = String.raw`["']?[ \t]{0,9}(?:[:?]?=|:)[ \t]{0,9}\[?["']?`;

const behind = (...parts: readonly string[]) => new RegExp(`^${parts.join('')}`);

/** Words by which projects name versions: images, actions, commands and variables that are in use for it. */
export const VERSION_WORDS: Readonly<Record<string, VersionWord>> = {
  'emscripten/emsdk:': { tool: 'emsdk', behind: behind(RELEASE) },
  'trzeci/emscripten:': { tool: 'emsdk', behind: behind('(?:sdk-|tag-)?', RELEASE) },
  'emsdk install ': { tool: 'emsdk', behind: behind('(?:sdk-)?', RELEASE) },
  'emsdk.py install ': { tool: 'emsdk', behind: behind('(?:sdk-)?', RELEASE) },
  EMSDK_VERSION: { tool: 'emsdk', behind: behind(ASSIGNED, RELEASE) },
  'emsdk-version': { tool: 'emsdk', behind: behind(ASSIGNED, RELEASE) },
  EMSCRIPTEN_VERSION: { tool: 'emsdk', behind: behind(ASSIGNED, RELEASE) },
  emscripten_version: { tool: 'emsdk', behind: behind(ASSIGNED, RELEASE) },
  'emscripten-version': { tool: 'emsdk', behind: behind(ASSIGNED, RELEASE) },
  'setup-emsdk': {
    tool: 'emsdk',
    behind: behind(String.raw`[^\n]{0,80}\n[^\n]{0,80}\n?[^\n]{0,40}version:[ \t]{0,9}["']?`, RELEASE),
    in: ['workflow'],
  },
  'golang:1.': { tool: 'go', behind: behind(GO), own: '1.'.length },
  'go-version': { tool: 'go', behind: behind(ASSIGNED, GO), in: ['workflow'] },
  'node-version': { tool: 'node', behind: behind(ASSIGNED, NODE), in: ['workflow'] },
};

/** The version that a word at a place names; undefined where none stands behind it. */
export function versionBehind(
  word: string,
  kind: FileKind,
  text: string,
  end: number,
): Omit<NamedVersion, 'line'> | undefined {
  const { tool, behind: pattern, in: kinds, own = 0 } = VERSION_WORDS[word]!;
  if (kinds && !kinds.includes(kind)) return undefined;
  const version = pattern.exec(text.slice(end - own, end + BEHIND))?.[1];
  return version === undefined ? undefined : { tool, version, rank: 0 };
}

/** What a file of one version says, by its name: `.nvmrc`, `.tool-versions`; and `go` and `toolchain` of a `go.mod`. */
export function versionsOfFile(name: string, text: string): readonly NamedVersion[] {
  const lines = text.slice(0, MOST_TEXT).split('\n');
  return lines.flatMap((line, at): readonly NamedVersion[] => {
    const [first = '', second = ''] = line.trim().split(/[ \t]+/, 2);
    const found = name === 'go.mod' ? ofGoMod(first, second) : ofVersionFile(name, first, second);
    return found ? [{ ...found, line: at + 1 }] : [];
  });
}

/** How much of such a file is read, in characters. */
const MOST_TEXT = 100_000;

function ofGoMod(word: string, version: string): Omit<NamedVersion, 'line'> | null {
  if (word === 'go' && toSemver('go', version)) return { tool: 'go', version, rank: 1 };
  const release = version.startsWith('go') ? version.slice(2) : '';
  return word === 'toolchain' && toSemver('go', release) ? { tool: 'go', version: release, rank: 0 } : null;
}

const VERSION_FILES: Readonly<Record<string, Tool>> = {
  '.nvmrc': 'node',
  '.node-version': 'node',
  '.go-version': 'go',
  '.emscripten-version': 'emsdk',
  '.emsdk-version': 'emsdk',
};

const IN_TOOL_VERSIONS: Readonly<Record<string, Tool>> = { nodejs: 'node', golang: 'go', emsdk: 'emsdk' };

function ofVersionFile(name: string, first: string, second: string): Omit<NamedVersion, 'line'> | null {
  const tool = Object.hasOwn(VERSION_FILES, name)
    ? VERSION_FILES[name]
    : Object.hasOwn(IN_TOOL_VERSIONS, first)
      ? IN_TOOL_VERSIONS[first]
      : undefined;
  const version = (Object.hasOwn(VERSION_FILES, name) ? first : second).replace(/^(?:v|go)(?=\d)/, '');
  return tool && /^\d{1,3}(?:\.\d{1,3}){0,2}$/.test(version) ? { tool, version, rank: 0 } : null;
}
