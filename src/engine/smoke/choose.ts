import type { KnownBefore } from '../../breaks/smoke/reasons.ts';
import type { Case } from '../../cases/case.ts';
import type { CostOfStep } from '../../cases/shard.ts';
import type { Shipped } from '../../catalogue/catalogue-files.ts';
import { matchVersions, notOffered } from '../../matrix/select.ts';
import { parseSpec, type VersionSpec } from '../../matrix/specs.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';
import { compareVersions, isPrerelease } from '../../model/versions.ts';
import type { VersionsOf } from '../run/ask-sources.ts';
import type { RunContext } from '../run/open-run.ts';

/** What every candidate of one command is tried with. */
export interface SmokeContext {
  readonly run: RunContext;
  readonly cases: readonly Case[];
  /** The profile whose versions it meets. */
  readonly profile: string;
  /** How long its steps may take in milliseconds, as many at a time as there are jobs; null for no bound. */
  readonly budgetMs: number | null;
  /** The folder of the catalogue. */
  readonly out: string;
  /** What the catalogue and the knowledge say before. */
  readonly known: KnownBefore & Shipped;
  readonly costOf: CostOfStep;
  /** Takes a line about sources; what was said once is not said again. */
  readonly noteSource: (line: string) => void;
}

/** A version to try, and the release that it is compared with. */
export interface Choice {
  readonly tool: Tool;
  readonly candidate: string;
  readonly against: string;
}

/**
 * A version that the user names, against the release that the user names or the newest one before it. Throws
 * `ProblemInInput` where one of them is not offered, or both are one.
 */
export async function chooseNamed(
  tool: Tool,
  asked: string,
  against: string | undefined,
  versionsOf: VersionsOf,
): Promise<Choice> {
  const option = `--${tool}`;
  const spec = parseOne(tool, asked, option);
  const other = against === undefined ? undefined : parseOne(tool, against, '--against');
  const offers = await versionsOf(tool);
  const candidate = findOne(tool, spec, offers, option);
  if (other !== undefined) {
    const named = findOne(tool, other, offers, '--against');
    if (named !== candidate) return { tool, candidate, against: named };
    throw new ProblemInInput('is the version itself', { position: { file: '--against' } });
  }
  const older = releaseBefore(tool, candidate, offers);
  if (older !== null) return { tool, candidate, against: older };
  throw new ProblemInInput(`no release of ${TOOLS[tool].title} before ${candidate} is offered`, {
    position: { file: option },
    hint: 'name one with --against',
  });
}

/** The newest candidate of a tool that is newer than its newest release; else a sentence that there is none. */
export async function chooseCandidate(tool: Tool, versionsOf: VersionsOf): Promise<Choice | string> {
  const offers = await versionsOf(tool);
  const [candidate] = matchVersions(tool, { kind: 'alias', alias: 'rc' }, offers);
  const [newest] = matchVersions(tool, { kind: 'alias', alias: 'latest' }, offers);
  const { title } = TOOLS[tool];
  if (candidate === undefined || newest === undefined) {
    return `${title}: no candidate is offered that is newer than the newest release, ${newest ?? 'of which there is none'}`;
  }
  return { tool, candidate, against: newest };
}

/** Reads one version as asked for. */
function parseOne(tool: Tool, asked: string, option: string): VersionSpec {
  const position = { file: option };
  const spec = parseSpec(tool, asked, position);
  if (spec.kind !== 'path' && spec.kind !== 'range') return spec;
  throw new ProblemInInput('takes one version', { position, hint: 'a release or candidate, a line, or an alias' });
}

function findOne(tool: Tool, spec: VersionSpec, offers: readonly string[], option: string): string {
  // Sources have versions that they do not list: whether they have this one is asked when it is settled.
  if (spec.kind === 'exact') return spec.version;
  const [found] = matchVersions(tool, spec, offers);
  if (found === undefined) throw notOffered(tool, spec, offers, { file: option });
  return found;
}

function releaseBefore(tool: Tool, version: string, offers: readonly string[]): string | null {
  const older = offers.filter((other) => !isPrerelease(tool, other) && compareVersions(tool, other, version) < 0);
  return older.sort((a, b) => compareVersions(tool, b, a))[0] ?? null;
}
