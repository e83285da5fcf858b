import { ProblemInInput } from '../../model/errors.ts';
import type { CaseEntry } from '../../model/results.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';
import { cleanLine } from '../text/clean.ts';
import { breakPath, featurePath } from '../text/names.ts';
import { titleOfBreak } from './break-title.ts';
import { isOwnCase } from './choices.ts';
import { type Context, makeContext } from './context.ts';
import type { CatalogueInput } from './input.ts';
import { versionOf } from './labels.ts';
import { nearestWords } from './nearest-words.ts';
import { familyOf, type Support, type SupportField, supportOf } from './support.ts';
import { breaksOf } from './survey.ts';

/** What `can` answers; prints as it is with `--json`. */
export interface CanAnswer {
  readonly asked: readonly string[];
  /** The cases that fit, those with the words in their name first, then in their title, then elsewhere. */
  readonly cases: readonly CanCase[];
}

/** A case that fits the words. */
export interface CanCase {
  readonly case: string;
  readonly title: string;
  /** The page with its family's tables, below the catalogue's folder. */
  readonly page: string;
  readonly tools: readonly { readonly tool: Tool; readonly title: string; readonly versions: readonly CanVersion[] }[];
  /** The workarounds that some version needs. */
  readonly cures: readonly { readonly name: string; readonly title: string }[];
  /** Why it fails where it does. */
  readonly breaks: readonly { readonly id: string; readonly title: string; readonly page: string }[];
}

/** A case on one version of a tool. */
export interface CanVersion {
  readonly id: string;
  readonly version: string;
  readonly support: Support;
  readonly cures: readonly string[];
  /** One of these cures fails where the case passes without it. */
  readonly harms: boolean;
}

/**
 * Finds the cases that fit all words, in any case of letters: in their names, titles, reasons, tags, cures, or the breaks
 * that they run into. Throws ProblemInInput with the nearest words where none fits.
 */
export function findSupport(input: CatalogueInput, asked: readonly string[]): CanAnswer {
  const context = makeContext(input);
  const words = asked.flatMap((word) => word.toLowerCase().split(/\s+/)).filter((word) => word !== '');
  if (words.length === 0) throw new ProblemInInput('no word to look for', { hint: '`emrift can heap`' });
  const own = context.results.cases.filter(({ name }) => isOwnCase(context.index, name));
  const texts = own.map((entry) => ({ entry, text: textsOf(context, entry) }));
  const found = texts.flatMap(({ entry, text }) => {
    const places = words.map((word) => text.findIndex((part) => part.includes(word)));
    return places.includes(-1) ? [] : [{ entry, place: Math.max(...places) }];
  });
  if (found.length === 0)
    throw unknown(
      words,
      texts.flatMap(({ text }) => text),
    );
  found.sort((a, b) => a.place - b.place);
  return { asked, cases: found.map(({ entry }) => describeCase(context, entry)) };
}

/** What a case can be found by, in lower case: what says most of it first. */
function textsOf(context: Context, { name, title, why, tags, workarounds }: CaseEntry): readonly string[] {
  const cells = context.index.cellsOfCase.get(name) ?? [];
  const breaks = [...new Set(cells.flatMap((cell) => [...breaksOf(cell)]))];
  const others = [why, ...tags, ...workarounds.flatMap((one) => [one.name, one.title])];
  const reasons = breaks.flatMap((id) => [id, titleOfBreak(context, id)]);
  return [name, title, others.join('\n'), reasons.join('\n')].map((text) => text.toLowerCase());
}

function unknown(words: readonly string[], texts: readonly string[]): ProblemInInput {
  const known = new Set(texts.flatMap((text) => text.match(/[\p{L}\p{N}_]{3,40}/gu) ?? []));
  const missing = words.filter((word) => !texts.some((text) => text.includes(word)));
  const named = cleanLine((missing.length > 0 ? missing : words).join(' '));
  const near = missing.flatMap((word) => nearestWords(word, known));
  const message = missing.length > 0 ? `no case has the word \`${named}\`` : `no case has all of \`${named}\``;
  const hint = near.length > 0 ? `did you mean ${near.join(', ')}?` : '`emrift cases list` shows all cases';
  return new ProblemInInput(message, { hint });
}

function describeCase(context: Context, entry: CaseEntry): CanCase {
  const { index } = context;
  const rows = supportOf(index, entry);
  const used = new Set(rows.flatMap(({ fields }) => fields.flatMap(({ cures }) => cures)));
  const breaks = new Set(rows.flatMap(({ fields }) => fields.flatMap((field) => field.breaks)));
  const version = ({ id, support, cures, harms }: SupportField) => ({
    id,
    version: versionOf(index, id),
    support,
    cures,
    harms,
  });
  return {
    case: entry.name,
    title: entry.title,
    page: featurePath(familyOf(entry.name)),
    tools: rows.map(({ tool, fields }) => ({ tool, title: TOOLS[tool].title, versions: fields.map(version) })),
    cures: entry.workarounds.filter(({ name }) => used.has(name)).map(({ name, title }) => ({ name, title })),
    breaks: [...breaks].map((id) => ({ id, title: titleOfBreak(context, id), page: breakPath(id) })),
  };
}
