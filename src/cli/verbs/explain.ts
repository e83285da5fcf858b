import type { Verb } from '../verb.ts';
export const explain: Verb<object> = { options: (p) => p, handle: () => 0 };
