import type { AskedVersion, Axis } from '../matrix/matrix.ts';
import { InfrastructureError } from '../model/errors.ts';
import { groupBy } from '../model/group.ts';
import { compareToolchains } from '../model/ids.ts';
import type { Toolchain } from '../model/toolchain.ts';
import { TOOLS, type Tool } from '../model/tools.ts';
import { recordInstalled } from './install.ts';
import { dropUnused, type Lock, recordResolved } from './lock/lock.ts';
import { filesOf, type LockedToolchain, lockedId, type Platform } from './lock/locked.ts';
import { readOptionLock, writeOptionLock } from './option-lock.ts';
import { type PlanOptions, type ResolvedVersion, resolveVersion } from './resolve-version.ts';
import type { Sources } from './sources.ts';
import { findStored, type Store } from './store/store.ts';

/** One column (or row) of the matrix: a toolchain, installed or not, or the reason why it cannot be had. */
export type Column =
  | {
      readonly kind: 'locked';
      readonly tool: Tool;
      readonly id: string;
      /** The versions as asked for that it stands for. */
      readonly asked: readonly string[];
      readonly locked: LockedToolchain;
      /** Null while it is not in the store. */
      readonly toolchain: Toolchain | null;
    }
  | {
      readonly kind: 'own';
      readonly tool: Tool;
      readonly id: string;
      readonly asked: readonly string[];
      readonly toolchain: Toolchain;
    }
  | UnavailableColumn;

/** A version that no source could give now. Its id is known only where the lock or the matrix names the release. */
export interface UnavailableColumn {
  readonly kind: 'unavailable';
  readonly tool: Tool;
  readonly id: string | null;
  readonly asked: readonly string[];
  readonly reason: string;
}

/** What has to be fetched before all columns are there. */
export interface Downloads {
  readonly items: readonly string[];
  readonly bytes: number;
  readonly diskBytes: number;
  /** Of the largest of them, whose archive lies expanded beside what is unpacked from it. */
  readonly largestBytes: number;
  /** Whether some of the numbers are estimates. False: all are known. */
  readonly estimated: boolean;
}

/** What the axes come to. */
export interface ToolchainPlan {
  /** In cell order: by tool, then version. */
  readonly columns: readonly Column[];
  readonly downloads: Downloads;
  /** What the user should know: sources that did not answer, versions that moved. */
  readonly lines: readonly string[];
  /** The lock as it is after planning: what the matrix asks for; versions given by options are kept in the store. */
  readonly lock: Lock;
}

/**
 * Resolves which toolchains the axes stand for. What is locked and in the store is looked up there and nobody is asked;
 * what is locked and not in the store is asked for where its source may have replaced it; the rest is resolved.
 */
export async function planToolchains(
  axes: readonly Axis[],
  lock: Lock,
  store: Store,
  sources: Sources,
  options: PlanOptions = {},
): Promise<ToolchainPlan> {
  const entries: Entry[] = axes.flatMap(({ versions, ...axis }) =>
    versions.map((asked) => ({ axis: { ...axis, versions }, asked })),
  );
  const own = await readOptionLock(store);
  const knownTo = ({ axis, asked }: Entry) =>
    asked.given === 'matrix' || lock.asked.get(axis.tool)?.has(asked.text) ? lock : own;
  const resolved = await Promise.all(
    entries.map((entry) => resolveVersion(entry.axis, entry.asked, knownTo(entry), store, sources, options)),
  );
  const columns = new Map<string, Column>();
  const add = (key: string, column: Column) => {
    const known = columns.get(key);
    columns.set(key, known ? { ...column, asked: [...known.asked, ...column.asked] } : column);
  };
  let next = lock;
  let nextOwn = own;
  for (const [index, one] of resolved.entries()) {
    const { axis, asked } = entries[index]!;
    const common = { tool: axis.tool, asked: [asked.text] };
    if (one.kind === 'own')
      add(one.toolchain.id, { ...common, kind: 'own', id: one.toolchain.id, toolchain: one.toolchain });
    if (one.kind === 'unavailable') {
      add(`${axis.tool} ${asked.text}`, { ...common, kind: 'unavailable', id: one.id, reason: one.reason });
    }
    if (one.kind !== 'locked') continue;
    const found = await Promise.all(one.locked.map((locked) => lookUp(locked, store, common.asked)));
    for (const column of found) add(column.id!, column);
    const recorded = found.map((column, at) => (column.kind === 'locked' ? column.locked : one.locked[at]!));
    if (asked.given === 'matrix') next = recordResolved(next, axis.tool, asked.text, recorded);
    else nextOwn = recordResolved(nextOwn, axis.tool, asked.text, recorded);
  }
  writeOptionLock(store, own, dropUnused(nextOwn));
  const sorted = [...columns.values()].sort(compareColumns);
  return {
    columns: sorted,
    downloads: countDownloads(sorted, store.platform),
    lines: [...new Set(resolved.flatMap((one) => one.lines)), ...wordLeftOut(entries, resolved)],
    lock: dropUnused(next),
  };
}

interface Entry {
  readonly axis: Axis;
  readonly asked: AskedVersion;
}

/** `Emscripten 4.0, 5.0: optional, left out (no source offers them)`, a line a tool and reason. */
function wordLeftOut(entries: readonly Entry[], resolved: readonly ResolvedVersion[]): readonly string[] {
  const left = resolved.flatMap((one, at) =>
    one.kind === 'left-out' ? [{ ...entries[at]!, reason: one.reason }] : [],
  );
  return [...groupBy(left, ({ axis, reason }) => `${axis.tool} ${reason}`).values()].map((same) => {
    const [{ axis, reason }] = same as [(typeof left)[number]];
    return `${TOOLS[axis.tool].title} ${same.map(({ asked }) => asked.text).join(', ')}: optional, left out (${reason})`;
  });
}

/** By tool and version; one that has no id stands where its text belongs. */
function compareColumns(a: Column, b: Column): number {
  const nameOf = (column: Column) => column.id ?? `${TOOLS[column.tool].prefix}${column.asked[0]}`;
  return compareToolchains(nameOf(a), nameOf(b));
}

async function lookUp(locked: LockedToolchain, store: Store, asked: readonly string[]): Promise<Column> {
  const { tool } = locked;
  const id = lockedId(locked);
  try {
    const stored = await findStored(store, locked);
    if (!stored) return { kind: 'locked', tool, id, asked, locked, toolchain: null };
    const known = recordInstalled(locked, stored, store.platform);
    return { kind: 'locked', tool, id, asked, locked: known, toolchain: stored.toolchain };
  } catch (error) {
    if (!(error instanceof InfrastructureError)) throw error;
    return { kind: 'unavailable', tool, id, asked, reason: error.message };
  }
}

/** The toolchains of columns by tool, in their order; those that could not be named are left out. */
export function idsByTool(columns: readonly Column[]): ReadonlyMap<Tool, readonly string[]> {
  const named = columns.filter(({ id }) => id !== null);
  return new Map([...groupBy(named, ({ tool }) => tool)].map(([tool, own]) => [tool, own.map(({ id }) => id!)]));
}

/** The toolchains of columns that have to be fetched → bytes. */
export function sizesToFetch(columns: readonly Column[], platform: Platform): ReadonlyMap<string, number> {
  const missing = columns.flatMap((column) => (column.kind === 'locked' && !column.toolchain ? [column] : []));
  return new Map(
    missing.map(({ id, locked }) => [id, filesOf(locked, platform).reduce((sum, { size }) => sum + size, 0)]),
  );
}

/** What has to be fetched before these columns are there. */
export function countDownloads(columns: readonly Column[], platform: Platform): Downloads {
  const missing = columns.flatMap((column) => (column.kind === 'locked' && !column.toolchain ? [column.locked] : []));
  const files = missing.flatMap((locked) => filesOf(locked, platform));
  const disks = missing.map((locked) => locked.platforms[platform]?.disk ?? 0);
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    items: missing.map(lockedId),
    bytes: sum(files.map((file) => file.size)),
    diskBytes: sum(disks),
    largestBytes: Math.max(0, ...disks),
    estimated: files.some((file) => file.estimated),
  };
}
