import type { Support } from '../query/support.ts';

/** How a case on a version is marked, never told by colour alone, and what the mark means. */
export const SUPPORT_SIGNS: Readonly<Record<Support, { readonly sign: string; readonly meaning: string }>> = {
  passes: { sign: '✔', meaning: 'passes with whatever else it was combined with' },
  cured: { sign: '✔ with', meaning: 'fails somewhere without the cure named, and passes with it wherever it fails' },
  some: { sign: '✘ ✔', meaning: 'fails on some combinations and passes on others, or is cured on some only' },
  fails: { sign: '✘', meaning: 'fails, and no cure passed' },
  unknown: { sign: '–', meaning: 'not tested or not decided' },
};
