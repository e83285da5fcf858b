import type { Support, SupportJudgement } from '../query/support.ts';

/** How a case on a version is marked, never told by colour alone, and what the mark means. */
export const SUPPORT_SIGNS: Readonly<Record<Support, { readonly sign: string; readonly meaning: string }>> = {
  passes: { sign: '✔', meaning: 'passes with whatever else it was combined with' },
  cured: {
    sign: '✘→✔',
    meaning: 'fails, at least on some combination, and passes with the cure named wherever it fails',
  },
  some: { sign: '✘ ✔', meaning: 'fails on some combinations and passes on others, or is cured on some only' },
  fails: { sign: '✘', meaning: 'fails, and no cure passed' },
  unknown: { sign: '–', meaning: 'not tested or not decided' },
};

/** Stands behind a cure that is none to take everywhere, and what it means. */
export const HARM_SIGN = {
  sign: '†',
  meaning: 'where the case passes without this cure, it fails with it on some',
} as const;

/** A field as text: its sign and the names of its cures, each as `nameIn` writes it. */
export function markInWords(
  { support, cures, harms }: Omit<SupportJudgement, 'breaks'>,
  sign: string = SUPPORT_SIGNS[support].sign,
  nameIn: (name: string) => string = (name) => name,
): string {
  return [sign, cures.map(nameIn).join(', '), harms ? HARM_SIGN.sign : ''].filter((part) => part !== '').join(' ');
}

/** What the marks of some fields mean, one phrase a mark. */
export function legendOfMarks(fields: readonly Omit<SupportJudgement, 'breaks' | 'cures'>[]): readonly string[] {
  const used = new Set(fields.map(({ support }) => support));
  const signs = (Object.keys(SUPPORT_SIGNS) as Support[]).filter((support) => used.has(support));
  return [
    ...signs.map(
      (support) => `${SUPPORT_SIGNS[support].sign}${support === 'cured' ? ' …' : ''} ${SUPPORT_SIGNS[support].meaning}`,
    ),
    ...(fields.some(({ harms }) => harms) ? [`${HARM_SIGN.sign} ${HARM_SIGN.meaning}`] : []),
  ];
}
