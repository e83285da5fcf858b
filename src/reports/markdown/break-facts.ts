import { TOOLS } from '../../model/tools.ts';
import { type AttributionGroup, attributionGroupsOf } from '../query/attribution-groups.ts';
import { allPass, makeLookBeyond, noneFails } from '../query/beyond.ts';
import { contradicted, sayDecision } from '../query/break-decision.ts';
import type { BreakParts } from '../query/break-parts.ts';
import { coverWithCures } from '../query/cure-cover.ts';
import { kindInfoOf } from '../query/kind-words.ts';
import { measuredRange } from '../query/since.ts';
import type { Tally } from '../query/tally.ts';
import { VERIFIED_CURE } from '../text/cure-labels.ts';
import { bullets, code, escapeText, prose } from '../text/markdown.ts';
import { blamedTools, countOf, listOf, printNumber, someOf } from '../text/words.ts';
import { writeDocumented } from './break-references.ts';

/** The most cures that the first lines name. */
const MOST_CURES = 4;
const HARM = 'does harm elsewhere, see below';

/** The break in two lines, for readers who go no further. */
export function summarizeBreak(parts: BreakParts): string {
  const { lead, how, range, rest, says } = sayDecision(parts);
  const where = range === '' ? '' : ` ${escapeText(range)}`;
  const contrary = says === null ? '' : ` ${code(says)}`;
  return `> **${escapeText(lead)}:** ${how}${where}${rest}${contrary}. ${cureInWords(parts)}`;
}

/** What was measured along each blamed tool, what the references say, and where the two disagree. */
export function writeMeasured(parts: BreakParts): readonly string[] {
  const groups = attributionGroupsOf(parts.brk);
  return groups.flatMap((group) => {
    const documented = writeDocumented(parts, group);
    if (groups.length === 1) return [...measuredOf(parts, group), documented];
    return [`In ${listOf(group.cases.map(code))}:`, ...measuredOf(parts, group), documented];
  });
}

/** Whose version decides, in words, and, where only the kind is known, who can fix it. */
export function writeSide(parts: BreakParts): readonly string[] {
  const { brk, neverPassed } = parts;
  const tools = blamedTools(brk.blame).map((tool) => TOOLS[tool].title);
  // Of a known cause the advice says who: whom the kind names need not be able to do anything about it.
  const actor = brk.known === undefined ? kindInfoOf(brk.kind).actor : '';
  const groups = attributionGroupsOf(brk);
  const but = brk.always ? contradicted(parts) : null;
  const sides = but
    ? [
        `Not decided by versions alone: it fails in everything that was tested, and by the references only with ${code(but.says)}. What else decides stands above.`,
      ]
    : neverPassed && !brk.always
      ? [`${listOf(tools)} only changed the way in which it fails: no cell of this case passes.`]
      : groups.map((group) =>
          groups.length === 1 ? sideInWords(group) : `In ${listOf(group.cases.map(code))}: ${sideInWords(group)}`,
        );
  return [sides.length === 1 ? sides[0]! : bullets(sides), actor === '' ? '' : `Who can fix it: ${prose(actor)}.`];
}

/** The cures that were run, and on how many cells they help together; without any, the version that does without. */
function cureInWords(parts: BreakParts): string {
  const { affected } = parts;
  const { cures, cells } = coverWithCures(parts.cures);
  const some = `${printNumber(cells)} of the ${countOf(affected.length, 'affected cell')}`;
  const [best, ...further] = cures;
  if (best && further.length === 0) {
    return `${VERIFIED_CURE}: ${code(best.workaround.name)} fixes ${some}${best.harms.length > 0 ? ` (and ${HARM})` : ''}.`;
  }
  if (best) {
    const named = cures.map(
      ({ workaround, helps, harms }) =>
        `${code(workaround.name)} ${printNumber(helps.length)}${harms.length > 0 ? ` (and ${HARM})` : ''}`,
    );
    return `${VERIFIED_CURE}s fix ${some}: ${someOf(named, MOST_CURES)}.`;
  }
  const [group, ...more] = attributionGroupsOf(parts.brk);
  const [along, ...others] = group!.along;
  const until = along?.range.until;
  if (more.length > 0 || others.length > 0 || !until) return 'No verified cure.';
  const beyond = makeLookBeyond(parts, group!.cases, along)(until.by, until.after);
  if (!noneFails(beyond)) return 'No verified cure.';
  return `${TOOLS[along.tool].title} ${escapeText(until.by)} passes${allPass(beyond) ? '' : ' where that was decided'}; no other verified cure.`;
}

function measuredOf(parts: BreakParts, group: AttributionGroup): readonly string[] {
  if (group.always) return [`Measured: ${measuredAlways(parts.context.survey(group.cases).tally)}`];
  const measured = group.along.map((along) =>
    escapeText(measuredRange(along, makeLookBeyond(parts, group.cases, along))),
  );
  if (measured.length === 1) return [`Measured: ${measured[0]}`];
  return [
    `Measured along each of the ${group.along.some(({ role, tool }) => role !== tool) ? 'roles' : 'tools'} that decide:`,
    bullets(measured),
    group.patchy ? 'Not every combination inside these ranges fails; the table above shows which do.' : '',
  ];
}

function measuredAlways(tally: Tally): string {
  if (tally.pass > 0) return 'the step that fails does so on every tested combination.';
  if (tally.break === 1) return 'the one cell with a verdict fails.';
  return `all ${countOf(tally.break, 'cell')} with a verdict fail; no version was found in which it passes.`;
}

function sideInWords({ always, blame, along, patchy }: AttributionGroup): string {
  const tools = blamedTools(blame).map((tool) => TOOLS[tool].title);
  if (always) {
    const where = tools.length === 0 ? '' : ` The step that fails runs on ${listOf(tools)}.`;
    return `Nobody's: it fails in everything that was tested, so no version changed it.${where}`;
  }
  if (tools.length === 0) return 'No single tool could be identified: the outcome follows none of them alone.';
  if (tools.length > 1) {
    return `No single one: the outcome depends on which ${listOf(tools)} meet. Each may pass with another version of the other.`;
  }
  if (along.length > 1) {
    return `${tools[0]}, in more than one role: the outcome depends on which of its versions meet as ${listOf(along.map(({ role }) => code(role)))}.`;
  }
  if (blame === 'module') {
    return `${tools[0]}. Which of the modules it is changes the outcome: their Emscriptens differ, and so do their packages.`;
  }
  if (patchy) return `${tools[0]}. Going from one version of it to another changes the outcome.`;
  return `${tools[0]}. Going from one version of it to the next changes the outcome, whatever else it was combined with; changing the other tools does not.`;
}
