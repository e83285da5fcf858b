import { matchesGlob } from '../../model/glob.ts';
import { FEATURES, type Feature } from '../features/features.ts';
import type { FeatureUse } from '../features/used-features.ts';
import type { Maker } from '../origin/makers.ts';
import type { Import } from '../wasm/externals.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';
import { ENGINES } from './engines.ts';
import { cureFeatures } from './feature-cures.ts';
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
  /** What else it has not, `MOST_ALSO` of it. */
  readonly also?: readonly string[];
  /** What helps against all of it. */
  readonly cure?: string;
  /** What its engine makes of the module, whoever gives the imports; absent for a loader. */
  readonly engine?: EngineVerdict;
}

/** Whether an engine understands all that a module uses. */
export interface EngineVerdict {
  /** Null where instructions that could not be understood leave it open. */
  readonly understands: boolean | null;
  /** The titles of the features that it lacks. */
  readonly missing: readonly string[];
  readonly cure?: string;
}

/** How much a verdict lists beside the first thing that is missing: a module may import millions of functions. */
const MOST_ALSO = 8;

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
  const features = use.used.filter((one) => host.lacks?.includes(one));
  const never = file.imports.filter((entry) => !isOffered(host, entry));
  const asked = file.imports.filter((entry) => isOffered(host, entry) && Object.hasOwn(host.onRequest, entry.module));
  const wanted = never.length > 0 ? [] : findExports(host, file);
  const engine = judgeEngine(host, features, use);
  const missing = [
    ...engine.missing.map((text) => ({ kind: 'feature' as const, text })),
    ...never.slice(0, MOST_ALSO + 1).map(asImport),
    ...wanted.map((name) => ({ kind: 'export' as const, text: name })),
    ...asked.slice(0, MOST_ALSO + 1).map(asImport),
  ];
  const [first, ...rest] = missing;
  const shown = host.lacks === null ? {} : { engine };
  if (!first) return { runs: host.lacks === null ? true : engine.understands, ...shown };
  const cures = [
    ...(features.length > 0 ? [engine.cure] : []),
    ...(never.length > 0 || asked.length > 0 ? [cureImports(host, never, asked, maker)] : []),
    ...(wanted.length > 0 ? [undefined] : []),
  ];
  return {
    ...{ runs: false, missing: first.text, kind: first.kind },
    ...(rest.length > 0 && { also: rest.slice(0, MOST_ALSO).map(({ text }) => text) }),
    // What helps against one thing alone does not make it run.
    ...(cures.every((cure) => cure !== undefined) && { cure: cures.join('; ') }),
    ...shown,
  };
}

function judgeEngine(host: Host, features: readonly Feature[], { unknownAt }: FeatureUse): EngineVerdict {
  if (features.length === 0) return { understands: unknownAt === null ? true : null, missing: [] };
  const cure = cureFeatures(host, features, familyOf(host));
  const missing = features.map((feature) => FEATURES[feature].title);
  return { understands: false, missing, ...(cure !== undefined && { cure }) };
}

function asImport({ module, name }: Import) {
  return { kind: 'import' as const, text: `${module}.${name}` };
}

function findExports(
  host: Host,
  file: Pick<WasmFile, 'imports'> & { readonly exported: ReadonlySet<string> },
): readonly string[] {
  return host.needs
    .filter(({ when }) => when === undefined || file.imports.some(({ name }) => matchesGlob(when, name)))
    .flatMap(({ exports }) => exports)
    .filter((name) => !file.exported.has(name));
}

function isOffered(host: Host, { module, name }: Import): boolean {
  return host.imports.some((offer) => offer.module === module && offer.names.some((one) => matchesGlob(one, name)));
}

/** What the host gives when it is asked; else a later version that has all; else where the functions come from. */
function cureImports(host: Host, never: readonly Import[], asked: readonly Import[], maker: Maker | null): string {
  if (never.length === 0) return [...new Set(asked.map(({ module }) => host.onRequest[module]!))].join('; ');
  const later = familyOf(host).find((other) => never.every((entry) => isOffered(other, entry)));
  return later ? `${later.id} has ${never.length > 1 ? 'them' : 'it'}` : cureImport(host, never[0]!, maker);
}

/** The versions of a host's family from its own on. */
function familyOf(host: Host): readonly Host[] {
  const family = HOSTS.filter((other) => other.family === host.family);
  return family.slice(family.indexOf(host));
}
