import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileNode, Usage } from '../model/action.ts';
import type { StepState } from '../model/record.ts';
import { writeAtomically } from '../system/files.ts';

/** What was read out of an action that a step came to. */
export interface ReadStep {
  readonly state: StepState;
  readonly outputs: readonly FileNode[];
  readonly usage: Usage;
}

/**
 * Evidence as the same program read it from the same actions, so that a run in which nothing changed need not read every
 * log and module again. Another build of the program starts anew: a better parser reads what is stored, and recompiles
 * nothing.
 */
export interface EvidenceCache {
  get(key: string): ReadStep | undefined;
  set(key: string, read: ReadStep): void;
  /** Writes what is new; without anything new it writes nothing. */
  save(): void;
}

/** Remembers nothing. */
export const NO_EVIDENCE_CACHE: EvidenceCache = { get: () => undefined, set: () => {}, save: () => {} };

/** Beyond this number, what the last run did not use is dropped. */
const MOST_ENTRIES = 50_000;

/** Opens what `program`, a digest of the running program, remembers in a store. */
export function openEvidenceCache(store: string, program: string): EvidenceCache {
  const path = join(store, 'evidence.json');
  const known = readEntries(path, program);
  const used = new Set<string>();
  let grown = false;
  return {
    get(key) {
      const cached = known.get(key);
      if (cached) used.add(key);
      return cached;
    },
    set(key, read) {
      known.set(key, read);
      used.add(key);
      grown = true;
    },
    save() {
      if (!grown) return;
      const kept = known.size <= MOST_ENTRIES ? known : new Map([...known].filter(([key]) => used.has(key)));
      writeAtomically(path, JSON.stringify({ program, entries: [...kept] }));
    },
  };
}

function readEntries(path: string, program: string): Map<string, ReadStep> {
  try {
    const stored = JSON.parse(readFileSync(path, 'utf8')) as { program: string; entries: [string, ReadStep][] };
    return stored.program === program ? new Map(stored.entries) : new Map();
  } catch {
    // Not there, or damaged: then all is read again.
    return new Map();
  }
}
