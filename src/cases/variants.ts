import type { Complain } from './complain.ts';
import type { CaseSource, StepSource } from './schema.ts';

/** What is varied in a case: axis → choice → the text that stands for it in the steps. */
export type VariantAxes = NonNullable<CaseSource['variants']>;

/** A step as it was written, or one of the steps that it stands for. */
export interface WrittenStep {
  readonly name: string;
  readonly source: StepSource;
  /** The step's name in the file. */
  readonly from: string;
  /** Axis → choice; empty for a step that is not repeated. */
  readonly variant: Readonly<Record<string, string>>;
}

/** More steps than this in one case are taken for a mistake: each is a line of every cell. */
const MOST_STEPS = 400;

/** The same for all steps of its workarounds, which repeat what they do not replace. */
export const MOST_STEPS_WITH_WORKAROUNDS = 20_000;

/** The longest text of a step once choices stand in it: what Linux takes as one argument (MAX_ARG_STRLEN, execve(2)). */
const LONGEST_TEXT = 1 << 17;

/**
 * Repeats every step that names axes in `each` for all combinations of their choices: `link` over `order` becomes
 * `link-after` and `link-before`, in which `{order}` stands for the choice's text. What such a step needs is taken on the
 * same choices. A step that is not repeated stays as it is.
 */
export function expandVariants(
  steps: Readonly<Record<string, StepSource>>,
  axes: VariantAxes,
  complain: Complain,
): WrittenStep[] {
  // Counted before anything is built, for a few lines may stand for more than the memory holds.
  const count = countSteps(steps, axes);
  if (count > MOST_STEPS) complain(`${printCount(count)} steps are more than ${MOST_STEPS}`, ['variants']);
  return Object.entries(steps).flatMap(([from, source]) => {
    const own = source.each ?? [];
    const unknown = own.find((axis) => !Object.hasOwn(axes, axis));
    if (unknown !== undefined) complain(`nothing is varied as \`${unknown}\``, ['steps', from, 'each']);
    // In the order in which they are declared, so that a choice's text may name an axis that is declared behind it.
    const names = Object.keys(axes).filter((axis) => own.includes(axis));
    return combine(names, axes).map((variant): WrittenStep => {
      const name = [from, ...names.map((axis) => variant[axis]!)].join('-');
      return { name, source: fill(from, source, variant, steps, axes, complain), from, variant };
    });
  });
}

/** How many steps there are once each is repeated for its choices; axes that are not there count for nothing. */
export function countSteps(steps: Readonly<Record<string, StepSource>>, axes: VariantAxes): number {
  const choices = (axis: string) => (Object.hasOwn(axes, axis) ? Object.keys(axes[axis]!).length : 1);
  const repeated = ({ each = [] }: StepSource) => [...new Set(each)].reduce((sum, axis) => sum * choices(axis), 1);
  return Object.values(steps).reduce((sum, source) => sum + repeated(source), 0);
}

function printCount(count: number): string {
  return count > 1e9 ? 'more than 1000000000' : String(count);
}

function combine(names: readonly string[], axes: VariantAxes): Readonly<Record<string, string>>[] {
  let variants: Readonly<Record<string, string>>[] = [{}];
  for (const axis of names) {
    const choices = Object.keys(axes[axis]!);
    variants = variants.flatMap((variant) => choices.map((choice) => ({ ...variant, [axis]: choice })));
  }
  return variants;
}

/** A step on one combination: texts in place, and the names of what it needs. */
function fill(
  from: string,
  source: StepSource,
  variant: Readonly<Record<string, string>>,
  steps: Readonly<Record<string, StepSource>>,
  axes: VariantAxes,
  complain: Complain,
): StepSource {
  const names = Object.keys(variant);
  const put = (text: string, axis: string) => {
    const chosen = axes[axis]![variant[axis]!]!;
    // A choice's text may name further axes many times: what comes of it is measured before it is made.
    const places = text.split(`{${axis}}`).length - 1;
    if (text.length + places * chosen.length > LONGEST_TEXT) {
      complain(`with its choices a text is longer than ${LONGEST_TEXT} characters`, ['steps', from, 'each']);
    }
    // A choice without a text takes the blank before it along.
    return (chosen === '' ? text.replaceAll(` {${axis}}`, '') : text).replaceAll(`{${axis}}`, chosen);
  };
  const replace = (text: string) => names.reduce(put, text);
  const needs = source.needs?.map((name) => {
    const other = Object.hasOwn(steps, name) ? (steps[name]!.each ?? []) : [];
    const missing = other.find((axis) => !names.includes(axis));
    if (missing !== undefined) {
      const hint = `add ${missing} to its \`each\``;
      complain(`needs \`${name}\`, which is repeated over \`${missing}\``, ['steps', from, 'needs'], hint);
    }
    const shared = Object.keys(axes).filter((axis) => other.includes(axis));
    return [name, ...shared.map((axis) => variant[axis]!)].join('-');
  });
  return {
    ...source,
    run: replace(source.run).trim(),
    ...(needs && { needs }),
    ...(source.stdout === undefined ? {} : { stdout: replace(source.stdout) }),
  };
}
