import { KIND_GROUPS, KIND_INFO } from '../../breaks/kinds/index.ts';
import type { Kind } from '../../model/codes.ts';
import { ADVICE } from '../../reports/text/cure-labels.ts';
import { EXIT, type ExitCode } from '../io/exit-codes.ts';
import { paintFor, print, printJson } from '../io/terminal.ts';

/** Lists all kinds with their titles, by what they are about. */
export function listKinds({ json }: { readonly json: boolean }): ExitCode {
  if (json) printJson({ kinds: KIND_INFO });
  else
    print(
      [
        'Kinds of breaks. `emrift explain KIND` says what one means, its causes and advice; `emrift explain LOG` reads a log.',
        ...KIND_GROUPS.flatMap(([title, kinds]) => [
          '',
          paintFor(process.stdout).strong(title),
          ...Object.entries(kinds).map(([name, info]) => `  ${name.padEnd(32)} ${info.title}`),
        ]),
      ].join('\n'),
    );
  return EXIT.ok;
}

/** Shows what a kind means, what causes and cures it, and who can act. */
export function explainKind(kind: Kind, { json }: { readonly json: boolean }): ExitCode {
  const info = KIND_INFO[kind];
  if (json) {
    printJson({ kind, ...info });
    return EXIT.ok;
  }
  const paint = paintFor(process.stdout);
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', paint.strong(title), ...lines.map((line) => `  - ${line}`)];
  print(
    [
      `${paint.strong(info.title)} (${kind})`,
      '',
      info.meaning,
      ...list('Usual causes', info.causes),
      ...list(ADVICE, info.cures),
      '',
      `${paint.strong('Who can fix it')}: ${info.actor}`,
      `${paint.strong('To silence it')}: ${info.silence}`,
    ].join('\n'),
  );
  return EXIT.ok;
}
