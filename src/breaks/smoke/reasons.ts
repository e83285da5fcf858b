import { matchesGlob } from '../../model/glob.ts';
import { compareToolchains, parseToolchain } from '../../model/ids.ts';
import type { Results } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';
import { inRange } from '../../model/versions.ts';
import type { VersionStep } from '../comparison/counterpart.ts';
import type { KnownBreak } from '../knowledge/knowledge.ts';
import { findDiffering } from './differing.ts';

/** Why a case is tried sooner than others. */
export type Reason =
  /** Its outcome changed between two neighbouring tested versions of the tool, the newest of such. */
  | { readonly kind: 'changed'; readonly from: string; readonly to: string }
  /** References say that what it is about begins or ends near the candidate. */
  | { readonly kind: 'documented'; readonly entry: string; readonly range: string }
  /** Nothing says that it ever changed. */
  | { readonly kind: 'steady' };

/** What is known before a candidate is tried. */
export interface KnownBefore {
  /** The catalogue; null where there is none. */
  readonly results: Results | null;
  readonly knowledge: readonly KnownBreak[];
}

/** Case → why it comes first, for those that have a reason. What was measured goes before what is documented. */
export function findReasons(
  tool: Tool,
  versions: VersionStep,
  { results, knowledge }: KnownBefore,
): ReadonlyMap<string, Reason> {
  if (results === null) return new Map();
  return new Map<string, Reason>([
    ...findDocumented(tool, versions, results, knowledge),
    ...findChanged(tool, results),
  ]);
}

/** Between which versions of a tool cases changed, the newest such place of each. */
function findChanged(tool: Tool, results: Results): ReadonlyMap<string, Reason> {
  const reasons = new Map<string, Reason>();
  for (const versions of neighboursIn(results, tool)) {
    const { against: from, candidate: to } = versions;
    for (const name of findDiffering(results, versions).values()) reasons.set(name, { kind: 'changed', from, to });
  }
  return reasons;
}

/** The neighbouring tested versions of a tool in results, oldest first. */
export function neighboursIn({ toolchains }: Pick<Results, 'toolchains'>, tool: Tool): readonly VersionStep[] {
  const ids = toolchains.filter((one) => one.tool === tool).map(({ id }) => id);
  const sorted = [...new Set(ids)].sort(compareToolchains);
  return sorted.slice(1).map((candidate, at) => ({
    candidate,
    against: sorted[at]!,
    before: sorted[at - 1] ?? null,
  }));
}

/** The cases of knowledge entries whose window begins or ends between the version before `against` and the candidate. */
function findDocumented(
  tool: Tool,
  { candidate, against, before }: VersionStep,
  { cases, breaks }: Results,
  knowledge: readonly KnownBreak[],
): ReadonlyMap<string, Reason> {
  const near = [before, against, candidate].flatMap((id) => (id === null ? [] : (parseToolchain(id)?.version ?? [])));
  const reasons = new Map<string, Reason>();
  for (const { name: entry, documented, match } of knowledge) {
    const range = documented[tool];
    if (range === undefined || new Set(near.map((version) => inRange(tool, version, range))).size < 2) continue;
    const explained = breaks.filter(
      ({ known, parts }) => known === entry || parts?.some((part) => part.known === entry),
    );
    const own = cases.filter((probe) => match.case !== undefined && matchesGlob(match.case, probe.name));
    for (const name of [...explained.flatMap((broke) => broke.cases), ...own.map((probe) => probe.name)])
      reasons.set(name, { kind: 'documented', entry, range });
  }
  return reasons;
}
