import { describe, expect, it } from 'vitest';
import { FILE_KINDS } from '../../evidence/uses/file-kinds.ts';
import { compileUses } from '../../evidence/uses/find-uses.ts';
import { gatherUses } from '../../evidence/uses/gather-uses.ts';
import { readShippedKnowledge } from './knowledge.fixture.ts';
import type { KnownUse } from './known-use.ts';

const USES = readShippedKnowledge().flatMap(({ name, uses = [] }) =>
  uses.map((use, at) => [`${name} ${at}`, name, use] as const),
);

/** How many uses of an entry one file of a kind has; `also` are further files of the project. */
function count(entry: string, use: KnownUse, kind: KnownUse['in'][number], text: string): number {
  const look = compileUses([{ entry, use }]);
  const bytes = Buffer.from(`first line\n${text}\nlast line\n`);
  const found = look(FILE_KINDS[kind].sample, bytes, bytes.length);
  return gatherUses(found ? [found] : []).uses.get(entry)?.length ?? 0;
}

describe('what entries say is used', () => {
  it('is said of many', () => {
    expect(USES.length).toBeGreaterThan(30);
  });

  it.each(USES)('%s is found in its examples, and not in what is none', (_, entry, use) => {
    for (const kind of new Set(use.in)) {
      for (const yes of use.yes) expect(count(entry, use, kind, yes), `${kind}: ${yes}`).toBeGreaterThan(0);
      for (const no of use.no) expect(count(entry, use, kind, no), `${kind}: ${no}`).toBe(0);
    }
  });
});
