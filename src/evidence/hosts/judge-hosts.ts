import { matchesGlob } from '../../model/glob.ts';
import { FEATURES, type Feature } from '../features/features.ts';
import type { FeatureUse } from '../features/used-features.ts';
import type { Maker } from '../origin/makers.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';
import { ENGINES } from './engines.ts';
import type { Host } from './host.ts';
import { cureImport } from './import-cures.ts';
import { WASM_EXECS } from './wasm-exec.ts';
import { WAZEROS } from './wazero.ts';

/** Every host that is known, families together, oldest version first. */
export const HOSTS: readonly Host[] = [...ENGINES, ...WAZEROS, ...WASM_EXECS];

/** Whether a host, as it comes, runs a module, and what is in the way. */
export interface HostVerdict {
  readonly host: string;
  /** Null where instructions that could not be understood leave it open. */
  readonly runs: boolean | null;
  /** The first thing that the host has not: `module.name`, an export, or a feature. */
  readonly missing?: string;
  readonly kind?: 'feature' | 'import' | 'export';
  /** What helps. */
  readonly cure?: string;
}

/** Judges a linked module on every known host. Whether what is imported has the right type is not looked at. */
export function judgeHosts(file: WasmFile, use: FeatureUse, maker: Maker | null): HostVerdict[] {
  const imports = [...new Map(file.imports.map((entry) => [`${entry.module}\0${entry.name}`, entry])).values()];
  const exported = new Set<string>();
  for (const { name } of file.exports) if (NEEDED.has(name)) exported.add(name);
  return HOSTS.map((host) => ({ host: host.id, ...judge(host, { imports, exported }, use, maker) }));
}

/** Every export that some host needs: of what a module exports, nothing else is looked at. */
const NEEDED = new Set(HOSTS.flatMap(({ needs }) => needs.flatMap(({ exports }) => exports)));

function judge(
  host: Host,
  file: Pick<WasmFile, 'imports'> & { readonly exported: ReadonlySet<string> },
  use: FeatureUse,
  maker: Maker | null,
): Omit<HostVerdict, 'host'> {
  const feature = use.used.find((one) => host.lacks?.includes(one));
  if (feature) return { runs: false, missing: FEATURES[feature].title, kind: 'feature', ...cureFeature(host, feature) };
  const lacking = file.imports.find((entry) => !isOffered(host, entry.module, entry.name));
  if (lacking) {
    const missing = `${lacking.module}.${lacking.name}`;
    return { runs: false, missing, kind: 'import', cure: cureImport(host, lacking, maker) };
  }
  const wanted = host.needs
    .filter(({ when }) => when === undefined || file.imports.some(({ name }) => matchesGlob(when, name)))
    .flatMap(({ exports }) => exports)
    .find((name) => !file.exported.has(name));
  if (wanted !== undefined) return { runs: false, missing: wanted, kind: 'export' };
  return { runs: use.unknownAt === null || host.lacks === null ? true : null };
}

function isOffered(host: Host, module: string, name: string): boolean {
  return host.imports.some((offer) => offer.module === module && offer.names.some((one) => matchesGlob(one, name)));
}

/** A switch of this version, else the first later version that needs none, else what turns the one into the other. */
function cureFeature(host: Host, feature: Feature): { cure?: string } {
  const own = host.switches[feature];
  if (own) return { cure: `${own} makes it understand them` };
  const family = HOSTS.filter((other) => other.family === host.family);
  const later = family.slice(family.indexOf(host)).find((other) => !other.lacks?.includes(feature));
  if (later) return { cure: `${later.id} has it` };
  const standard = host.lacks?.includes('exnref') === false || host.switches.exnref !== undefined;
  if (feature === 'exceptions-legacy' && standard) return { cure: 'wasm-opt --translate-to-exnref rewrites them' };
  return {};
}
