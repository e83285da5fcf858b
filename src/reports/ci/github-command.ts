import { escapeText, fence, page } from '../text/markdown.ts';
import { printNumber } from '../text/words.ts';

/** GitHub shows ten annotations of a level for one step and drops the rest without a word (docs: usage limits). */
const MOST_ANNOTATIONS = 10;

/** The most text of a summary, in UTF-16 units of at most three bytes: GitHub takes 1 MiB for one step. */
const MOST_SUMMARY = 200_000;

/** How loudly GitHub shows it. */
export type Level = 'error' | 'warning';

/** One workflow command; `file` as GitHub shows it beside the message, relative to the repository. */
export interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly message: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
}

/** As many annotations of one level as GitHub shows, of which the last says how many more there are. */
export function limitAnnotations(annotations: readonly Annotation[]): readonly Annotation[] {
  if (annotations.length <= MOST_ANNOTATIONS) return annotations;
  const shown = annotations.slice(0, MOST_ANNOTATIONS - 1);
  const message = `and ${printNumber(annotations.length - shown.length)} more; the summary of the step has all`;
  return [...shown, { level: annotations[0]!.level, title: 'emrift', message }];
}

/** `::error file=a,line=1,title=b::message`, escaped as actions/toolkit does (packages/core, command.ts). */
export function printAnnotation({ level, title, message, file, line }: Annotation): string {
  const properties = Object.entries({ file, line, title }).filter(([, value]) => value !== undefined);
  const written = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  return `::${level} ${written}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** What a command prints for people as GitHub Flavored Markdown, for the summary of a step. */
export function summarise(command: string, text: string): string {
  const [headline = '', ...rest] = text.slice(0, MOST_SUMMARY).split('\n');
  return page([`## emrift ${command}`, escapeText(headline), fence(rest.join('\n').trim(), 'text')]);
}
