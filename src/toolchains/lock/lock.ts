import { dump } from 'js-yaml';
import * as z from 'zod';
import { ProblemInInput } from '../../model/errors.ts';
import { compareToolchains, parseToolchain } from '../../model/ids.ts';
import { byCodeUnit } from '../../model/order.ts';
import { ORIGINS, type Origin, PROVENANCES, type Provenance, TOOL_NAMES, type Tool } from '../../model/tools.ts';
import { readYaml } from '../../model/yaml.ts';
import { printLockLine, readLockLine } from './lock-line.ts';
import { type LockedFile, type LockedPlatform, type LockedToolchain, lockedId, type Platform } from './locked.ts';

/** What `matrix.lock.yaml` says. */
export interface Lock {
  /** Tool → version as asked for → ids of the toolchains it stands for. */
  readonly asked: ReadonlyMap<Tool, ReadonlyMap<string, readonly string[]>>;
  /** By id. */
  readonly toolchains: ReadonlyMap<string, LockedToolchain>;
}

/** A lock that resolves nothing. */
export const EMPTY_LOCK: Lock = { asked: new Map(), toolchains: new Map() };

const platform = z.strictObject({ disk: z.int().nonnegative(), files: z.array(z.string()) });
const LOCK_SCHEMA = z.strictObject({
  schema: z.literal(1),
  asked: z.partialRecord(z.enum(TOOL_NAMES as [Tool, ...Tool[]]), z.record(z.string(), z.array(z.string()))),
  toolchains: z.record(
    z.string(),
    z.strictObject({
      origin: z.enum(Object.keys(ORIGINS) as [Origin, ...Origin[]]),
      provenance: z.enum(Object.keys(PROVENANCES) as [Provenance, ...Provenance[]]),
      platforms: z.strictObject({ 'linux-x64': platform.optional() }),
    }),
  ),
});

/** Reads a lock. Throws `ProblemInInput` with the place of what is wrong. */
export function readLock(text: string, path: string): Lock {
  const document = readYaml(text, path);
  const parsed = LOCK_SCHEMA.safeParse(document.value);
  const fail = (message: string, at: readonly (string | number)[]): never => {
    const hint = 'remove the file; it is generated again';
    throw new ProblemInInput(`not a lock: ${message}`, { position: document.positionOf(at), hint });
  };
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    return fail(issue.message, issue.path as (string | number)[]);
  }
  const toolchains = new Map<string, LockedToolchain>();
  for (const [id, { origin, provenance, platforms }] of Object.entries(parsed.data.toolchains)) {
    const name = parseToolchain(id);
    if (!name) return fail(`${id} is no toolchain`, ['toolchains', id]);
    const read: Partial<Record<Platform, LockedPlatform>> = {};
    for (const [key, given] of Object.entries(platforms) as [Platform, { disk: number; files: string[] }][]) {
      const files = given.files.map(readLockLine);
      const wrong = files.indexOf(null);
      if (wrong >= 0) return fail('not a file', ['toolchains', id, 'platforms', key, 'files', wrong]);
      read[key] = { files: files as LockedFile[], disk: given.disk };
    }
    const locked: LockedToolchain = { tool: name.tool, version: name.version, origin, provenance, platforms: read };
    if (lockedId(locked) !== id) return fail(`${id} cannot come from ${origin}`, ['toolchains', id]);
    toolchains.set(id, locked);
  }
  const asked = new Map<Tool, Map<string, readonly string[]>>();
  for (const tool of TOOL_NAMES) {
    const given = parsed.data.asked[tool];
    if (!given) continue;
    for (const [text, ids] of Object.entries(given)) {
      const missing = ids.find((id) => toolchains.get(id)?.tool !== tool);
      if (missing) return fail(`${missing} is not among its toolchains`, ['asked', tool, text]);
    }
    asked.set(tool, new Map(Object.entries(given)));
  }
  return { asked, toolchains };
}

/** Prints a lock, always in the same order, one file a line. */
export function printLock(lock: Lock): string {
  const asked: Record<string, Record<string, readonly string[]>> = {};
  for (const tool of TOOL_NAMES) {
    const given = lock.asked.get(tool);
    if (!given || given.size === 0) continue;
    asked[tool] = Object.fromEntries([...given].sort(([a], [b]) => byCodeUnit(a, b)));
  }
  const toolchains: Record<string, unknown> = {};
  for (const id of [...lock.toolchains.keys()].sort(compareToolchains)) {
    const { origin, provenance, platforms } = lock.toolchains.get(id)!;
    const printed = Object.entries(platforms).map(([name, { disk, files }]) => [
      name,
      { disk, files: files.map(printLockLine) },
    ]);
    toolchains[id] = { origin, provenance, platforms: Object.fromEntries(printed) };
  }
  const head =
    '# Written by emrift: what the versions in matrix.yaml stand for. Commit it; --update resolves them again.\n';
  return head + dump({ schema: 1, asked, toolchains }, { lineWidth: -1 });
}

/** A lock in which a version as asked for stands for these toolchains. */
export function recordResolved(lock: Lock, tool: Tool, text: string, locked: readonly LockedToolchain[]): Lock {
  const texts = new Map(lock.asked.get(tool)).set(text, locked.map(lockedId));
  const toolchains = new Map(lock.toolchains);
  for (const one of locked) toolchains.set(lockedId(one), one);
  return { asked: new Map(lock.asked).set(tool, texts), toolchains };
}

/** A lock without the toolchains that nothing asks for. */
export function dropUnused(lock: Lock): Lock {
  const used = new Set([...lock.asked.values()].flatMap((texts) => [...texts.values()].flat()));
  return { asked: lock.asked, toolchains: new Map([...lock.toolchains].filter(([id]) => used.has(id))) };
}

/** A lock that holds what the first download of a toolchain showed: real sizes and checksums. */
export function complete(lock: Lock, locked: LockedToolchain): Lock {
  const id = lockedId(locked);
  if (!lock.toolchains.has(id)) return lock;
  return { asked: lock.asked, toolchains: new Map(lock.toolchains).set(id, locked) };
}
