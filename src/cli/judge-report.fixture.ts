import { indexKnowledge } from '../breaks/knowledge/find-known.ts';
import { readShippedKnowledge } from '../breaks/knowledge/knowledge.fixture.ts';
import { gatherReasons } from '../breaks/logs/gather-reasons.ts';
import { readText } from '../breaks/logs/log.fixture.ts';
import { readLibraryNames } from '../evidence/origin/library-names.ts';
import { readLinkSymbols } from '../evidence/origin/link-symbols.ts';
import { printAvailability } from '../evidence/origin/offered-name.ts';
import { explainReasons, linesOf } from '../reports/query/explain.ts';
import { printExplainedLog } from '../reports/terminal/explain-text.ts';

/**
 * Public reports as people gave them: what tools printed, and what is true of each, written down before any answer was
 * seen. `mustMention` has a cause and a cure in as many words as people use for them, `mustNotMention` what would be false.
 */
export interface Report {
  readonly id: string;
  readonly log: string;
  readonly mustMention?: readonly string[];
  readonly mustNotMention?: readonly string[];
  /** Wrong statements beside a right one. */
  readonly sideErrors?: readonly string[];
  /** The kinds, and the lines of the log, of which the first cause must be one. */
  readonly code?: readonly string[];
  readonly line?: readonly number[];
  /** A log of something that went well. */
  readonly quiet?: boolean;
}

/** How an explanation stands to the answer. */
export type Verdict = 'right' | 'partly' | 'missed' | 'false';

const knowledge = indexKnowledge(readShippedKnowledge());
const librariesOf = readLinkSymbols();
const library = readLibraryNames();
const availabilityOf = (name: string) => printAvailability(name, library);

/** What the product says of a log, and its text. */
export function explain(log: string) {
  const read = readText(log);
  const reasons = gatherReasons(read, knowledge);
  const explained = (list: typeof reasons.causes) =>
    explainReasons(list, [], { availabilityOf, librariesOf, context: read.context });
  const [causes, traps, warnings] = [explained(reasons.causes), explained(reasons.traps), explained(reasons.warnings)];
  const said = { name: 'log', lines: log.split('\n').length, omitted: 0, reasons, causes, traps, warnings };
  return {
    causes,
    traps,
    suspects: reasons.suspects,
    text: printExplainedLog(said, { pages: 'reports', width: 100, all: false }),
  };
}

/** The product's own words: no headline, no line that quotes the log. */
function ownWords(text: string, log: string): string {
  let words = text
    .split('\n')
    .slice(1)
    .filter((line) => !/^\s*line \d+\b/.test(line))
    .map((line) => line.trim())
    .join(' ')
    .replace(/\s+/g, ' ');
  for (const line of log.split('\n').map((one) => one.trim()))
    if (line.length > 24) words = words.split(line).join(' ');
  return words;
}

/** Holds an explanation to the answer that was written down before. */
export function judge({
  log,
  mustMention = [],
  mustNotMention = [],
  sideErrors = [],
  code,
  line,
  quiet,
}: Report): Verdict {
  const { causes, traps, suspects, text } = explain(log);
  if (quiet) return causes.length > 0 || suspects.length > 0 ? 'false' : 'right';
  const words = ownWords(text, log);
  const matching = (patterns: readonly string[]) => patterns.filter((pattern) => new RegExp(pattern, 'i').test(words));
  if (matching(mustNotMention).length > 0) return 'false';
  // Where nothing failed, what will trap is what is explained first.
  const [first] = [...causes, ...traps];
  const lines = first?.subjects.flatMap(({ diagnostics }) => diagnostics.flatMap(linesOf)) ?? [];
  const said = matching(mustMention);
  const fits =
    said.length === mustMention.length &&
    matching(sideErrors).length === 0 &&
    (code === undefined || (first !== undefined && code.includes(first.kind))) &&
    (line === undefined || line.some((one) => lines.includes(one)));
  return fits ? 'right' : said.length > 0 ? 'partly' : 'missed';
}
