import { basename } from 'node:path';
import { linkName, uniteLibraries } from '../../breaks/abi/merge-abi.ts';
import { instancesOfCells, type Plan } from '../../cases/plan-cells.ts';
import { readLibrary } from '../../evidence/abi/read-library.ts';
import type { AbiLibrary } from '../../model/abi.ts';
import { printAbi } from '../../model/abi-text.ts';
import type { Digest } from '../../model/action.ts';
import { sha256 } from '../../model/canonical.ts';
import { memoise } from '../../model/memoise.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { StepState } from '../../model/record.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import type { Blobs } from '../../run/storage/blobs.ts';
import type { MemoStore } from '../../run/storage/memo-store.ts';

/** The symbol tables of what a run recorded of one toolchain. */
export interface RecordedAbi {
  /** Reads them, which takes long. */
  libraries(): readonly AbiLibrary[];
  readonly digest: Digest;
  readonly toolchain: string;
  /** Of their text, as 64 hex digits. */
  readonly sha256: string;
  /** The text, as `printAbi` gives it. */
  print(): string;
}

/** All that the tables are read from. */
export interface RecordedFrom {
  readonly plan: Plan;
  readonly states: ReadonlyMap<string, StepState>;
  readonly toolchains: ReadonlyMap<string, Toolchain>;
  readonly blobs: Blobs;
  readonly memos: MemoStore;
}

/**
 * The symbol tables of what passing steps asked to record, by the toolchain that they used; workarounds do not count.
 * What the text of equal files was is remembered, so that a run in which nothing changed reads no library.
 */
export function recordAbis(from: RecordedFrom): RecordedAbi[] {
  const tableOf = memoise((digest: Digest) => readLibrary(from.blobs.read(digest)));
  return [...findRecorded(from)].flatMap(([toolchain, files]) => {
    const digest = from.toolchains.get(toolchain)?.digest;
    if (!digest) return [];
    const libraries = () =>
      uniteLibraries(
        files.flatMap(([link, path, content]): AbiLibrary[] => {
          const table = tableOf(content);
          return table ? [{ name: basename(path), links: [link], ...table }] : [];
        }),
      );
    const print = () => printAbi({ toolchain, digest, libraries: libraries() });
    const memo = from.memos<string>(`abi-${toolchain}`, [digest, files]);
    const found = memo.value ?? sha256(print());
    if (memo.value === undefined) memo.keep(found);
    return [{ toolchain, digest, sha256: found, libraries, print }];
  });
}

type RecordedFile = readonly [link: string, path: string, content: Digest];

function findRecorded({ plan, states }: RecordedFrom): Map<string, RecordedFile[]> {
  const found = new Map<string, RecordedFile[]>();
  for (const { key, case: probe, step, on } of instancesOfCells(plan)) {
    const state = states.get(key);
    if (state?.kind !== 'read' || state.evidence.outcome !== 'passed' || !state.evidence.recorded) continue;
    const link = linkName(probe.name, step.name);
    const files = Object.entries(state.evidence.recorded).map(([path, content]) => [link, path, content] as const);
    const id = on[step.axes[0]!]!;
    found.set(id, [...(found.get(id) ?? []), ...files]);
  }
  for (const files of found.values()) files.sort((a, b) => byCodeUnit(a[0], b[0]) || byCodeUnit(a[1], b[1]));
  return found;
}
