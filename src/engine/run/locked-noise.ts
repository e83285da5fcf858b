import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import { describeCase } from '../../cases/describe.ts';
import type { Plan } from '../../cases/plan-cells.ts';
import { planToolchains, type ToolchainPlan } from '../../toolchains/plan-toolchains.ts';
import { measureNoise, type Noise } from './noise.ts';
import type { ExecutionContext, RunContext } from './open-run.ts';
import { type Asked, planRun } from './plan-run.ts';
import { reportAgain } from './report-again.ts';
import { describeToolchains, makeResults } from './results.ts';
import { openRunner } from './runner.ts';

/** What is measured, and with what. */
export interface NoiseToMeasure {
  readonly context: RunContext;
  readonly execution: ExecutionContext;
  readonly asked: Asked;
  readonly knowledge: readonly KnownBreak[];
}

/**
 * Does something that asks sources, and meanwhile measures the noise on the versions that the lock has: neither needs the
 * other. No noise where no sample is asked for, or something of it would have to be settled or fetched first. Throws what
 * asking throws; the measuring ends with it.
 */
export async function measureWhile<T>(noise: NoiseToMeasure, ask: () => Promise<T>): Promise<[T, Noise | null]> {
  const settled = await settleLocked(noise);
  if (!settled) return [await ask(), null];
  const stop = new AbortController();
  const measuring = measureOn(settled, noise, AbortSignal.any([noise.execution.signal, stop.signal]));
  // Whoever asks tells first what went wrong.
  measuring.catch(() => {});
  try {
    return [await ask(), await measuring];
  } catch (error) {
    stop.abort(error);
    await measuring.catch(() => {});
    throw error;
  }
}

/** The columns of the lock, where all are in the store; null where they are not, or nothing is to be measured. */
async function settleLocked({ context, execution, asked }: NoiseToMeasure): Promise<ToolchainPlan | null> {
  if (asked.sample === 0 || !asked.update || execution.remote.executor) return null;
  const { files, session } = context;
  const options = { update: false, locked: true };
  // What the lock lacks is an error here, and settled by asking.
  const plan = await planToolchains(asked.axes, files.lock, session.store, session.sources, options).catch(() => null);
  return plan?.columns.every((column) => column.kind !== 'unavailable' && column.toolchain !== null) ? plan : null;
}

async function measureOn(
  settled: ToolchainPlan,
  { context, execution, asked, knowledge }: NoiseToMeasure,
  signal: AbortSignal,
): Promise<Noise | null> {
  const { settings } = context;
  const { columns, lock } = settled;
  const whole = planRun(asked, settled);
  const cases = asked.cases.map(describeCase);
  const runner = openRunner({ ...execution, signal, columns, lock }, settings.note);
  const execute = (part: Plan) => runner.runAnew({ plan: part, report: reportAgain(part, settings) }, false);
  const note = (line: string) => settings.note(`${line}, while sources are asked`);
  const sample = { whole, plan: whole, size: asked.sample, now: new Date(), note };
  return await measureNoise(sample, execute, (part, states) =>
    makeResults(part, states, describeToolchains(columns, runner.toolchains), cases, knowledge),
  );
}
