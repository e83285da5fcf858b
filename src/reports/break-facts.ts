import { parseToolchain } from '../model/ids.ts';
import { TOOLS } from '../model/tools.ts';
import type { BreakParts } from './break-parts.ts';
import { kindInfoOf, noteOf } from './context.ts';
import { compareWithDocumented, documentedTools, printDocumented } from './documented.ts';
import { type Grid, markBreak } from './grid.ts';
import { bullets, code, escapeText, prose } from './markdown.ts';
import { measuredRange, rangesOf, shortRange } from './since.ts';
import type { Tally } from './tally.ts';
import { blamedTools, blameTitle, countOf, listOf, someOf } from './words.ts';

/** The most places that one sentence on a disagreement names. */
const MOST_DISAGREEMENTS = 6;

/** The break in two lines, for readers who go no further. */
export function summarizeBreak({ brk, affected, cures, hopeless }: BreakParts): string {
  const best = cures.find((cure) => cure.helps.length > 0);
  const harm = best && best.harms.length > 0 ? ' (and does harm elsewhere, see below)' : '';
  const cure = best
    ? `Cure: ${code(best.workaround.name)} mends ${best.helps.length} of the ${countOf(affected.length, 'affected cell')}${harm}.`
    : 'No cure is known from a run.';
  if (brk.always) return `> **No version changed it:** it breaks in everything that was tested. ${cure}`;
  const range = escapeText(shortRange(brk));
  if (hopeless)
    return `> **Never worked:** it breaks like this with ${range}, with the rest for other reasons. ${cure}`;
  const decide = blamedTools(brk.blame).length > 1 ? 'decide' : 'decides';
  return `> **${escapeText(blameTitle(brk.blame))}** ${decide}: it breaks with ${range}. ${cure}`;
}

/** What was measured along each blamed tool, what the references say, and where the two disagree. */
export function writeMeasured(parts: BreakParts): readonly string[] {
  const { brk, survey } = parts;
  const measured = rangesOf(brk).map(({ tool, range }) => {
    const grid = gridAlong(parts, tool);
    const worksAt = (version: string) => worksSomewhere(grid, version);
    return escapeText(measuredRange(tool, range, worksAt));
  });
  if (brk.always) return [`Measured: ${measuredAlways(survey.tally)}`, ...writeDocumented(parts)];
  if (measured.length === 1) return [`Measured: ${measured[0]}`, ...writeDocumented(parts)];
  return ['Measured along each of the tools that decide:', bullets(measured), ...writeDocumented(parts)];
}

function measuredAlways(tally: Tally): string {
  if (tally.pass > 0) return 'the step that fails does so on every tested combination.';
  if (tally.break === 1) return 'the one cell with a verdict breaks.';
  return `all ${countOf(tally.break, 'cell')} with a verdict break; no version was found in which it works.`;
}

/** Whose version decides, in words, and who can act. */
export function writeSide({ context, brk, hopeless }: BreakParts): readonly string[] {
  const tools = blamedTools(brk.blame).map((tool) => TOOLS[tool].title);
  const { actor } = kindInfoOf(context, brk.kind);
  const side =
    hopeless && !brk.always
      ? `${listOf(tools)} changed the way in which it fails, no more: no cell of this probe works.`
      : sideInWords(brk.always, tools);
  return [side, actor === '' ? '' : `Who can act: ${prose(actor)}.`];
}

function sideInWords(always: boolean, tools: readonly string[]): string {
  if (always) {
    const where = tools.length === 0 ? '' : ` The step that fails runs on ${listOf(tools)}.`;
    return `Nobody's: it breaks in everything that was tested, so no version changed it.${where}`;
  }
  if (tools.length === 0) return 'No tool could be told from the others: the outcome follows none of them alone.';
  if (tools.length === 1) {
    return `${tools[0]}. Going from one version of it to the next changes the outcome, with whatever else it was combined; changing the other tools does not.`;
  }
  return `No single one: the outcome depends on which ${listOf(tools)} meet. Each may work with another version of the other.`;
}

function writeDocumented(parts: BreakParts): readonly string[] {
  const { context, brk, affected, survey } = parts;
  const documented = brk.documented ?? noteOf(context, brk)?.documented ?? {};
  const tools = documentedTools(documented);
  if (tools.length === 0) return [];
  const grid = markBreak(context.index, survey.byStatus(tools), tools, affected);
  const agreement = compareWithDocumented(documented, grid);
  const says = `Documented: the references say ${code(printDocumented(documented))}.`;
  if (!agreement || agreement.agreeing + agreement.disagreements.length === 0) {
    return [`${says} Nothing that was tested decides whether it is so.`];
  }
  if (agreement.disagreements.length === 0) return [`${says} The measurement agrees.`];
  return [`${says} **The measurement disagrees:** ${escapeText(someOf(agreement.disagreements, MOST_DISAGREEMENTS))}.`];
}

function gridAlong({ context, affected, survey }: BreakParts, tool: string): Grid {
  return markBreak(context.index, survey.byStatus([tool]), [tool], affected);
}

function worksSomewhere(grid: Grid, version: string): boolean {
  return grid.rows.some((id) => {
    const mark = parseToolchain(id)?.version === version ? grid.at(id, '') : 'unknown';
    return mark === 'works' || mark === 'mixed';
  });
}
