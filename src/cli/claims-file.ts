import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { claimsSchema } from '../cases/claims-schema.ts';
import { reviewableJson } from '../model/canonical.ts';
import { CLAIMS_SCHEMA, type Claim } from '../model/claims.ts';
import { ProblemInInput } from '../model/errors.ts';
import { writeIfOther } from './write-if-other.ts';

const FILE = 'claims.json';

/** The claims of a catalogue, in the order of their file; none where it has none. Throws `ProblemInInput`. */
export function readClaims(out: string): readonly Claim[] {
  const file = join(out, FILE);
  if (!existsSync(file)) return [];
  let value: { schema?: unknown; claims?: unknown } | null;
  try {
    value = JSON.parse(readFileSync(file, 'utf8')) as typeof value;
  } catch (error) {
    throw new ProblemInInput(`is no JSON: ${(error as Error).message}`, { position: { file } });
  }
  if (typeof value?.schema === 'number' && value.schema > CLAIMS_SCHEMA) {
    throw new ProblemInInput(`was written by a newer emrift (schema ${value.schema})`, { position: { file } });
  }
  const parsed = claimsSchema.safeParse(value?.claims);
  if (value?.schema !== CLAIMS_SCHEMA || !parsed.success) {
    throw new ProblemInInput('is no file of claims', { position: { file } });
  }
  return parsed.data;
}

/** Makes the claims of a catalogue those that stand beside its cases. Gives how many files it touched. */
export function writeClaims(out: string, claims: readonly Claim[]): number {
  const path = join(out, FILE);
  if (claims.length > 0) return writeIfOther(path, reviewableJson({ schema: CLAIMS_SCHEMA, claims }));
  if (!existsSync(path)) return 0;
  rmSync(path);
  return 1;
}
