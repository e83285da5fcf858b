import { ProblemInInput } from '../model/errors.ts';
import { matchesGlob } from '../model/glob.ts';
import type { Case } from './case.ts';

/**
 * The cases that the patterns name: a case, a group (`page` or `page/`), a pattern with `*`, or `tag:NAME`; with `!` in
 * front it leaves out what it names. Where none names any all are taken. A pattern that fits no case is a
 * `ProblemInInput`, but for one that leaves out: there may be nothing to leave out.
 */
export function selectCases(cases: readonly Case[], patterns: readonly string[]): Case[] {
  const left = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const named = patterns.filter((pattern) => !pattern.startsWith('!'));
  for (const pattern of named) {
    if (!cases.some((probe) => matches(probe, pattern))) {
      throw new ProblemInInput(`no case matches \`${pattern}\``, { hint: suggest(cases, pattern) });
    }
  }
  return cases.filter(
    (probe) =>
      (named.length === 0 || named.some((pattern) => matches(probe, pattern))) &&
      !left.some((pattern) => matches(probe, pattern)),
  );
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
