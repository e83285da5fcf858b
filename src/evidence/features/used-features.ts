import type { ReadBytes } from '../wasm/read-section.ts';
import type { Section, WasmFile } from '../wasm/wasm-file.ts';
import { FEATURE_NAMES, FEATURES, type Feature } from './features.ts';
import { type FunctionSize, type ScanElsewhere, scanCode } from './scan-code.ts';

/** Which features a file needs and which it was allowed to use. */
export interface FeatureUse {
  /** Found in sections and instructions, oldest first. */
  readonly used: readonly Feature[];
  /** Names in `target_features` that are not disallowed, as they are spelled there; null without such a section. */
  readonly declared: readonly string[] | null;
  /** Offset of the first instruction that was not understood or not looked at: behind it more may be used. */
  readonly unknownAt: number | null;
  /** The largest functions, largest first; empty where the code was not looked at. */
  readonly largest: readonly FunctionSize[];
}

/**
 * Finds what a module needs of an engine; `read` gives the file's bytes, without it the code is not searched. Half of much
 * code is searched `elsewhere`, where that is given.
 */
export function findUsedFeatures(file: WasmFile, read: ReadBytes | null, elsewhere?: ScanElsewhere): FeatureUse {
  const code = codeOf(file);
  const unsearched = { features: new Set<Feature>(), unknownAt: code?.offset ?? null, largest: [] };
  const scan = code && read ? scanCode(read, code.offset, code.size, elsewhere) : unsearched;
  const found = new Set([...featuresOfSections(file), ...scan.features]);
  return {
    used: sortFeatures(found),
    declared: declaredFeatures(file),
    unknownAt: scan.unknownAt,
    largest: scan.largest,
  };
}

/** Where a module's code is, if it has any. */
export function codeOf(file: WasmFile): Section | undefined {
  return file.sections.find(({ custom, name }) => !custom && name === 'code');
}

/** The names in `target_features`; null where the file has no such section. */
export function declaredFeatures(file: WasmFile): readonly string[] | null {
  if (!file.sections.some(({ custom, name }) => custom && name === 'target_features')) return null;
  return file.features.filter(({ policy }) => policy !== 'disallowed').map(({ name }) => name);
}

/** Features in their order. */
export function sortFeatures(features: ReadonlySet<Feature>): readonly Feature[] {
  return FEATURE_NAMES.filter((name) => features.has(name));
}

/** Whether a name is one of `FEATURES`. False: it is unknown here. */
export function isFeature(name: string): name is Feature {
  return Object.hasOwn(FEATURES, name);
}

/** What types, limits and the sections that are there show. */
function featuresOfSections(file: WasmFile): Feature[] {
  const limits = [...file.memories, ...file.tables.map((table) => table.limits)];
  const texts = file.types.flatMap((type) => (type.kind === 'func' ? [...type.params, ...type.results] : []));
  const values = [...texts, ...file.globals.map(({ value }) => value), ...file.tables.map(({ element }) => element)];
  const outside = file.imports.some(({ type }) => type.kind === 'global' && type.global.mutable);
  const exported = file.exports.some(({ kind, index }) => kind === 'global' && file.globals[index]?.mutable);
  const has = (name: string) => file.sections.some((section) => !section.custom && section.name === name);
  const signs: readonly (readonly [Feature, boolean])[] = [
    ['mutable-globals', outside || exported],
    ['bulk-memory', has('datacount')],
    ['reference-types', values.includes('externref') || texts.includes('funcref') || file.tables.length > 1],
    ['multivalue', file.types.some((type) => type.kind === 'func' && type.results.length > 1)],
    ['simd128', values.includes('v128')],
    ['exceptions', file.tags.length > 0],
    ['shared-memory', file.memories.some(({ shared }) => shared)],
    ['exnref', values.includes('exnref')],
    ['typed-function-references', values.some((value) => value.startsWith('(ref'))],
    ['gc', file.types.some((type) => type.kind === 'struct' || type.kind === 'array' || type.supertypes)],
    ['stack-switching', file.types.some(({ kind }) => kind === 'cont')],
    ['memory64', file.memories.some(({ is64 }) => is64)],
    ['table64', file.tables.some((table) => table.limits.is64)],
    ['multimemory', file.memories.length > 1],
    ['custom-page-sizes', limits.some(({ pageSizeLog2 }) => pageSizeLog2 !== undefined)],
  ];
  return signs.filter(([, holds]) => holds).map(([feature]) => feature);
}
