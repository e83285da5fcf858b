import { openRun } from '../../engine/run/open-run.ts';
import { addCases } from '../../engine/smoke/add-cases.ts';
import { chooseAll, type Named, openSmoke, readNamed, type SmokeOrder, tryAll } from '../../engine/smoke/smoke-all.ts';
import { codeOf, type ExitCode, strongest } from '../io/exit-codes.ts';
import { untilInterrupted } from '../io/interrupt.ts';
import { notice, print, printJson } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';
import { outFolder, settingsOf } from '../run/options.ts';
import { dryRun } from '../smoke/dry-run.ts';
import { budgetOf, declareSmokeOptions, type SmokeArguments } from '../smoke/options.ts';
import { printTried } from '../smoke/smoke-text.ts';

/** `emrift smoke`. */
export const smoke: Verb<SmokeArguments> = {
  options: declareSmokeOptions,
  handle(options) {
    const named = readNamed(options);
    const { profile, case: patterns } = options;
    const order = { profile, case: patterns, budgetMs: budgetOf(options), out: outFolder(options) };
    return untilInterrupted((signal) => perform(named, order, options, signal));
  },
};

async function perform(
  named: Named | null,
  order: SmokeOrder,
  options: SmokeArguments,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { json, matrix, candidate, cases, 'fail-on': failOn } = options;
  const built = await openRun(settingsOf({ ...options, matrix, cases: undefined, refresh: candidate }, signal));
  const context = openSmoke(cases === undefined ? built : addCases(built, cases), order);
  const { choices, none } = await chooseAll(context, named);
  if (!json && choices.length === 0) print(none.join('\n'));
  else if (!json) for (const line of none) notice(line);
  if (options['dry-run']) return await dryRun(context, choices, none, json);
  const candidates: unknown[] = [];
  const codes: ExitCode[] = [];
  for await (const tried of tryAll(context, choices)) {
    candidates.push(printTried(tried, order.out, json));
    codes.push(codeOf(tried.compared.comparison.fails[failOn], tried.isUndecided));
  }
  if (json) printJson({ none, candidates });
  return strongest(codes);
}
