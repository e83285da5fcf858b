/** Colours for a terminal, given by whoever prints; each takes plain text. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly soft: (text: string) => string;
  readonly strong: (text: string) => string;
}

/** No colours. */
export const PLAIN: Paint = { good: same, bad: same, warn: same, soft: same, strong: same };

function same(text: string): string {
  return text;
}
