import type { StepInstance } from '../cases/plan-cells.ts';
import type { KnownCosts } from '../run/known-costs.ts';
import type { RunEvent } from '../run/options.ts';

/** How long a run still takes. */
export interface TimeLeft {
  event(event: RunEvent): void;
  /** Milliseconds; null while there is nothing to judge by. */
  leftMs(): number | null;
}

/** What there is to do, and what is known of it. */
export interface WorkToDo {
  readonly instances: readonly StepInstance[];
  /** Toolchains that have to be fetched → bytes. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly costs: KnownCosts;
  /** How many things can be worked on at a time: processors, or fewer where there are fewer jobs. */
  readonly cores: number;
  readonly now?: () => number;
}

/**
 * What a step takes of the processors beside its commands: isolation, inputs, outputs, reading them; in ms. Measured: 27 in a
 * cold run of the default matrix, on a machine on which steps took 2.4 times as long as was recorded.
 */
const OVERHEAD = 11;
/**
 * What a toolchain takes of them, to be unpacked, checked and digested, in ms for each fetched byte. A guess:
 * archives of 64 and 136 MB took about 15 s with all that was asked of sources besides.
 */
const INSTALLING = 1e-4;
/** Bytes in a ms until it is known how fast they come. */
const USUAL_RATE = 10_000;
/** How much has to be measured before it counts as much as what was known, in ms of CPU time. */
const WEIGHT = 10_000;

/**
 * Judges how long a run still takes by what each of its parts took earlier, and by how much slower this machine is than the one
 * that measured them: for steps and preparations by itself, for they may have been measured on different ones. What is under
 * way counts as done by its share of the processors. Fetching goes on beside everything else.
 */
export function openTimeLeft({ instances, sizes, costs, cores, now = () => performance.now() }: WorkToDo): TimeLeft {
  const costOf = (instance: StepInstance) => costs.step(instance) + OVERHEAD;
  const steps = new Map(instances.map((instance) => [instance.key, costOf(instance)]));
  const preparing = new Map<string, { readonly ms: number; readonly toolchain: string; begun: number | null }>();
  const fetching = new Map(sizes);
  const fetchBegun = new Map<string, number>();
  const fetched = { bytes: 0, ms: 0 };
  const pace = openPace();
  const [stepPace, preparingPace] = [openPace(pace), openPace(pace)];
  let stepsMs = [...steps.values()].reduce((sum, ms) => sum + ms, 0);
  const onStep = ({ instance: { key }, how, usage }: RunEvent & { kind: 'step' }) => {
    const cost = steps.get(key) ?? 0;
    steps.delete(key);
    stepsMs -= cost;
    if (how === 'executed' && usage) stepPace.learn(cost, usage.cpuMs + OVERHEAD);
  };
  const onAcquired = ({ id, acquired }: RunEvent & { kind: 'acquired' }) => {
    const bytes = fetching.get(id);
    fetching.delete(id);
    if (bytes !== undefined) {
      fetched.bytes += bytes;
      fetched.ms += now() - (fetchBegun.get(id) ?? now());
    }
    // What came with its libraries, or did not come, builds none.
    const builds = 'dir' in acquired && (acquired.tool !== 'emsdk' || acquired.buildsLibraries === true);
    for (const [label, { toolchain }] of preparing) if (toolchain === id && !builds) preparing.delete(label);
  };
  /** What is left of what is being prepared, in ms of CPU time. */
  const preparingMs = () => {
    const slower = preparingPace.slower();
    const underWay = [...preparing.values()].filter(({ begun }) => begun !== null).length;
    const share = cores / Math.max(1, underWay + cores);
    const leftOf = ({ ms, begun }: { ms: number; begun: number | null }) =>
      begun === null ? ms : Math.max(ms / 20, ms - ((now() - begun) * share) / slower);
    return slower * [...preparing.values()].reduce((sum, one) => sum + leftOf(one), 0);
  };
  return {
    event(event) {
      if (event.kind === 'planned') {
        for (const task of event.preparing) {
          preparing.set(task.label, { ms: costs.preparing(task), toolchain: task.toolchain, begun: null });
        }
      } else if (event.kind === 'acquiring') fetchBegun.set(event.id, now());
      else if (event.kind === 'acquired') onAcquired(event);
      else if (event.kind === 'step') onStep(event);
      else if (event.kind === 'warming') {
        const task = preparing.get(event.label);
        if (task) task.begun = now();
      } else {
        const task = preparing.get(event.label);
        preparing.delete(event.label);
        if (task && event.cpuMs !== null) preparingPace.learn(task.ms, event.cpuMs);
      }
    },
    leftMs() {
      const bytes = [...fetching.values()].reduce((sum, one) => sum + one, 0);
      const rate = fetched.ms > 0 ? fetched.bytes / fetched.ms : USUAL_RATE;
      const busy = (stepPace.slower() * stepsMs + preparingMs() + bytes * INSTALLING) / cores;
      return steps.size === 0 ? null : Math.max(busy, bytes / (2 * rate));
    },
  };
}

/** How many times as long as it was known things of a kind take here. */
interface Pace {
  learn(known: number, measured: number): void;
  slower(): number;
}

/** As long as was known until something was measured; for a kind of things as long as for all things until then. */
function openPace(ofAll?: Pace): Pace {
  const sums = { known: 0, measured: 0 };
  return {
    learn(known, measured) {
      sums.known += known;
      sums.measured += measured;
      ofAll?.learn(known, measured);
    },
    slower: () => (sums.measured + WEIGHT * (ofAll?.slower() ?? 1)) / (sums.known + WEIGHT),
  };
}
