import { canonicalJson, sha256 } from '../../model/canonical.ts';

/** The name of a piece of evidence or a module's surface in the tables of `results.json`: 16 hex digits. */
export function tableKey(value: unknown): string {
  return sha256(canonicalJson(value)).slice(0, 16);
}
