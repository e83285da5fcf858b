import { questionBetween, sideOf } from '../../breaks/bisect/outcome.ts';
import { boundaryOf, mostProbes, nextProbe, probesAfter, type Side } from '../../breaks/bisect/search.ts';
import { selectCases } from '../../cases/select.ts';
import { loadKnowledge } from '../../catalogue/load-knowledge.ts';
import { type AxisOptions, selectAxes } from '../../matrix/axes.ts';
import { InfrastructureError, ProblemInInput } from '../../model/errors.ts';
import { TOOLS } from '../../model/tools.ts';
import { compareVersions } from '../../model/versions.ts';
import type { Bisected } from '../../reports/terminal/bisect-text.ts';
import { requireSpace } from '../../toolchains/ensure.ts';
import { askSources } from '../run/ask-sources.ts';
import { openExecution, type RunContext } from '../run/open-run.ts';
import { holdOthers } from './axes.ts';
import { type BisectRange, movingRole, versionsAlong } from './bisect-range.ts';
import { type BisectContext, fetchAhead, type Probed, probeVersion, resolveVersions } from './try-version.ts';

/** A search that is ready to begin. */
export interface OpenedBisect {
  readonly bisect: BisectContext;
  /** The versions between the two ends, both included, oldest first. */
  readonly versions: readonly string[];
}

/**
 * Finds the one case and the versions along which it is followed. Throws `ProblemInInput` where there are several cases or
 * none, or the range or the axes that stay do not fit it, and `InfrastructureError` where no source answers.
 */
export async function openBisect(
  run: RunContext,
  asked: { readonly case: string; readonly range: BisectRange; readonly others: AxisOptions },
): Promise<OpenedBisect> {
  const { range } = asked;
  const [probe, ...more] = selectCases(run.cases, [asked.case]);
  if (!probe || more.length > 0) {
    throw new ProblemInInput(`${asked.case} matches ${more.length + 1} cases; bisect takes one`);
  }
  const role = movingRole(probe, range);
  const { axes } = selectAxes(run.files.matrix, 'default', asked.others);
  const listed = await askSources(axes, run.session.sources, run.settings.note)(range.tool);
  const versions = versionsAlong(range, listed);
  // An end may be a release that no source lists; it has neighbours all the same.
  const offered = [...new Set([...listed, ...versions])].sort((a, b) => compareVersions(range.tool, a, b));
  const bisect: BisectContext = {
    probe,
    role,
    tool: range.tool,
    offered,
    axes: holdOthers(axes, probe, range.tool),
    run,
    knowledge: loadKnowledge(run.project.knowledge),
    execution: await openExecution(run),
  };
  return { bisect, versions };
}

/**
 * Tries versions until it is known with which the outcome changes. Throws `ProblemInInput` where both ends came out alike,
 * `InfrastructureError` where one of them could not be tested or the disk is full.
 */
export async function searchBoundary({ bisect, versions }: OpenedBisect): Promise<Bisected> {
  const { tool, probe } = bisect;
  const { title } = TOOLS[tool];
  const count = versions.length;
  const tried: Probed[] = [];
  const tryNext = async (at: number, ahead: readonly number[]): Promise<Probed> => {
    const probed = await tryVersion({ bisect, versions }, at, ahead, tried.length);
    tried.push(probed);
    return probed;
  };
  const older = await tryNext(0, [count - 1]);
  const newer = await tryNext(count - 1, count > 2 ? [Math.floor(count / 2)] : []);
  const ends = { older: older.outcome, newer: newer.outcome };
  const question = questionBetween(ends);
  if (question === null) throw alike(probe.name, title, older, newer);
  const known = new Map<number, Side>([
    [0, 'older'],
    [count - 1, 'newer'],
  ]);
  for (let at = nextProbe(count, known); at !== null; at = nextProbe(count, known)) {
    const { outcome } = await tryNext(at, probesAfter(count, known, at));
    known.set(at, sideOf(outcome, ends, question));
  }
  const { last, first, inconclusive } = boundaryOf(count, known);
  const triedAt = (at: number) => tried.find(({ version }) => version === versions[at])!;
  return {
    case: probe.name,
    tool,
    versions: count,
    tried,
    last: triedAt(last),
    first: triedAt(first),
    inconclusive: inconclusive.map((at) => versions[at]!),
  };
}

/** Tries one version, and fetches the toolchains of those that may be next in the meantime. */
async function tryVersion(
  { bisect, versions }: OpenedBisect,
  at: number,
  ahead: readonly number[],
  before: number,
): Promise<Probed> {
  const { settings, session } = bisect.run;
  const version = versions[at]!;
  const next = ahead.map((index) => versions[index]!);
  const resolved = await resolveVersions(bisect, [version, ...next]);
  await requireSpace(session.store, resolved.downloads);
  const [count, most] = [versions.length, mostProbes(versions.length)];
  const of = most === count ? most : `about ${most}`;
  settings.note(`trying ${TOOLS[bisect.tool].title} ${version} (${before + 1} of ${of})`);
  const fetching = fetchAhead(bisect, next, resolved);
  // Its failure is reported when the version is tried; until then it must not count as unhandled.
  fetching.catch(() => {});
  return await probeVersion(bisect, version, resolved);
}

/** There is nothing to find between two ends that came out alike, or of which one could not be tested. */
function alike(name: string, title: string, older: Probed, newer: Probed): Error {
  for (const { version, outcome } of [older, newer]) {
    if (outcome.kind === 'unknown') {
      return new InfrastructureError(`${name} could not be tested on ${title} ${version}: ${outcome.reason}`);
    }
  }
  const both = older.outcome.kind === 'works' ? 'passes with both' : 'fails for the same reason with both';
  return new ProblemInInput(`${name} ${both} ends, ${title} ${older.version} and ${newer.version}`, {
    hint: 'choose ends further apart',
  });
}
