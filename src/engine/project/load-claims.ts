import { join, relative } from 'node:path';
import type { Case } from '../../cases/case.ts';
import { parseClaims } from '../../cases/parse-claims.ts';
import type { Claim } from '../../model/claims.ts';
import { readFoundText } from '../../system/read-text.ts';

/** The claims that stand beside cases, in `claims.yaml` of their root; none where there is none. Throws `ProblemInInput`. */
export function loadClaims(root: string, cases: readonly Case[]): readonly Claim[] {
  const file = join(root, 'claims.yaml');
  const text = readFoundText(file);
  if (text === null) return [];
  return parseClaims(text, relative(process.cwd(), file) || file, cases);
}
