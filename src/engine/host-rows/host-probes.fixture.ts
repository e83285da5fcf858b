import { FEATURE_NAMES } from '../../evidence/features/features.ts';
import { PROBES } from '../../evidence/features/probe-modules.fixture.ts';
import { SIGNATURES } from '../../evidence/trace/signatures.ts';
import { func, I32, I64, join, list, type Part, section, text, u, wasm } from '../../evidence/wasm/builder.fixture.ts';

/** The body of a function that does nothing: its size, no locals, the end. */
const NOTHING = [2, 0, 0x0b];
const SECTIONS = { type: 1, function: 3, memory: 5, export: 7, code: 10 } as const;

/**
 * A probe that can be started: with a function more, which does nothing and is exported as `_start`, and a memory that is
 * exported. What a host refuses then, it refuses for the sake of what the probe has besides.
 */
export function makeStartable(probe: Uint8Array): Uint8Array {
  const found = readSections(probe);
  const count = (id: number) => found.get(id)?.[0] ?? 0;
  const append = (id: number, item: Part) => {
    const [, ...items] = found.get(id) ?? [0];
    found.set(id, join(count(id) + 1, items, item));
  };
  const [types, functions] = [count(SECTIONS.type), count(SECTIONS.function)];
  append(SECTIONS.type, func([]));
  append(SECTIONS.function, types);
  if (!found.has(SECTIONS.memory)) append(SECTIONS.memory, join(0, 1));
  append(SECTIONS.export, join(text('memory'), 2, 0));
  append(SECTIONS.export, join(text('_start'), 0, functions));
  append(SECTIONS.code, NOTHING);
  // The order of sections is not that of their numbers: tags stand before globals.
  const order = [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11].filter((id) => found.has(id));
  return wasm(...order.map((id) => section(id, found.get(id)!)));
}

/** Sections by id. No probe is so large that a count or a size of it needs two bytes. */
function readSections(bytes: Uint8Array): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (let at = 8; at < bytes.length; at += 2 + bytes[at + 1]!) {
    found.set(bytes[at]!, [...bytes.subarray(at + 2, at + 2 + bytes[at + 1]!)]);
  }
  return found;
}

/** A module that imports a function of WASI preview 1 by its type, from a module of that name. */
function importingOne(module: string, name: string): Uint8Array {
  const values = SIGNATURES.get(name)!.flatMap(({ kind }): number[] => {
    if (['u64', 's64', 'rights'].includes(kind)) return [I64];
    return ['text', '>text', 'buffer', 'iovs'].includes(kind) ? [I32, I32] : [I32];
  });
  const type = func(values, name === 'proc_exit' ? [] : [I32]);
  return wasm(
    section(1, list(type, func([]))),
    section(2, list(join(text(module), text(name), 0, 0))),
    section(3, list(1)),
    section(5, list(join(0, 1))),
    section(7, list(join(text('memory'), 2, 0), join(text('_start'), 0, u(1)))),
    section(10, list(NOTHING)),
  );
}

/** Every module that hosts are tried with, by what it is about: a feature, or `MODULE.FUNCTION`. */
export const HOST_PROBES: ReadonlyMap<string, Uint8Array> = new Map([
  ...FEATURE_NAMES.map((name) => [name as string, makeStartable(PROBES[name])] as const),
  ...['wasi_snapshot_preview1', 'wasi_unstable'].flatMap((module) =>
    [...SIGNATURES.keys()].map((name) => [`${module}.${name}`, importingOne(module, name)] as const),
  ),
]);
