import { type Cursor, readByte } from './cursor.ts';
import { readLabel, readLength } from './leb128.ts';

/** A field of the `producers` section, such as `processed-by`, and the tools in it. */
export interface ProducerField {
  readonly field: string;
  readonly values: readonly { readonly name: string; readonly version: string }[];
}

/** How an object's producer relates to a feature: uses it, must have it in the link, forbids it in the link. */
export const FEATURE_POLICIES = { '+': 'used', '=': 'required', '-': 'disallowed' } as const;

/** An entry of the `target_features` section; `policy` is `unknown` for a prefix outside `FEATURE_POLICIES`. */
export interface TargetFeature {
  readonly name: string;
  readonly policy: (typeof FEATURE_POLICIES)[keyof typeof FEATURE_POLICIES] | 'unknown';
}

/** The content of `producers` (tool-conventions, ProducersSection.md). */
export function readProducers(cursor: Cursor): ProducerField[] {
  const fields: ProducerField[] = [];
  for (let left = readLength(cursor, 2); left > 0; left--) {
    const field = readLabel(cursor);
    const values: { name: string; version: string }[] = [];
    for (let inner = readLength(cursor, 2); inner > 0; inner--) {
      const name = readLabel(cursor);
      values.push({ name, version: readLabel(cursor) });
    }
    fields.push({ field, values });
  }
  return fields;
}

/** The content of `target_features` (tool-conventions, Linking.md, "Target Features Section"). */
export function readTargetFeatures(cursor: Cursor): TargetFeature[] {
  const features: TargetFeature[] = [];
  for (let left = readLength(cursor, 2); left > 0; left--) {
    const prefix = String.fromCharCode(readByte(cursor));
    const policy = isPolicy(prefix) ? FEATURE_POLICIES[prefix] : 'unknown';
    features.push({ name: readLabel(cursor), policy });
  }
  return features;
}

function isPolicy(prefix: string): prefix is keyof typeof FEATURE_POLICIES {
  return Object.hasOwn(FEATURE_POLICIES, prefix);
}
