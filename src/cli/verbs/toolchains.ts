import type { Verb } from '../verb.ts';
export const toolchains: Verb<object> = { options: (p) => p, handle: () => 0 };
