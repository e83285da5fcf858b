import { KIND_INFO } from '../../breaks/kinds/index.ts';
import { isKind } from '../../model/codes.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { EXIT } from '../exit-codes.ts';
import { paintFor, print, printJson } from '../terminal.ts';
import type { Verb } from '../verb.ts';

interface Options {
  kind?: string | undefined;
  json: boolean;
}

/** `emrift explain KIND`. */
export const explain: Verb<Options> = {
  options: (parser) =>
    parser
      .positional('kind', {
        type: 'string',
        describe: 'A kind of break, such as undefined-symbol; without it all are listed',
      })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' }),
  handle({ kind, json }) {
    if (kind === undefined) {
      if (json) printJson({ kinds: KIND_INFO });
      else
        print(
          Object.entries(KIND_INFO)
            .map(([name, info]) => `${name.padEnd(32)} ${info.title}`)
            .join('\n'),
        );
      return EXIT.ok;
    }
    const name = kind.split(':')[0]!;
    if (!isKind(name)) {
      throw new ProblemInInput(`\`${kind.slice(0, 60)}\` is no kind of break`, { hint: '`emrift explain` lists them' });
    }
    const info = KIND_INFO[name];
    if (json) {
      printJson({ kind: name, ...info });
      return EXIT.ok;
    }
    const paint = paintFor(process.stdout);
    const list = (title: string, lines: readonly string[]) =>
      lines.length === 0 ? [] : ['', paint.strong(title), ...lines.map((line) => `  - ${line}`)];
    print(
      [
        `${paint.strong(info.title)} (${name})`,
        '',
        info.meaning,
        ...list('Usual causes', info.causes),
        ...list('Usual cures', info.cures),
        '',
        `${paint.strong('Who can act')}: ${info.actor}`,
        `${paint.strong('To silence it')}: ${info.silence}`,
      ].join('\n'),
    );
    return EXIT.ok;
  },
};
