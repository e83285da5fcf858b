import { uniteLibraries } from '../../breaks/abi/merge-abi.ts';
import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import type { RecordedLinks } from '../../breaks/results/merge-links.ts';
import type { Plan } from '../../cases/plan-cells.ts';
import type { AbiLibrary } from '../../model/abi.ts';
import { printAbi } from '../../model/abi-text.ts';
import type { Digest } from '../../model/action.ts';
import { sha256 } from '../../model/canonical.ts';
import { compareToolchains, printCell } from '../../model/ids.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { StepState } from '../../model/record.ts';
import type { Results, ToolchainEntry } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';
import { fromJournal, type JournalEvent } from '../../run/journal.ts';
import { type ReadJournal, statesIn } from '../../run/read-journal.ts';
import { takeSecond } from '../run/confirm.ts';
import { costKey, countCosts, preparingKey } from '../run/costs.ts';
import type { Noise } from '../run/noise.ts';
import type { RecordedAbi } from '../run/record-abis.ts';
import { makeResults } from '../run/results.ts';

/** What the journals of all shards come to: what one machine would have found. */
export interface Assembled {
  /** With the first outcome of every cell. */
  readonly found: Results;
  /** With the second outcome of those that are flaky. */
  readonly confirmed: Results;
  readonly flaky: ReadonlySet<string>;
  readonly abis: readonly RecordedAbi[];
  readonly links: RecordedLinks;
  readonly noise: Noise | null;
  readonly known: Partial<Record<Tool, string>>;
  readonly costs: ReadonlyMap<string, number>;
  readonly unavailable: ReadonlyMap<string, string>;
  readonly executedSteps: number;
}

/** Puts complete journals of one plan together; `checkJournals` has seen that they are. */
export function assemble(journals: readonly ReadJournal[], knowledge: readonly KnownBreak[]): Assembled {
  const { cases, cells } = journals[0]!.header;
  const all = journals.flatMap(({ events }) => events);
  const toolchains = listToolchains(all);
  const read = (part: Plan, states: ReadonlyMap<string, StepState>) =>
    makeResults(part, states, toolchains, cases, knowledge);
  const plan: Plan = { cells: cells.map((cell) => ({ ...fromJournal(cell), name: printCell(cell) })), instances: [] };
  const states = statesIn(all);
  const found = read(plan, states);
  const second = new Map(all.flatMap((event) => (event.kind === 'flaky' ? [[event.cell, event.states] as const] : [])));
  const flaky = new Set(second.keys());
  const flakyCells = plan.cells.filter(({ name }) => flaky.has(name)).map((cell) => ({ ...cell, workarounds: {} }));
  // Two flaky cells may share a step that came out differently for each: every cell has its own second outcome.
  const again = flakyCells.map((cell) => read({ cells: [cell], instances: [] }, new Map(second.get(cell.name))));
  return {
    found,
    confirmed: again.reduce((results, one, at) => {
      return takeSecond(results, new Set([flakyCells[at]!.name]), one, knowledge);
    }, found),
    flaky,
    abis: gatherAbis(all),
    links: gatherLinks(all),
    noise: gatherNoise(all),
    known: Object.assign({}, ...all.map((event) => (event.kind === 'end' ? event.known : {}))),
    costs: gatherCosts(all, journals),
    unavailable: new Map(
      all.flatMap((event) =>
        event.kind === 'toolchain' && event.unavailable !== undefined ? [[event.id, event.unavailable] as const] : [],
      ),
    ),
    executedSteps: all.filter((event) => event.kind === 'step' && event.executed).length,
  };
}

function listToolchains(events: readonly JournalEvent[]): ToolchainEntry[] {
  const entries = new Map<string, ToolchainEntry>();
  for (const event of events) if (event.kind === 'toolchain' && event.entry) entries.set(event.id, event.entry);
  return [...entries.values()].sort((a, b) => compareToolchains(a.id, b.id));
}

function gatherAbis(events: readonly JournalEvent[]): RecordedAbi[] {
  const byToolchain = new Map<string, { digest: Digest; libraries: AbiLibrary[] }>();
  for (const event of events) {
    if (event.kind !== 'abi') continue;
    const before = byToolchain.get(event.toolchain)?.libraries ?? [];
    byToolchain.set(event.toolchain, { digest: event.digest, libraries: [...before, ...event.libraries] });
  }
  return [...byToolchain]
    .sort(([a], [b]) => compareToolchains(a, b))
    .map(([toolchain, { digest, libraries }]) => {
      const united = uniteLibraries(libraries);
      const text = printAbi({ toolchain, digest, libraries: united });
      return { toolchain, digest, sha256: sha256(text), libraries: () => united, print: () => text };
    });
}

function gatherLinks(events: readonly JournalEvent[]): RecordedLinks {
  const parts = events.filter((event) => event.kind === 'links');
  const links = parts.flatMap((part) => part.links);
  const nameOf = ({ case: name, on, step }: (typeof links)[number]) => `${name}@${on} ${step}`;
  return {
    // A step that cells of several shards need was recorded by each of them.
    links: [...new Map(links.map((link) => [nameOf(link), link])).values()].sort((a, b) =>
      byCodeUnit(nameOf(a), nameOf(b)),
    ),
    planned: new Set(parts.flatMap((part) => part.planned)),
  };
}

function gatherNoise(events: readonly JournalEvent[]): Noise | null {
  const parts = events.filter((event) => event.kind === 'noise');
  if (parts.length === 0) return null;
  return {
    cells: parts.reduce((sum, part) => sum + part.cells, 0),
    differ: parts.flatMap((part) => part.differ).sort(byCodeUnit),
  };
}

function gatherCosts(events: readonly JournalEvent[], journals: readonly ReadJournal[]): ReadonlyMap<string, number> {
  const costs = countCosts();
  const stepOf = new Map(
    journals[0]!.header.cells.flatMap(({ case: name, steps, workarounds }) =>
      [steps, ...Object.values(workarounds)].flat().map(([step, key]) => [key, { name, step }] as const),
    ),
  );
  for (const event of events) {
    const of = event.kind === 'step' ? stepOf.get(event.key) : undefined;
    if (event.kind === 'step' && of) costs.add(costKey(of.name, of.step), event.cpuMs);
    if (event.kind === 'prepared') costs.add(preparingKey(event.label), event.cpuMs);
  }
  return costs.averages();
}
