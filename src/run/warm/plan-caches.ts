import type { StepInstance } from '../../cases/plan-cells.ts';
import { parseToolchain } from '../../model/ids.ts';
import type { Acquired } from '../mounts/acquired.ts';
import { compiles, type GoTarget, goTarget, libraryProfiles } from './profile.ts';

/** A cache to prepare before steps run: once per toolchain and target, or set of library options. */
export type WarmTask = WarmTaskFacts &
  (
    | { readonly kind: 'go'; readonly target: GoTarget; readonly embeds?: Embedded }
    | { readonly kind: 'emscripten'; readonly profile: string }
  );

/** A library's toolchain that a Go program embeds, and the role it plays. */
export interface Embedded {
  readonly toolchain: string;
  readonly role: string;
}

interface WarmTaskFacts {
  readonly id: string;
  readonly label: string;
  readonly toolchain: string;
  readonly role: string;
  /** The preparation that must come first. */
  readonly after?: string;
  readonly lane: 'work' | 'libraries';
  /** The steps that need it. */
  readonly instances: StepInstance[];
}

/** For fewer steps a Go's standard library is not prepared: each compiles what it uses of it, which is seldom all. */
const LEAST_STEPS = 3;

/**
 * The preparations that the given steps need. For Emscripten the most used set of options comes first, and those of one
 * version follow each other, as each builds on the libraries before.
 */
export function planWarming(instances: readonly StepInstance[], acquired: ReadonlyMap<string, Acquired>): WarmTask[] {
  const go = new Map<string, WarmTask>();
  const emscripten = new Map<string, WarmTask>();
  const join = (tasks: Map<string, WarmTask>, task: WarmTask, instance: StepInstance) => {
    const known = tasks.get(task.id) ?? { ...task, instances: [] };
    tasks.set(task.id, known);
    known.instances.push(instance);
  };
  for (const instance of instances) {
    const { step, on } = instance;
    for (const role of step.uses) {
      const toolchain = on[role]!;
      const tool = parseToolchain(toolchain)!.tool;
      const facts = { toolchain, role, instances: [] };
      if (tool === 'go' && compiles(step.run)) {
        const target = goTarget(step.run, step.env);
        const embeds = findEmbedded(step.uses, on);
        const platform = `${target.goos}/${target.goarch}`;
        const id = `warm:${toolchain}:${role}:${platform}${embeds ? `:${embeds.role}:${embeds.toolchain}` : ''}`;
        const label = `${toolchain}: ${embeds?.toolchain ?? 'standard library'} for ${platform}`;
        const task = { ...facts, kind: 'go' as const, id, label, target, lane: 'work' as const };
        join(go, embeds ? { ...task, embeds } : task, instance);
      }
      const known = acquired.get(toolchain);
      const builds = !known || ('dir' in known && known.buildsLibraries === true);
      if (tool !== 'emsdk' || !builds) continue;
      for (const profile of libraryProfiles(step.run)) {
        const id = `warm:${toolchain}:${profile}`;
        join(
          emscripten,
          {
            ...facts,
            kind: 'emscripten',
            id,
            label: `${toolchain}: libraries for ${profile}`,
            profile,
            lane: 'libraries',
          },
          instance,
        );
      }
    }
  }
  const worthWhile = [...go.values()].filter((task) => task.instances.length >= LEAST_STEPS);
  return [...worthWhile, ...chain([...emscripten.values()])];
}

/** wazero, where a step that compiles Go has it too: then it is what is compiled. */
function findEmbedded(uses: readonly string[], on: Readonly<Record<string, string>>): Embedded | undefined {
  const role = uses.find((one) => parseToolchain(on[one]!)!.tool === 'wazero');
  return role === undefined ? undefined : { role, toolchain: on[role]! };
}

function chain(tasks: readonly WarmTask[]): WarmTask[] {
  const sorted = [...tasks].sort((a, b) => b.instances.length - a.instances.length || (a.id < b.id ? -1 : 1));
  const last = new Map<string, string>();
  return sorted.map((task) => {
    const after = last.get(task.toolchain);
    last.set(task.toolchain, task.id);
    return after === undefined ? task : { ...task, after };
  });
}
