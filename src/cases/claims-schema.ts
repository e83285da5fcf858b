import * as z from 'zod';
import type { Claim } from '../model/claims.ts';
import { ROLE_NAME } from '../model/ids.ts';

const name = z.string().regex(ROLE_NAME, 'must be lower-case letters, digits and hyphens, beginning with a letter');
const text = z.string().min(1).max(4000);
/** YAML has integers; whatever has a point stays text. */
const figure = z.union([text, z.int().transform(String)]);
const cells = {
  case: text.describe('a case, or a pattern of cases with *'),
  step: name.optional().describe('the step that decides; without one the whole cell does'),
  when: z.record(name, text).optional().describe('role → range of versions that the statement is about'),
};
const reported = {
  ...cells,
  name,
  is: figure.optional(),
  atLeast: figure.optional(),
  atMost: figure.optional(),
};
const test = z.discriminatedUnion('ask', [
  z.strictObject({
    ask: z.literal('works').describe('does it pass?'),
    ...cells,
    otherwise: z
      .enum(['does-not-hold', 'sample-does-not-build', 'no-such-name'])
      .optional()
      .describe('the verdict where it passes nowhere; by default does-not-hold'),
  }),
  z.strictObject({
    ask: z.literal('breaks').describe('does it fail for this reason?'),
    ...cells,
    by: text.describe('the id of the break, or a pattern with *'),
  }),
  z.strictObject({ ask: z.literal('reports').describe('is a reported value what it should be?'), ...reported }),
  z
    .strictObject({ ask: z.literal('tells').describe('the former name of `reports`'), ...reported })
    .meta({ deprecated: true })
    .transform((former) => ({ ...former, ask: 'reports' as const })),
  z.strictObject({
    ask: z.literal('figures').describe('do figures that the statement itself gives of one thing agree?'),
    figures: z.record(text, figure).describe('what each is said of → a number, a sum like 127 + 9, or a text'),
  }),
  z.strictObject({ ask: z.literal('nobody').describe('it cannot be asked here'), reason: text }),
]);

/** A list of claims, as `claims.yaml` has it; editors get it as JSON Schema. */
export const claimsSchema = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/, 'must be letters, digits, dots and hyphens'),
      states: text.describe('the statement'),
      source: text.optional().describe('who states it, and where'),
      tests: z.array(test).min(1).describe('it holds where all of them are answered with yes'),
      note: text.optional().describe('what a reader has to know beside the verdict'),
      refs: z.array(text).optional(),
    }),
  )
  .min(1)
  .max(1000) satisfies z.ZodType<Claim[]>;

/** JSON Schema (draft 2020-12) of `claims.yaml`. */
export function claimsJsonSchema(): object {
  return z.toJSONSchema(claimsSchema, { io: 'input' });
}
