import type { DynamicInfo } from './dylink.ts';
import type { EmscriptenMetadata } from './emscripten-metadata.ts';
import type { Linking } from './linking.ts';
import type { NameMaps } from './name-section.ts';
import type { ProducerField, TargetFeature } from './provenance-sections.ts';
import type { Relocations } from './relocations.ts';
import type { TypeDefinition } from './type-section.ts';
import type { Problem } from './wasm-error.ts';

/** The kinds of things that a module imports and exports, in the order of their codes in the binary format. */
export const EXTERNAL_KINDS = ['function', 'table', 'memory', 'global', 'tag'] as const;

/** One of `EXTERNAL_KINDS`. */
export type ExternalKind = (typeof EXTERNAL_KINDS)[number];

/** Bounds of a memory or table, in pages or elements. */
export interface Limits {
  readonly min: bigint;
  readonly max: bigint | undefined;
  readonly shared: boolean;
  /** Addressed by 64 bits (memory64, table64). */
  readonly is64: boolean;
  /** Log2 of the page size where the module declares one (custom-page-sizes). */
  readonly pageSizeLog2: number | undefined;
}

/** A table's element type as text (`funcref`), and its bounds. */
export interface TableType {
  readonly element: string;
  readonly limits: Limits;
}

/** A global's value type as text. */
export interface GlobalType {
  readonly value: string;
  readonly mutable: boolean;
  readonly shared: boolean;
}

/** What an import asks for; functions and tags by index into `types`. */
export type ExternalType =
  | { readonly kind: 'function'; readonly type: number; readonly exact: boolean }
  | { readonly kind: 'table'; readonly table: TableType }
  | { readonly kind: 'memory'; readonly memory: Limits }
  | { readonly kind: 'global'; readonly global: GlobalType }
  | { readonly kind: 'tag'; readonly type: number };

/** One import. */
export interface Import {
  readonly module: string;
  readonly name: string;
  readonly type: ExternalType;
}

/** One export: an index into the index space of its kind. */
export interface Export {
  readonly name: string;
  readonly kind: ExternalKind;
  readonly index: number;
}

/** One section, in file order. */
export interface Section {
  readonly id: number;
  /** `type`, `import` …; of a custom section its own name; `unknown` else. */
  readonly name: string;
  readonly custom: boolean;
  /** Of the content, behind id and size and, in a custom section, behind the name. */
  readonly offset: number;
  /** Bytes of the content. */
  readonly size: number;
  /** How many entries it says that it has, where it is a list. */
  readonly count: number | undefined;
}

/**
 * A wasm module, relocatable object or shared library as data. Bodies of code, data and element segments are not read.
 * Index spaces (`functions` … `tags`) begin with what is imported.
 */
export interface WasmFile {
  readonly kind: 'module' | 'object' | 'shared';
  /** Bytes of the file. */
  readonly size: number;
  readonly sections: readonly Section[];
  readonly types: readonly TypeDefinition[];
  readonly imports: readonly Import[];
  /** Type indices. */
  readonly functions: readonly number[];
  readonly tables: readonly TableType[];
  readonly memories: readonly Limits[];
  readonly globals: readonly GlobalType[];
  /** Type indices. */
  readonly tags: readonly number[];
  readonly exports: readonly Export[];
  /** The function that runs at instantiation. */
  readonly start?: number;
  readonly names?: NameMaps;
  /** How many functions the `name` section names. */
  readonly functionNames: number;
  readonly producers: readonly ProducerField[];
  readonly features: readonly TargetFeature[];
  readonly linking?: Linking;
  readonly relocations: readonly Relocations[];
  readonly dynamic?: DynamicInfo;
  readonly emscripten?: EmscriptenMetadata;
  /** Lower-case hex digits of the `build_id` section. */
  readonly buildId?: string;
  /** Unknown sections and forms, and custom sections that could not be read. */
  readonly problems: readonly Problem[];
}
