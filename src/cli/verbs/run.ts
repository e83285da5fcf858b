import { resolve } from 'node:path';
import { describeCase } from '../../cases/describe.ts';
import { type Plan, planPart, planShare } from '../../cases/plan.ts';
import { shardCells } from '../../cases/shard.ts';
import { loadKnowledge } from '../../catalogue/load-knowledge.ts';
import { openOut } from '../../catalogue/open-out.ts';
import { forgetUntold } from '../../catalogue/outcome.ts';
import { loadCases } from '../../engine/project/load-cases.ts';
import { loadClaims } from '../../engine/project/load-claims.ts';
import { findProject, type Project } from '../../engine/project/project.ts';
import { confirmChanges } from '../../engine/run/confirm.ts';
import { chooseEntry, executePlan } from '../../engine/run/execute.ts';
import { finishRun } from '../../engine/run/finish.ts';
import { finishShard } from '../../engine/run/finish-shard.ts';
import { findNewestKnown } from '../../engine/run/newest-known.ts';
import { chooseSample, describeNoise, measureNoise } from '../../engine/run/noise.ts';
import { type Asked, covers, describeCoverage, planRun, readAsked } from '../../engine/run/plan.ts';
import { recordAbis } from '../../engine/run/record-abis.ts';
import { recordLinks } from '../../engine/run/record-links.ts';
import { describeToolchains, makeResults } from '../../engine/run/results.ts';
import { openSession, readMatrixFiles, resultsFolder, writeLock } from '../../engine/run/session.ts';
import { costsIn, journalFile } from '../../engine/run/share.ts';
import { ProblemInInput } from '../../model/errors.ts';
import type { StepState } from '../../model/record.ts';
import { openActionCache } from '../../run/action-cache.ts';
import { openRecall } from '../../run/evidence-cache.ts';
import { digestFile, openBlobs } from '../../run/storage/blobs.ts';
import { openRemembered } from '../../run/storage/memo-store.ts';
import { describeDownloads, requireSpace } from '../../toolchains/ensure.ts';
import { planToolchains } from '../../toolchains/plan.ts';
import { EXIT, type ExitCode, strongest } from '../io/exit-codes.ts';
import { abortOnSignals, Interrupted } from '../io/interrupt.ts';
import { tell } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';
import { plainProgress } from '../progress/plain.ts';
import { terminalProgress } from '../progress/terminal.ts';
import { reportOutside } from '../run/ci-reporters.ts';
import { checkRunOptions, declareRunOptions, jobsOf, type RunArguments, shardOf } from '../run/options.ts';
import { printDryRun, printFinished, summarizeFinished, tellShard } from '../run/run-text.ts';

/** `emrift run`. */
export const run: Verb<RunArguments> = { options: declareRunOptions, handle };

async function handle(options: RunArguments): Promise<ExitCode> {
  checkRunOptions(options);
  const signal = abortOnSignals();
  const project = findProject();
  const out = outFolder(options, project);
  const jobs = jobsOf(options);
  const shard = shardOf(options);
  const { matrix, lock, lockPath } = readMatrixFiles(options.matrix ?? project.matrix);
  const session = await openSession({ signal, refresh: options.update || options.profile === 'nightly', note: tell });
  const blobs = openBlobs(session.store.dir);
  const casesRoot = options.cases ?? project.cases;
  const cases = loadCases(casesRoot, (content) => blobs.put(content));
  const claims = loadClaims(casesRoot, cases);
  const asked = readAsked(matrix, cases, options);
  const entry = await chooseEntry(options.sandbox);
  // A shard leaves a journal and no catalogue.
  if (!shard && !options['dry-run']) openOut(out);
  try {
    const toolchains = await planToolchains(asked.axes, lock, session.store, session.sources, {
      update: asked.update,
      locked: options.locked,
    });
    for (const line of toolchains.lines) tell(line);
    const whole = planRun(asked, toolchains);
    if (whole.cells.length === 0) throw nothingToDo(asked);
    const plan = shard ? planShare(whole, shardCells(whole, shard, costsIn(out))) : whole;
    const downloads = describeDownloads(toolchains.downloads);
    if (options['dry-run']) {
      printDryRun({ plan, toolchains, downloads, json: options.json });
      return EXIT.ok;
    }
    if (downloads) tell(downloads);
    await requireSpace(session.store, toolchains.downloads);
    const size = { toolchains: toolchains.columns.length, steps: plan.instances.size, jobs };
    const progress = process.stderr.isTTY ? terminalProgress(size) : plainProgress({ ...size, tell });
    const entries = asked.cases.map(describeCase);
    const kept = resultsFolder(session.store.dir, options.sandbox);
    const program = digestProgram();
    const remember = openRemembered(session.store.dir, program);
    const coverage = describeCoverage(asked, toolchains.columns);
    const nightly = options.profile === 'nightly';
    const executed = await executePlan({
      session,
      plan,
      cases: entries,
      columns: toolchains.columns,
      lock: toolchains.lock,
      blobs,
      cache: openActionCache(kept, blobs),
      recall: openRecall(kept, program),
      entry,
      jobs,
      fresh: options.fresh,
      version: project.version,
      progress,
      signal,
      ...(shard && { share: { shard, whole, coverage, claims, nightly, file: journalFile(options, shard) } }),
    }).finally(() => progress.end());
    const unlocked = writeLock(lockPath, executed.lock);
    if (unlocked) tell(unlocked);
    const knowledge = loadKnowledge(project.knowledge);
    const had = describeToolchains(toolchains.columns, executed.toolchains);
    const read = (part: Plan, states: ReadonlyMap<string, StepState>) =>
      makeResults(part, states, had, entries, knowledge);
    const found = read(plan, executed.states);
    const now = new Date();
    const sample = chooseSample(whole, asked.sample, now.toISOString().slice(0, 10));
    const drawn = planPart(plan, sample);
    if (drawn.cells.length > 0) tell(`running ${drawn.cells.length} cells twice to measure the noise`);
    const noise =
      drawn.cells.length === 0 ? null : await measureNoise(drawn, (part) => executed.again(part, false), read);
    const again = async (names: ReadonlySet<string>) => {
      tell(`running ${names.size} ${names.size === 1 ? 'cell' : 'cells'} again, for they are not as they were`);
      const part = planPart(plan, names);
      const states = await executed.again(part, true);
      return { results: read(part, states), states };
    };
    const abis = recordAbis({ plan, states: executed.states, toolchains: executed.toolchains, blobs, remember });
    const links = recordLinks(plan, executed.states);
    const known = asked.asksSources ? await findNewestKnown(asked.axes, session.sources) : {};
    const isUndecided =
      found.cells.some((cell) => cell.status === 'infra') ||
      toolchains.columns.some((column) => column.kind === 'unavailable') ||
      executed.unavailable.size > 0;
    const undecided = isUndecided ? [EXIT.infrastructure] : [];
    if (shard) {
      const { baseline } = options;
      const end = { plan, found, toolchains: had, abis, links, noise, known, knowledge, out, baseline, again };
      const flaky = await finishShard(executed, end);
      tellShard({ shard, plan, whole, found, executed, flaky, json: options.json });
      return strongest(undecided);
    }
    const confirming = { again: async (names: ReadonlySet<string>) => (await again(names)).results, remember };
    const finished = await finishRun(found, {
      out,
      baseline: options.baseline,
      abis,
      links,
      knowledge,
      claims,
      silences: matrix.silences,
      now,
      noise,
      costs: executed.costs,
      confirm: (results, comparison) =>
        confirmChanges(results, comparison, { ...confirming, fresh: options.fresh, knowledge }),
      covers: covers(coverage),
      known,
      nightly,
      remember,
    });
    printFinished({ finished, executed, noise, out, json: options.json });
    reportOutside(options, {
      summary: summarizeFinished(finished, out),
      failOn: options['fail-on'],
      cases: casesRoot,
      remarks: noise ? [describeNoise(noise)] : [],
    });
    forgetUntold(out);
    return strongest([...(finished.comparison.fails[options['fail-on']] ? [EXIT.broken] : []), ...undecided]);
  } catch (error) {
    if (!signal.aborted && !(error instanceof Interrupted)) throw error;
    tell('interrupted; what was found so far is kept, the same command goes on from there');
    return EXIT.interrupted;
  }
}

/** What the running program is: evidence that another one read is read anew. */
function digestProgram(): string {
  return digestFile(process.argv[1]!);
}

function outFolder(options: RunArguments, project: Project): string {
  if (options.cases !== undefined && options.out === undefined) {
    throw new ProblemInInput('--cases needs an --out of its own, for the catalogue is that of the cases it came with', {
      hint: 'add --out DIR',
    });
  }
  return options.out === undefined ? project.out : resolve(options.out);
}

function nothingToDo(asked: Asked): ProblemInInput {
  const names = asked.cases.map((probe) => probe.name).join(', ');
  return new ProblemInInput(`no cell to run: none of ${names} makes sense on these versions`, {
    hint: '`emrift cases show` tells on which versions a case makes sense',
  });
}
