import type { AskedVersion, Axis } from '../matrix/matrix.ts';
import { matchVersions, notOffered } from '../matrix/select.ts';
import { ProblemInInput } from '../model/errors.ts';
import { TOOLS, type Tool } from '../model/tools.ts';
import { mayBeEmscripten, mayBeEmscriptenLine } from './known-emscriptens.ts';
import type { LockedToolchain } from './lock/locked.ts';
import { type Provider, SourceUnreachable } from './providers/provider.ts';
import type { Sources } from './sources.ts';

/** What a version as asked for came to. */
export type Resolution =
  | { readonly kind: 'resolved'; readonly locked: readonly LockedToolchain[]; readonly lines: readonly string[] }
  | { readonly kind: 'unavailable'; readonly reason: string; readonly lines: readonly string[] };

/**
 * Resolves a version through the sources of its axis: the first that offers it wins; one that does not answer costs a
 * line. Throws `ProblemInInput` where the version does not exist; where that cannot be known, it is unavailable.
 */
export async function resolveFromSources(axis: Axis, asked: AskedVersion, sources: Sources): Promise<Resolution> {
  const { tool } = axis;
  if (asked.spec.kind === 'module') return await resolveModule(asked.spec, axis, sources);
  const lines: string[] = [];
  const offered: string[] = [];
  const failed: string[] = [];
  let complete = false;
  for (const origin of axis.from) {
    const provider = sources.provider(origin);
    if (!provider?.tools.includes(tool)) {
      throw new ProblemInInput(`${TOOLS[tool].title} cannot come from ${origin}`, { position: asked.position });
    }
    const offer = await sources.offer(origin, tool);
    if (offer.kind === 'unreachable') {
      lines.push(`${origin} cannot be reached: ${offer.reason}`);
      failed.push(`${origin} cannot be reached`);
      continue;
    }
    offered.push(...offer.versions);
    complete ||= provider.complete;
    const versions = await findVersions(provider, tool, asked, offer.versions, sources);
    if (versions.length === 0) continue;
    const locked = await Promise.all(versions.map((version) => provider.resolve(tool, version, sources.context)));
    return { kind: 'resolved', locked, lines };
  }
  if (asked.spec.kind === 'alias' && asked.spec.alias === 'rc') {
    return { kind: 'resolved', locked: [], lines: [...lines, `${TOOLS[tool].title}: no candidate is offered now`] };
  }
  const mayExist = !complete && failed.length > 0 && (tool !== 'emsdk' || mayBeOfVendor(asked, offered));
  if (!mayExist) throw notOffered(tool, asked.spec, offered, asked.position);
  return { kind: 'unavailable', reason: `${failed.join(', ')}; no other source has ${asked.text}`, lines };
}

/** A module is one version of a package, and nobody needs to list what else there is. */
async function resolveModule(
  { version, file }: Extract<AskedVersion['spec'], { kind: 'module' }>,
  { tool, from }: Axis,
  sources: Sources,
): Promise<Resolution> {
  const provider = from.map((origin) => sources.provider(origin)).find((one) => one?.tools.includes(tool));
  if (!provider) return { kind: 'unavailable', reason: 'no source has modules', lines: [] };
  try {
    return { kind: 'resolved', locked: [await provider.resolve(tool, version, sources.context, file)], lines: [] };
  } catch (error) {
    if (!(error instanceof SourceUnreachable)) throw error;
    return { kind: 'unavailable', reason: error.message, lines: [] };
  }
}

async function findVersions(
  provider: Provider,
  tool: Tool,
  { spec }: AskedVersion,
  offered: readonly string[],
  sources: Sources,
): Promise<readonly string[]> {
  const found = matchVersions(tool, spec, offered);
  if (found.length > 0 || spec.kind !== 'exact' || !provider.has) return found;
  return (await provider.has(tool, spec.version, sources.context)) ? [spec.version] : [];
}

/** Whether a release that no reachable source has is one of Emscripten's all the same. */
function mayBeOfVendor({ spec }: AskedVersion, offered: readonly string[]): boolean {
  if (spec.kind === 'exact') return mayBeEmscripten(spec.version);
  if (spec.kind === 'line') return mayBeEmscriptenLine(spec.line);
  return offered.length === 0;
}
