import { parseBreakId } from '../../breaks/identify.ts';
import { isKind } from '../../model/codes.ts';
import { ProblemInInput } from '../../model/errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { explainBreak } from '../explain/explain-break.ts';
import { explainKind, listKinds } from '../explain/explain-kind.ts';
import { explainLog } from '../explain/explain-log.ts';
import { hasPipedInput, isLog } from '../explain/read-log.ts';
import type { Verb } from '../verb.ts';

/** What makes the exit code 1. */
const FAIL_ON = ['none', 'error'] as const;

/** The options as yargs gives them. */
export interface ExplainOptions {
  what?: string | undefined;
  out?: string | undefined;
  all: boolean;
  'fail-on': string;
  json: boolean;
}

/** `emrift explain [LOG|-|KIND|BREAK]`. */
export const explain: Verb<ExplainOptions> = {
  options: (parser) =>
    parser
      .positional('what', {
        type: 'string',
        describe: 'A log, - for standard input, a kind of break (undefined-symbol) or a break (undefined-symbol:NAME)',
      })
      .option('all', { type: 'boolean', default: false, describe: 'Show also what is folded' })
      .option('fail-on', { choices: FAIL_ON, default: 'none', describe: 'error: exit code 1 if the log has an error' })
      .option('out', {
        type: 'string',
        requiresArg: true,
        describe: 'Folder of the catalogue that tells what was measured',
      })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' })
      // A log may be called 1.20.
      .string('what'),
  handle(options): ExitCode | Promise<ExitCode> {
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
