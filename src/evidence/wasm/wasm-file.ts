import type { DynamicInfo } from './dylink.ts';
import type { EmscriptenMetadata } from './emscripten-metadata.ts';
import type { Export, GlobalType, Import, Limits, TableType } from './externals.ts';
import type { Linking } from './linking.ts';
import type { NameMaps } from './name-section.ts';
import type { ProducerField, TargetFeature } from './provenance-sections.ts';
import type { Relocations } from './relocations.ts';
import type { TypeDefinition } from './type-section.ts';
import type { Problem } from './wasm-error.ts';

/** One section, in file order. */
export interface Section {
  readonly id: number;
  /** `type`, `import` …; of a custom section its own name; `unknown` else. */
  readonly name: string;
  /** Whether it is a custom section; false: the core format defines it. */
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
