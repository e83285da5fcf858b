/** Refuses a place in a document: throws `ProblemInInput` with its line. The path leads there from the root. */
export type Complain = (message: string, path: readonly (string | number)[], hint?: string) => never;
