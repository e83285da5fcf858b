import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARTIFACT_TABLES } from '../cases/case.ts';
import { readUnmet, unmetFile, unmetName, unmetOutput, unmetRecord } from './unmet.ts';

describe('unmet expectations', () => {
  it('are read back from their text', () => {
    const path = fc.stringMatching(/^[a-z][a-z0-9._/-]{0,20}$/);
    const made = fc.oneof(
      fc
        .tuple(path, fc.constantFrom(...ARTIFACT_TABLES), fc.constantFrom('absent', 'unexpected'), fc.string())
        .map(([file, table, fault, name]) => unmetName(file, table, fault as 'absent', name)),
      fc.tuple(path, fc.constantFrom('missing', 'other')).map(([file, state]) => unmetFile(file, state as 'other')),
      fc.string().map(unmetRecord),
      fc.tuple(fc.string(), fc.string()).map(([expected, actual]) => unmetOutput(expected, actual)),
    );
    fc.assert(
      fc.property(made, (unmet) => {
        expect(readUnmet(unmet.text)).toEqual(unmet);
      }),
    );
  });

  it('are not seen in any other text', () => {
    expect(readUnmet('')).toBeNull();
    expect(readUnmet('main.wasm has the import')).toBeNull();
  });
});
