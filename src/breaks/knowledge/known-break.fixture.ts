import type { KnownBreak } from './knowledge.ts';

/** A knowledge entry of which a test says only what matters to it. */
export function knownBreak(fields: Partial<KnownBreak> = {}): KnownBreak {
  return {
    name: 'x',
    title: 't',
    match: { kind: ['undefined-symbol'] },
    documented: {},
    explanation: 'e',
    cure: 'c',
    refs: ['r'],
    seen: 'quoted',
    example: 'x',
    ...fields,
  };
}
