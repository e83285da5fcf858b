/** What is wrong with a document in the words of the schema library: its code says which members it has. */
interface Issue {
  readonly code?: string | undefined;
}

/**
 * Of what a schema has against a document the one thing to report. A key that it does not know comes before all others: a
 * key that is misspelt is missing as well, and its right name alone does not lead to it. `issues` are not empty.
 */
export function firstIssue<T extends Issue>(issues: readonly T[]): T {
  return issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]!;
}
