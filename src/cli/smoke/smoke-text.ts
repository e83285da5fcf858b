import type { TriedCandidate } from '../../engine/smoke/try-candidate.ts';
import { candidatePath } from '../../reports/markdown/candidate-page.ts';
import { describeCandidate, printCandidate } from '../../reports/terminal/candidate-text.ts';
import { timeLines } from '../../reports/words/time-words.ts';
import { shortPath } from '../../system/short-path.ts';
import { paintFor, print, widthOf } from '../io/terminal.ts';

/** Says what a candidate came to, unless JSON is asked for; gives what the JSON says of it. */
export function printTried(
  { run, compared, knowledge, times, isPublished }: TriedCandidate,
  out: string,
  json: boolean,
): unknown {
  const known = { knowledge };
  const page = isPublished ? `${shortPath(out)}/${candidatePath(run)}` : null;
  if (!json)
    print(
      printCandidate(run, compared, known, page, paintFor(process.stdout), {
        times: timeLines(times),
        width: widthOf(process.stdout),
      }),
    );
  return { ...describeCandidate(run, compared, known, page), times };
}
