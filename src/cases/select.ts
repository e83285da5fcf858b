import { ProblemInInput } from '../model/errors.ts';
import { matchesGlob } from '../model/glob.ts';
import type { Case } from './case.ts';

/**
 * The cases that the patterns name: a case, a group (`page` or `page/`), a pattern with `*`, or `tag:NAME`. Without
 * patterns all. A pattern that names none is a `ProblemInInput`.
 */
export function selectCases(cases: readonly Case[], patterns: readonly string[]): Case[] {
  if (patterns.length === 0) return [...cases];
  const chosen = new Set<Case>();
  for (const pattern of patterns) {
    const matching = cases.filter((probe) => matches(probe, pattern));
    if (matching.length === 0) {
      throw new ProblemInInput(`no case matches \`${pattern}\``, {
        hint: suggest(cases, pattern),
      });
    }
    for (const probe of matching) chosen.add(probe);
  }
  return cases.filter((probe) => chosen.has(probe));
}

function matches(probe: Case, pattern: string): boolean {
  if (pattern.startsWith('tag:')) return probe.tags.includes(pattern.slice(4));
  if (!pattern.includes('*')) return probe.name === pattern || probe.name.startsWith(`${pattern.replace(/\/$/, '')}/`);
  return matchesGlob(pattern, probe.name);
}

function suggest(cases: readonly Case[], pattern: string): string {
  const word = pattern.split('/').at(-1)!.slice(0, 4);
  const near = cases.filter((probe) => word.length > 2 && probe.name.includes(word)).slice(0, 3);
  const names = (near.length > 0 ? near : cases.slice(0, 3)).map((probe) => probe.name).join(', ');
  return `${near.length > 0 ? 'did you mean' : 'for instance'} ${names}; \`emrift cases list\` shows all`;
}
