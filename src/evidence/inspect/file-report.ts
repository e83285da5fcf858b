import type { ModuleEntry } from '../../model/results.ts';
import type { Feature } from '../features/features.ts';
import type { GlueReport } from '../glue/match-glue.ts';
import type { HostVerdict } from '../hosts/judge-hosts.ts';
import type { DebugInfo } from '../origin/debug-info.ts';
import type { Origin } from '../origin/describe-origin.ts';
import type { EmscriptenWindow } from '../origin/emscripten-window.ts';
import type { Finding } from '../origin/makers.ts';
import type { Role } from '../origin/module-role.ts';
import type { Settings } from '../settings/settings.ts';
import type { Sizes } from '../settings/sizes.ts';
import type { Artifact } from '../wasm/artifact.ts';
import type { EmscriptenMetadata } from '../wasm/emscripten-metadata.ts';
import type { WasmSymbol } from '../wasm/symbols.ts';
import type { Problem } from '../wasm/wasm-error.ts';

/** All that is known of one file: an entry of `files` in the JSON of `emrift inspect`. */
export interface FileReport {
  readonly path: string;
  readonly format: Artifact['kind'];
  /** Bytes. */
  readonly size: number;
  /** Who made it; of an archive, what its members show. */
  readonly producer: Origin;
  /** All that had a part in it, the first of them first. */
  readonly producers: readonly Finding[];
  readonly emscripten: EmscriptenWindow | null;
  /** The script that loads it, where one was looked for and is there. */
  readonly glue: GlueReport | null;
  /** Of a linked module, with what settings it was built. */
  readonly settings: Settings | null;
  /** Of a wasm file. */
  readonly sizes: Sizes | null;
  /** What an old Emscripten was asked to write about itself. */
  readonly metadata: EmscriptenMetadata | null;
  /** How it is put to use; null for what is only recognised, and for archives. */
  readonly role: Role | null;
  /** Whose interface it imports, where its role is `embedded` and that is known. */
  readonly embedder: string | null;
  readonly debug: DebugInfo | null;
  readonly imports: readonly ModuleEntry[];
  readonly exports: readonly ModuleEntry[];
  readonly symbols: readonly WasmSymbol[];
  /** Names of features: those declared by `target_features` and, of a module, those that it was seen to use. */
  readonly features: readonly string[];
  /** Those that a module was seen to use; null where instructions were not looked at. */
  readonly used: readonly Feature[] | null;
  /** Offset of the first instruction that could not be understood. */
  readonly unknownInstruction: number | null;
  /** Bytes of code that were not searched for features. */
  readonly unsearchedCode: number;
  /** Empty for what no host can start. */
  readonly hosts: readonly HostVerdict[];
  /** Of an archive, and the core modules of a component, in its order. */
  readonly members: readonly MemberReport[];
  /** Sections of a wasm file, in its order. */
  readonly sections: readonly { readonly name: string; readonly offset: number; readonly size: number }[];
  readonly problems: readonly Problem[];
}

/** A member of an archive or component; `reason` says why it could not be read, `producer` who made it where that is known. */
export interface MemberReport {
  readonly name: string;
  readonly format: string;
  readonly size: number;
  readonly reason?: string;
  readonly producer?: Origin;
}
