import type { Verb } from '../verb.ts';
export const pair: Verb<object> = { options: (p) => p, handle: () => 0 };
