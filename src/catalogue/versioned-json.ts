import { ProblemInInput } from '../model/errors.ts';

/** Parses JSON. Throws `ProblemInInput` for what is none; `path` names it. */
export function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ProblemInInput(`is no JSON: ${(error as Error).message}`, { position: { file: path } });
  }
}

/**
 * The members of a document that says which schema it is of. Throws `ProblemInInput` where it is newer than `schema`,
 * older than `oldest`, or of none: `path` names it, `what` says what it should be.
 */
export function checkSchema<T extends { readonly schema: number }>(
  given: unknown,
  schema: number,
  path: string,
  what: string,
  oldest = schema,
): Partial<T> {
  const value = given as Partial<T> | null;
  const own = value?.schema as unknown;
  if (typeof own === 'number' && own > schema) {
    throw new ProblemInInput(`was written by a newer emrift (schema ${own})`, { position: { file: path } });
  }
  const isKnown = own === schema || (Number.isInteger(own) && (own as number) >= oldest);
  if (!value || !isKnown) throw new ProblemInInput(`is no ${what}`, { position: { file: path } });
  return value;
}
