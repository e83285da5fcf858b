import * as z from 'zod';
import { isKind } from '../model/codes.ts';
import { type Position, ProblemInInput } from '../model/errors.ts';
import type { YamlDocument, YamlPath } from '../model/yaml.ts';

/** Breaks that somebody knows of and does not want to be reported as news, for a reason and until a day. */
export interface Silence {
  /** A break's id; `*` stands for any text, so that a shape such as `undefined-symbol:*` is one too. */
  readonly break: string;
  /** Patterns of cases; one has to fit. */
  readonly cases: readonly string[];
  readonly reason: string;
  /** The last day on which it holds, `2027-03-01`; from the next day (UTC) on the break counts again. */
  readonly until: string;
  readonly position: Position;
}

const pattern = z.string().min(1).max(300);

/** The shape of one entry under `silence` in `matrix.yaml`. */
export const SILENCE_SCHEMA = z.strictObject({
  break: pattern,
  cases: z.union([pattern, z.array(pattern).min(1)]).optional(),
  reason: z.string().trim().min(1, 'say why'),
  until: z.iso.date('a day is wanted, such as 2027-03-01'),
});

/** Completes the entries of `silence`. Throws `ProblemInInput` where a break is named that cannot be. */
export function readSilences(
  given: readonly z.infer<typeof SILENCE_SCHEMA>[],
  document: YamlDocument,
  path: YamlPath,
): readonly Silence[] {
  return given.map((entry, index) => {
    const colon = entry.break.indexOf(':');
    const kind = entry.break.slice(0, Math.max(colon, 0));
    if (colon < 1 || (!kind.includes('*') && !isKind(kind))) {
      throw new ProblemInInput(`"${entry.break.slice(0, 60)}" names no break`, {
        position: document.positionOf([...path, index, 'break']),
        hint: 'a break is KIND:SUBJECT, such as undefined-symbol:foo or undefined-symbol:*',
      });
    }
    const { cases = '*' } = entry;
    return {
      break: entry.break,
      cases: typeof cases === 'string' ? [cases] : cases,
      reason: entry.reason,
      until: entry.until,
      position: document.positionOf([...path, index]),
    };
  });
}
