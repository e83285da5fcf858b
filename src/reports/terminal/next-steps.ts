import { cleanLine } from '../text/clean.ts';
import { type Paint, PLAIN } from '../text/paint.ts';
import { quote } from '../text/quote.ts';
import { wrapText } from '../text/wrap.ts';

/** Something that is worth a look, and the command that shows more of it. */
export interface NextStep {
  /** Plain text from outside. */
  readonly title: string;
  /** The words of the command behind `emrift`. */
  readonly command: readonly string[];
}

/** How many of the things that matter the end of a command names. */
export const MOST_STEPS = 3;

/** The first things that matter, each with the command to type next; none where there are none. */
export function printNextSteps(
  heading: string,
  steps: readonly NextStep[],
  width: number,
  paint: Paint = PLAIN,
): readonly string[] {
  if (steps.length === 0) return [];
  const indent = '     ';
  return [
    `${heading}:`,
    ...steps.slice(0, MOST_STEPS).flatMap(({ title, command }, at) => [
      `  ${at + 1}. ${wrapText(cleanLine(title), width, indent).trimStart()}`,
      // A command is never broken: who copies it has it whole.
      `${indent}${paint.strong(`emrift ${command.map((word) => quote(cleanLine(word))).join(' ')}`)}`,
    ]),
  ];
}
