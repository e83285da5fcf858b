import type { ToolchainWay } from '../../matrix/remote.ts';
import type { Action } from '../../model/action.ts';
import type { NamedValue } from '../../remote/form/messages.ts';

/**
 * What the platform of a server is asked for: what the settings say, and where buildbox lays toolchains into its sandbox one by
 * one, those that the action uses.
 */
export function propertiesFor(action: Action, way: ToolchainWay, given: readonly NamedValue[]): readonly NamedValue[] {
  if (way !== 'inject') return given;
  const digests = new Set(action.toolchains.map(({ digest }) => digest));
  return [...given, ...[...digests].map((digest) => ({ name: 'inject', value: injectKey(digest) }))];
}

/** Under which name a worker lays a toolchain, by the toolchain's digest. */
export function injectKey(digest: string): string {
  return `emrift-${digest.slice('sha256:'.length, 'sha256:'.length + 16)}`;
}
