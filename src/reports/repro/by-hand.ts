import { compareToolchains, parseToolchain } from '../../model/ids.ts';
import type { CaseEntry, Cell, StepEntry } from '../../model/results.ts';
import { TOOLS } from '../../model/tools.ts';
import { quote } from '../text/quote.ts';
import { copyInputs } from './copy-inputs.ts';

/** How pages call the program: as README.md does, from the folder of a clone after its two lines of setting up. */
export const PROGRAM = 'node dist/cli.js';

/** One command without anything that would keep variables in front of it from reaching all of it. */
const SIMPLE_COMMAND = /^[\w./-]+(?: [^\n&|;()$`]*)?$/;

/** The command that runs one cell, with exact versions. */
export function runCommand(cell: Cell): string {
  return [PROGRAM, ...runWords(cell)].join(' ');
}

/** The words behind the program of the command that runs one cell, each as `sh` reads it. */
export function runWords(cell: Pick<Cell, 'case' | 'on'>): readonly string[] {
  const options = new Set<string>();
  for (const id of Object.values(cell.on).sort(compareToolchains)) {
    const name = parseToolchain(id);
    if (name) options.add(optionFor(name.tool, name.version));
  }
  return ['run', '--case', quote(cell.case), ...[...options].flatMap((option) => option.split(' '))];
}

/** The command that prints the script of a cell, as it is or with a workaround of its case. */
export function reproCommand(cell: string, workaround?: string): string {
  return `${PROGRAM} repro ${quote(cell)}${workaround === undefined ? '' : ` --workaround ${quote(workaround)}`}`;
}

/** The shell commands of a case up to a step, in order, on a cell: those on whose toolchains the step depends. */
export function shellSteps(entry: CaseEntry, upTo: string, on: Cell['on']): string {
  const at = entry.steps.findIndex((step) => step.name === upTo);
  const steps = at < 0 ? entry.steps : entry.steps.slice(0, at + 1);
  const last = steps.at(-1);
  const axes = new Set(last?.axes ?? []);
  return steps
    .filter((step) => step.axes.every((axis) => axes.has(axis)) && isOnSameVariant(step, last))
    .map((step) => printStep(step, copyInputs(step, on)))
    .join('\n');
}

/** Whether a step that is repeated stands for the same choices as another, as far as both are repeated over the same. */
function isOnSameVariant({ repeats }: StepEntry, last: StepEntry | undefined): boolean {
  if (!repeats) return true;
  const chosen = last?.repeats?.variant ?? {};
  return Object.entries(repeats.variant).every(([axis, choice]) => chosen[axis] === choice);
}

/** A step as one would type it: commands that prepare it first, its environment in front of its own. */
export function printStep(step: Pick<StepEntry, 'name' | 'run' | 'env'>, before: readonly string[] = []): string {
  const run = step.run.trim();
  const env = Object.keys(step.env)
    .sort()
    .map((name) => `${name}=${quote(step.env[name]!)}`);
  return [`# ${step.name}`, ...before, withEnvironment(run, env.join(' '))].join('\n');
}

function withEnvironment(run: string, env: string): string {
  if (env === '') return run;
  return SIMPLE_COMMAND.test(run) ? `${env} ${run}` : `(\nexport ${env}\n${run}\n)`;
}

/** Two numbers name a line of releases, not a release: the release then needs its tool's prefix. */
function optionFor(tool: keyof typeof TOOLS, version: string): string {
  const exact = /^\d+\.\d+$/.test(version) ? `${TOOLS[tool].prefix}${version}` : version;
  return tool === 'go' || tool === 'emsdk' ? `--${tool} ${exact}` : `--host ${tool}=${version}`;
}
