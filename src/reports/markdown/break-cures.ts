import type { StepEntry } from '../../model/results.ts';
import type { BreakParts } from '../query/break-parts.ts';
import { sortCures } from '../query/cure-advice.ts';
import type { CureReport } from '../query/cures.ts';
import { axesOf, describeCells } from '../query/where.ts';
import { printStep } from '../repro/by-hand.ts';
import { otherSteps } from '../repro/other-steps.ts';
import { ADVICE, VERIFIED_CURE } from '../text/cure-labels.ts';
import { bullets, code, escapeText, fence, prose } from '../text/markdown.ts';
import { countOf, listOf } from '../text/words.ts';

/** The most products of versions that one statement lists. */
const MOST_LINES = 6;

/** The cures that were run, with where each helps, does not help and harms; then what may help and was not run. */
export function writeCures(parts: BreakParts): readonly string[] {
  const { helping, useless, advice, isOfKind } = sortCures(parts);
  return [
    helping.length === 0 ? 'No cure was found by running one.' : '',
    ...helping.flatMap((cure) => writeCure(parts, cure)),
    useless.length === 0
      ? ''
      : `Tried without success: ${listOf(useless.map((cure) => `${code(cure.workaround.name)} (${prose(cure.workaround.title)})`))}.`,
    advice.length === 0 ? '' : `${ADVICE}${isOfKind ? ', usual for this kind of break' : ''}:`,
    bullets(advice.map(prose)),
  ];
}

function writeCure(parts: BreakParts, cure: CureReport): readonly string[] {
  const where = (cells: CureReport['helps']) => {
    const first = axesOf(parts.context.index, parts.brk);
    return describeCells(parts.context.index, cells, { possible: parts.survey.possible, most: MOST_LINES, first }).map(
      escapeText,
    );
  };
  const statement = (words: string, cells: CureReport['helps']) =>
    cells.length === 0 ? [] : [`${words} (${countOf(cells.length, 'cell')}): ${where(cells).join('; ')}`];
  return [
    `### ${prose(cure.workaround.title)}`,
    ...writeSteps(cure),
    bullets([
      ...statement(`**${VERIFIED_CURE}** – fails without it, passes with it`, cure.helps),
      ...statement('**Does not help** – the same break stays', cure.fails),
      ...statement('**Gets past this break into another**', cure.elsewhere),
      ...statement('**Does harm** – passes without it, fails with it', cure.harms),
    ]),
  ];
}

/** What a workaround does otherwise than its case: other commands, or the same with another toolchain or file. */
function writeSteps({ case: entry, workaround }: CureReport): readonly string[] {
  const name = `With the files of ${code(`cases/${entry.name}`)}, workaround ${code(workaround.name)}`;
  const base = new Map(entry.steps.map((step) => [step.name, step]));
  const others = otherSteps(entry.steps, workaround);
  const taken = listTaken(workaround.steps, base);
  if (others.length > 0) {
    const commands = others.map((step) => printStep(step)).join('\n');
    return [`${name} runs instead${taken.length > 0 ? `, ${listOf(taken)}` : ''}:`, fence(commands, 'sh')];
  }
  const moved = workaround.steps.flatMap((step) => {
    const uses = base.get(step.name)?.uses ?? [];
    if (uses.join() === step.uses.join()) return [];
    return [`step ${code(step.name)} with ${listOf(step.uses.map(code))} in place of ${listOf(uses.map(code))}`];
  });
  const changes = [...moved, ...taken];
  return [`${name} runs the same commands${changes.length > 0 ? `, ${listOf(changes)}` : ' on other files'}.`];
}

/** The files that a workaround's steps take out of other toolchains than those of its case. */
function listTaken(steps: readonly StepEntry[], base: ReadonlyMap<string, StepEntry>): readonly string[] {
  return steps.flatMap(({ name, inputs = {} }) => {
    const before = base.get(name)?.inputs ?? {};
    const other = Object.keys(inputs).filter((path) => !Object.hasOwn(before, path) || before[path] !== inputs[path]);
    return other.sort().map((path) => `step ${code(name)} with ${code(inputs[path]!)} as ${code(path)}`);
  });
}
