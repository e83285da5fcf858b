import { parseBreakId } from '../../breaks/identity/identify.ts';
import { isKind } from '../../model/codes.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { explainBreak } from '../explain/explain-break.ts';
import { explainKind, listKinds } from '../explain/explain-kind.ts';
import { explainCommand, explainLog, explainTee } from '../explain/explain-log.ts';
import type { ExplainOptions } from '../explain/options.ts';
import { hasPipedInput, isLog } from '../explain/read-log.ts';
import type { Verb } from '../io/verb.ts';

/** What makes the exit code 1. */
const FAIL_ON = ['none', 'error'] as const;

/** `emrift explain [LOG|-|KIND|BREAK]`. */
export const explain: Verb<ExplainOptions> = {
  options: (parser) =>
    parser
      .positional('what', {
        type: 'string',
        describe: 'A log, - for standard input, a kind of break (undefined-symbol) or a break (undefined-symbol:NAME)',
      })
      .option('all', { type: 'boolean', default: false, describe: 'Also show what is folded' })
      .option('fail-on', { choices: FAIL_ON, default: 'none', describe: 'error: exit code 1 if the log has an error' })
      .option('out', {
        type: 'string',
        requiresArg: true,
        describe: 'Folder of the catalogue with the measured results',
      })
      .option('github', {
        type: 'boolean',
        default: false,
        describe: 'Annotations and step summary for GitHub Actions',
      })
      .option('tee', { type: 'boolean', default: false, describe: 'Pass the log through, and explain it at the end' })
      .option('follow', {
        type: 'string',
        array: true,
        describe: 'Run this command (the last option), explain its output where it fails, and end with its exit code',
      })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' })
      // A log may be called 1.20.
      .string('what'),
  handle(options): number | Promise<number> {
    if (options.follow) return explainCommand(options.follow.slice(1), options);
    if (options.tee) return explainTee(options);
    // yargs gives a lone - as an empty text.
    const what = options.what === '' ? '-' : (options.what ?? (hasPipedInput() ? '-' : undefined));
    if (what === undefined) return listKinds(options);
    if (isLog(what)) return explainLog(what, options);
    const id = parseBreakId(what);
    if (id) return explainBreak(id, options);
    if (isKind(what)) return explainKind(what, options);
    throw new ProblemInInput(`\`${what.slice(0, 60)}\` is neither a file nor a kind of break`, {
      hint: '`emrift explain` alone lists the kinds',
    });
  },
};
