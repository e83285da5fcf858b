import { claimsSchema } from '../cases/claims-schema.ts';
import { reviewableJson } from '../model/canonical.ts';
import { CLAIMS_SCHEMA, type Claim } from '../model/claims.ts';
import { ProblemInInput } from '../model/errors.ts';
import type { Draft } from './draft.ts';
import type { CatalogueFiles } from './files.ts';
import { checkSchema, parseJson } from './versioned-json.ts';

const FILE = 'claims.json';

/** The claims of a catalogue, in the order of their file; none where it has none. Throws `ProblemInInput`. */
export function readClaims(files: CatalogueFiles): readonly Claim[] {
  const file = files.shown(FILE);
  const text = files.read(FILE);
  if (text === null) return [];
  const what = 'file of claims';
  const value = checkSchema<{ schema: number; claims: unknown }>(parseJson(text, file), CLAIMS_SCHEMA, file, what, 1);
  const parsed = claimsSchema.safeParse(value.claims);
  if (!parsed.success) throw new ProblemInInput(`is no ${what}`, { position: { file } });
  return parsed.data;
}

/** Makes the claims of a catalogue those that stand beside its cases. Gives how many files it touched. */
export function writeClaims(draft: Draft, claims: readonly Claim[]): number {
  if (claims.length === 0) return draft.remove(FILE);
  return draft.write(FILE, reviewableJson({ schema: CLAIMS_SCHEMA, claims }));
}
