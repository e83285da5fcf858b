import { join } from 'node:path';
import { selectCases } from '../../cases/select.ts';
import { loadShipped } from '../../catalogue/load-knowledge.ts';
import { openOut } from '../../catalogue/open-out.ts';
import { readResults } from '../../catalogue/results-file.ts';
import { selectAxes } from '../../matrix/axes.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { askSources } from '../run/ask-sources.ts';
import { openExecution, type RunContext } from '../run/open-run.ts';
import { costsIn } from '../run/recorded-costs.ts';
import { type Choice, chooseCandidate, chooseNamed, type SmokeContext } from './choose.ts';
import { type TriedCandidate, tryCandidate } from './try-candidate.ts';

/** The tools of which candidates are tried. */
const TOOLS_WITH_CANDIDATES = ['go', 'emsdk'] as const;

/** A version that the user names, and what it is compared with; by default the newest release before it. */
export interface Named {
  readonly tool: (typeof TOOLS_WITH_CANDIDATES)[number];
  readonly version: string;
  readonly against: string | undefined;
}

/** The version that is named; null where the newest candidates are asked for. Throws unless it is one of the two. */
export function readNamed(options: {
  readonly go?: string | undefined;
  readonly emsdk?: string | undefined;
  readonly candidate: boolean;
  readonly against?: string | undefined;
}): Named | null {
  const { candidate, against } = options;
  const named = TOOLS_WITH_CANDIDATES.flatMap((tool): Named[] => {
    const version = options[tool];
    return version === undefined ? [] : [{ tool, version, against }];
  });
  if (named.length + Number(candidate) !== 1) {
    throw new ProblemInInput('give one of --go VERSION, --emsdk VERSION and --candidate');
  }
  if (candidate && against !== undefined) {
    throw new ProblemInInput('needs --go or --emsdk', { position: { file: '--against' } });
  }
  return named[0] ?? null;
}

/** What a smoke check is asked for, beside the versions. */
export interface SmokeOrder {
  readonly profile: string;
  /** Patterns of cases; without any, all of the profile but the samples of claims. */
  readonly case: readonly string[] | undefined;
  readonly budgetMs: number | null;
  /** The folder of the catalogue. */
  readonly out: string;
}

/**
 * Finds the cases, and what is known of them: from the catalogue in the folder, else from the one that comes with the
 * program. Throws `ProblemInInput` where a pattern fits none or there is no such profile.
 */
export function openSmoke(run: RunContext, order: SmokeOrder): SmokeContext {
  const noted = new Set<string>();
  // Several steps of one command ask the same sources.
  const noteSource = (line: string) => {
    if (!noted.has(line)) run.settings.note(line);
    noted.add(line);
  };
  const { profile, budgetMs, out } = order;
  const patterns = order.case ?? [...(selectAxes(run.files.matrix, profile, {}).cases ?? []), '!tag:claim'];
  const own = readResults(join(out, 'results.json'));
  const catalogue = own ? out : run.project.catalogue;
  const results = own ?? readResults(join(catalogue, 'results.json'));
  return {
    run,
    cases: selectCases(run.cases, patterns),
    profile,
    budgetMs,
    out,
    known: { results, ...loadShipped(run.project.knowledge) },
    costOf: costsIn(catalogue).ofStep,
    noteSource,
  };
}

/**
 * The versions to try: the one that is named, else the newest candidate of each tool; and a sentence for each tool that has
 * none. Throws `ProblemInInput` for a version that nobody offers, `InfrastructureError` where no source answers.
 */
export async function chooseAll(
  { run, profile, noteSource }: SmokeContext,
  named: Named | null,
): Promise<{ choices: readonly Choice[]; none: readonly string[] }> {
  const { axes } = selectAxes(run.files.matrix, profile, {});
  const versionsOf = askSources(axes, run.session.sources, noteSource);
  const found = named
    ? [await chooseNamed(named.tool, named.version, named.against, versionsOf)]
    : await Promise.all(TOOLS_WITH_CANDIDATES.map((tool) => chooseCandidate(tool, versionsOf)));
  return {
    choices: found.filter((choice): choice is Choice => typeof choice !== 'string'),
    none: found.filter((choice): choice is string => typeof choice === 'string'),
  };
}

/** Tries them one after the other. Throws `ProblemInInput` where the catalogue cannot be written, and what trying throws. */
export async function* tryAll(context: SmokeContext, choices: readonly Choice[]): AsyncGenerator<TriedCandidate> {
  if (choices.length === 0) return;
  openOut(context.out);
  const execution = await openExecution(context.run);
  for (const choice of choices) yield await tryCandidate(choice, context, execution);
}
