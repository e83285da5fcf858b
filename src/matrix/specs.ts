import type { Position } from '../model/errors.ts';
import { ProblemInInput } from '../model/errors.ts';
import { TOOLS, type Tool } from '../model/tools.ts';
import { isRange, toSemver } from '../model/versions.ts';

/** Names for versions that move on. */
export const ALIASES = {
  stable: 'the newest release',
  latest: 'the newest release',
  previous: 'the newest release of the line before (Emscripten: the release before the newest)',
  rc: 'the newest candidate that is newer than the newest release; nothing while there is none',
} as const;

/** One of `ALIASES`. */
export type Alias = keyof typeof ALIASES;

/** A version as asked for: one release, a line's newest, a range, an alias, a folder of the user's, or a module of the matrix. */
export type VersionSpec =
  | { readonly kind: 'exact'; readonly version: string }
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'range'; readonly range: string }
  | { readonly kind: 'alias'; readonly alias: Alias }
  | { readonly kind: 'path'; readonly dir: string }
  | { readonly kind: 'module'; readonly version: string; readonly file: string };

/**
 * Reads one version as it stands in a matrix or an option. `1.20` is a line, `go1.20` (and `1.20.3`, `em3.1.69`) a release,
 * `>=1.21` a range, `path:DIR` an installation. Throws `ProblemInInput` at `position` for anything else.
 */
export function parseSpec(tool: Tool, text: string, position?: Position): VersionSpec {
  const asked = text.trim();
  if (asked.startsWith('path:') && asked.length > 'path:'.length) {
    return { kind: 'path', dir: asked.slice('path:'.length) };
  }
  if (Object.hasOwn(ALIASES, asked)) return { kind: 'alias', alias: asked as Alias };
  const { prefix, title } = TOOLS[tool];
  if (asked.startsWith(prefix) && toSemver(tool, asked.slice(prefix.length))) {
    return { kind: 'exact', version: asked.slice(prefix.length) };
  }
  if (isLine(tool, asked)) return { kind: 'line', line: asked };
  if (toSemver(tool, asked)) return { kind: 'exact', version: asked };
  if (asked.length > 0 && asked.length < 100 && isRange(tool, asked)) return { kind: 'range', range: asked };
  throw new ProblemInInput(`"${asked.slice(0, 60)}" is no ${title} version`, {
    position,
    hint: `a release (${EXAMPLES[tool] ?? '1.2.3'}), a line, a range (>=…), ${Object.keys(ALIASES).join(', ')}, or path:DIR`,
  });
}

const EXAMPLES: Partial<Record<Tool, string>> = {
  go: 'go1.23.5',
  emsdk: '3.1.69',
  node: '20.20.2',
  llvm: '19.1.7',
  'wasi-libc': '0.0.20241209',
  wabt: '1.0.36',
  rust: '1.85.0',
  tinygo: '0.33.0',
};

function isLine(tool: Tool, text: string): boolean {
  return (tool === 'go' ? /^\d{1,6}\.\d{1,6}$/ : /^\d{1,6}(?:\.\d{1,6})?$/).test(text);
}
