import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import { isOfLogs } from '../../breaks/knowledge/of-logs.ts';
import { compileGlob } from '../../model/glob.ts';
import { titleInMarkdown } from '../query/break-title.ts';
import type { Context } from '../query/context.ts';
import { bullets, code, link, prose } from '../text/markdown.ts';
import { breakPath } from '../text/names.ts';
import { formatReference } from '../text/references.ts';
import { someOf } from '../text/words.ts';

/** How many symbols are named beside what is known of them. */
const MOST_NAMES = 6;

/** Shorter patterns than this, without `*` and module, fit too much to say anything of a symbol. */
const SHORTEST_PATTERN = 4;

/** A symbol as breaks may call it: by its name and by the name that it is imported by. */
export interface Mentioned {
  readonly name: string;
  readonly import?: string | null;
}

/**
 * What breaks and knowledge say of some symbols, as list items: each break's page with its symbols, and what is known of
 * symbols whose break no tested version has. Empty where nothing is known.
 */
export function writeKnownSymbols(context: Context, symbols: readonly Mentioned[], base: string): string {
  const { breaks } = context.index.results;
  const pages = new Map(breaks.map((brk) => [brk.known, brk]));
  const items = new Map<string, string[]>();
  const note = (text: string, name: string) => {
    const names = items.get(text) ?? [];
    if (!names.includes(name)) items.set(text, [...names, name]);
  };
  const entries = context.knowledge
    .filter((entry) => saysSymbols(entry) && !isOfLogs(entry))
    .map((entry) => ({ entry, patterns: entry.match.subject!.map(compileGlob) }));
  const subjects = new Map(breaks.map((brk) => [brk.subject, brk]));
  for (const symbol of symbols) {
    const names = spellings(symbol);
    for (const brk of new Set(names.flatMap((name) => subjects.get(name) ?? []))) {
      note(link(titleInMarkdown(context, brk), `${base}${breakPath(brk.id)}`), symbol.name);
    }
    for (const { entry, patterns } of entries) {
      if (!names.some((name) => patterns.some((fits) => fits(name)))) continue;
      const brk = pages.get(entry.name);
      note(
        brk
          ? link(titleInMarkdown(context, brk), `${base}${breakPath(brk.id)}`)
          : `${prose(entry.title)} (${entry.refs.slice(0, 2).map(formatReference).join(', ')})`,
        symbol.name,
      );
    }
  }
  return bullets([...items].map(([text, names]) => `${text}: ${someOf(names.map(code), MOST_NAMES)}`));
}

function spellings({ name, import: from }: Mentioned): string[] {
  return [name, `env.${name}`, ...(from ? [from] : [])];
}

/** Whether an entry speaks of symbols that it names, not of whatever symbol there may be. */
function saysSymbols({ match }: KnownBreak): boolean {
  const patterns = match.subject?.map((pattern) => pattern.replace(/^\w+\./, '').replaceAll('*', '')) ?? [];
  return patterns.length > 0 && patterns.every((pattern) => pattern.length >= SHORTEST_PATTERN);
}
