import { printUpgrade } from '../terminal/upgrade-text.ts';
import { cleanLine } from '../text/clean.ts';
import { ADVICE, VERIFIED_CURE } from '../text/cure-labels.ts';
import type { UpgradeReport, UsedItem } from '../upgrade/project-report.ts';
import { type Annotation, type Level, limitAnnotations, printAnnotation, summarise } from './github-command.ts';

/** The places of a project that an upgrade breaks, as errors, and those to look at, as warnings; one workflow command a line. */
export function annotateUpgrade(report: UpgradeReport): readonly string[] {
  const of = (items: readonly UsedItem[], level: Level) =>
    limitAnnotations(items.flatMap((item) => annotate(item, level, report.project?.folder ?? '.')));
  return [...of(report.breaks, 'error'), ...of(report.lookAt, 'warning')].map(printAnnotation);
}

function annotate(item: UsedItem, level: Level, folder: string): readonly Annotation[] {
  const message = sayCures(item).join('\n') || 'See the catalogue.';
  return item.uses.map(({ file, line }) => ({
    level,
    title: cleanLine(item.title),
    message,
    file: pathFrom(folder, file),
    line,
  }));
}

/** What helps, a line each: verified cures, then advice. */
export function sayCures({ cures, advice }: UsedItem): readonly string[] {
  return [
    ...cures.map(({ title }) => `${VERIFIED_CURE}: ${cleanLine(title)}`),
    ...(advice === undefined ? [] : [`${ADVICE}: ${cleanLine(advice, 4000)}`]),
  ];
}

/** A file's path from where the command ran. */
export function pathFrom(folder: string, file: string): string {
  return folder === '.' ? file : `${folder}/${file}`;
}

/** The whole report as GitHub Flavored Markdown, for the summary of a step. */
export function summariseUpgrade(report: UpgradeReport, pages: string): string {
  const text = printUpgrade(report, { pages, width: 100, all: false });
  return summarise('upgrade', text);
}
