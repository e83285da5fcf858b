import type { Explanation } from '../query/explain.ts';
import type { ExplainedLog } from '../query/explained-log.ts';
import { printExplainedLog } from '../terminal/explain-text.ts';
import { cleanLine } from '../text/clean.ts';
import { ADVICE } from '../text/cure-labels.ts';
import { certaintyLead } from '../words/explanation-words.ts';
import { type Annotation, type Level, limitAnnotations, printAnnotation, summarise } from './github-command.ts';

/** The longest text of one annotation, in UTF-16 units: GitHub cuts at 4 kB of JSON and shows less. */
const MOST_TEXT = 1500;

/** The causes that a log shows as GitHub annotations, one workflow command a line; what will trap as warnings. */
export function annotateLog({ causes, traps, reasons }: ExplainedLog): readonly string[] {
  const errors = causes.map((one) => annotate(one, 'error'));
  const warnings = traps.map((one) => annotate(one, 'warning'));
  const [first] = reasons.suspects;
  if (errors.length === 0 && first) {
    errors.push({
      level: 'error',
      title: 'emrift: unrecognised error',
      message: `line ${first.logLine}: ${cleanLine(first.text)}`,
    });
  }
  return [...limitAnnotations(errors), ...limitAnnotations(warnings)].map(printAnnotation);
}

function annotate(one: Explanation, level: Level): Annotation {
  const [first] = one.subjects.flatMap(({ diagnostics }) => diagnostics);
  const said = first ? [cleanLine(first.message)] : [];
  const cures = one.cures.map((cure) => `${ADVICE}: ${cleanLine(cure, 4000)}`);
  const stated = one.stated.map((advice) => `It says: ${cleanLine(advice)}`);
  const message = [...said, cleanLine(one.explanation, 4000), ...stated, ...cures].join('\n').slice(0, MOST_TEXT);
  return { level, title: `${certaintyLead(one)}${cleanLine(one.title)}`, message, ...placeOf(first) };
}

/** A place that GitHub can show beside the source: a path inside the repository. */
function placeOf(message: { readonly file?: string; readonly line?: number } | undefined) {
  const { file, line } = message ?? {};
  if (file === undefined || line === undefined || /^(?:[/\\]|[A-Za-z]:|\.\.|<)/.test(file)) return {};
  return { file: file.replace(/^\.[/\\]/, ''), line };
}

/** The whole explanation as GitHub Flavored Markdown, for the summary of a step. */
export function summariseLog(log: ExplainedLog, pages: string): string {
  const text = printExplainedLog(log, { pages, width: 100, all: false });
  return summarise('explain', text);
}
