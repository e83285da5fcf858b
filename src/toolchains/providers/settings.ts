import { homedir } from 'node:os';
import { join } from 'node:path';
import { ProblemInInput } from '../../model/errors.ts';

/** Where vendors offer their own downloads: the variable that replaces a base, and the base. No trailing slash. */
export const VENDOR_BASES = {
  /** Archives of emscripten-releases, one folder per platform and build (emsdk 6.0.8, emsdk_manifest.json). */
  emsdk: {
    variable: 'EMRIFT_EMSDK_BASE',
    base: 'https://storage.googleapis.com/webassembly/emscripten-releases-builds',
  },
  /** The emsdk repository's own files: emscripten-releases-tags.json and bazel/revisions.bzl. */
  emsdkLists: {
    variable: 'EMRIFT_EMSDK_LISTS_BASE',
    base: 'https://raw.githubusercontent.com/emscripten-core/emsdk/main',
  },
  /** Go's download page with its JSON listing. */
  goDev: { variable: 'EMRIFT_GO_DEV_BASE', base: 'https://go.dev/dl' },
} as const;

/** A vendor's base by name. */
export type VendorBase = keyof typeof VENDOR_BASES;

/** What the environment says about where toolchains come from and where they are kept. */
export interface Settings {
  /** The store's folder. */
  readonly storeDir: string;
  /** How many bytes it may grow to (`EMRIFT_STORE_MAX`); null for no bound. */
  readonly storeMax: number | null;
  readonly bases: Readonly<Record<VendorBase, string>>;
  /** A Debian archive to use where the machine's apt knows none (`EMRIFT_DEBIAN_MIRROR`). */
  readonly debianMirror: string | undefined;
  /** The keys that sign that archive, where they are not Debian's own (`EMRIFT_DEBIAN_KEYRING`). */
  readonly debianKeyring: string | undefined;
  /** The environment that fetching clients run with, so that proxies and mirrors which the user has set apply. */
  readonly clientEnv: Readonly<Record<string, string>>;
}

/** The store's folder, as the environment names it. */
export function storeFolder(env: Readonly<Record<string, string | undefined>>): string {
  return env.EMRIFT_STORE || join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'emrift');
}

/**
 * Reads the settings from environment variables. Whoever mirrors emsdk serves lists and archives from one base. Throws
 * `ProblemInInput` for a size that is none.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const baseOf = (name: VendorBase) => trimSlash(env[VENDOR_BASES[name].variable] || VENDOR_BASES[name].base);
  const lists = env.EMRIFT_EMSDK_LISTS_BASE || env.EMRIFT_EMSDK_BASE || VENDOR_BASES.emsdkLists.base;
  return {
    storeDir: storeFolder(env),
    storeMax: env.EMRIFT_STORE_MAX ? readSize(env.EMRIFT_STORE_MAX) : null,
    bases: { emsdk: baseOf('emsdk'), emsdkLists: trimSlash(lists), goDev: baseOf('goDev') },
    debianMirror: env.EMRIFT_DEBIAN_MIRROR || undefined,
    debianKeyring: env.EMRIFT_DEBIAN_KEYRING || undefined,
    clientEnv: Object.fromEntries(
      Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  };
}

/** `20GB`, `500 MB`: powers of ten, as they are printed. */
function readSize(text: string): number {
  const match = /^(\d{1,6}(?:\.\d{1,3})?) ?([kMGT])B$/i.exec(text.trim());
  if (!match)
    throw new ProblemInInput(`EMRIFT_STORE_MAX is ${JSON.stringify(text)}`, { hint: 'give a size such as 20GB' });
  return Number(match[1]) * { k: 1e3, m: 1e6, g: 1e9, t: 1e12 }[match[2]!.toLowerCase() as 'k' | 'm' | 'g' | 't'];
}

function trimSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
