import * as z from 'zod';

/** One value or a list of at least one; gives a list. */
export const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([item.transform((one) => [one]), z.array(item).min(1)]);
