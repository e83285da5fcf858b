import type { Silence } from '../../matrix/silence.ts';
import { matchesGlob } from '../../model/glob.ts';
import { memoise } from '../../model/memoise.ts';
import type { Cell } from '../../model/results.ts';
import { troublesOf } from './troubles.ts';

/** How a silence of the matrix fares: it holds, it has run out, or it fits nothing that was found. */
export interface SilenceUse {
  readonly silence: Silence;
  readonly state: 'holds' | 'expired' | 'unused';
  /** How many cells break with what it names. */
  readonly cells: number;
}

/** The silences of one comparison. */
export interface Silences {
  /** The silence that holds for a break in a case. */
  find(caseName: string, id: string): Silence | undefined;
  /** How each fares, in the order of the matrix. */
  use(cells: readonly Cell[]): readonly SilenceUse[];
}

/** Opens silences on a day (`2026-11-22`, UTC). */
export function openSilences(silences: readonly Silence[], today: string): Silences {
  // Cells of a case share few breaks: each is compared with the patterns once.
  const fits = memoise(
    (caseName: string, id: string) =>
      silences.filter(
        (silence) => matchesGlob(silence.break, id) && silence.cases.some((pattern) => matchesGlob(pattern, caseName)),
      ),
    (caseName, id) => `${caseName} ${id}`,
  );
  const holds = ({ until }: Silence) => today <= until;
  return {
    find: (caseName, id) => (silences.length === 0 ? undefined : fits(caseName, id).find(holds)),
    use(cells) {
      const counts = new Map<Silence, number>();
      for (const cell of silences.length === 0 ? [] : cells) {
        const { case: name, also } = cell;
        const ids = new Set([...troublesOf(cell), ...also]);
        const found = new Set([...ids].flatMap((id) => fits(name, id)));
        for (const silence of found) counts.set(silence, (counts.get(silence) ?? 0) + 1);
      }
      return silences.map((silence): SilenceUse => {
        const count = counts.get(silence) ?? 0;
        return { silence, state: count === 0 ? 'unused' : holds(silence) ? 'holds' : 'expired', cells: count };
      });
    },
  };
}
