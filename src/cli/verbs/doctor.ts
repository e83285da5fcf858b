import { checkMachine } from '../../engine/project/check-machine.ts';
import { countOf } from '../../reports/text/words.ts';
import { EXIT } from '../io/exit-codes.ts';
import { paintFor, print, printJson } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';

interface Options {
  json: boolean;
}

/** `emrift doctor`. */
export const doctor: Verb<Options> = {
  options: (parser) =>
    parser.option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' }),
  async handle({ json }) {
    const findings = await checkMachine();
    if (json) printJson({ findings });
    else {
      const paint = paintFor(process.stdout);
      for (const { what, ok, said, fix, optional, otherwise = optional ? 'absent' : 'missing' } of findings) {
        const word = (ok ? 'ok' : otherwise).padEnd(7);
        const state = ok ? paint.good(word) : optional ? word : paint.bad(word);
        print(`${state} ${what}: ${said}${fix && !ok ? `; fix it with \`${fix}\`` : ''}`);
      }
      const wrong = findings.filter((finding) => !finding.ok && !finding.optional).length;
      print(
        wrong === 0
          ? 'ready; next: `emrift run`, in a clone `npm start`'
          : `not ready: ${countOf(wrong, 'thing')} to fix`,
      );
    }
    return findings.every((finding) => finding.ok || finding.optional) ? EXIT.ok : EXIT.infrastructure;
  },
};
