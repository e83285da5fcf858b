import { readFile } from 'node:fs/promises';
import { callClient } from '../../../system/client.ts';
import { exists } from '../../../system/files.ts';
import { type ProviderContext, SourceUnreachable } from '../provider.ts';

/** Where the Debian archive is and which keys sign it. */
export interface Mirror {
  readonly url: string;
  readonly keyring: string;
}

/** Where Debian's and Ubuntu's packages `debian-archive-keyring` put the keys. */
const KEYRINGS = [
  '/usr/share/keyrings/debian-archive-keyring.gpg',
  '/usr/share/keyrings/debian-archive-keyring.pgp',
] as const;

/**
 * Finds the Debian archive that this machine's apt is set to use, as apt itself reports it (files below
 * /etc/apt/sources.list.d may be ignored by apt, so they are not read here). `EMRIFT_DEBIAN_MIRROR` comes first. Throws
 * `SourceUnreachable` where there is no archive, or its keys are missing.
 */
export async function findMirror(context: ProviderContext): Promise<Mirror> {
  const { debianMirror, debianKeyring } = context.settings;
  const keyring = debianKeyring ?? (await firstThatExists(KEYRINGS));
  if (!keyring) {
    throw new SourceUnreachable("Debian's keys are missing: apt-get install debian-archive-keyring");
  }
  if (debianMirror) return { url: debianMirror, keyring };
  const url = await askApt(context);
  if (url) return { url, keyring };
  throw new SourceUnreachable('apt knows no Debian archive: run apt-get update, or set EMRIFT_DEBIAN_MIRROR');
}

/** Apt knows an archive's origin once it has fetched its index; before that, on Debian itself, any but security's serves. */
async function askApt(context: ProviderContext): Promise<string | undefined> {
  const format = '$(ORIGIN)|$(LABEL)|$(REPO_URI)';
  const targets = await callClient(['apt-get', 'indextargets', '--format', format, 'Identifier: Packages'], {
    env: { ...context.settings.clientEnv, LC_ALL: 'C' },
    signal: context.signal,
  }).catch((error: Error) => {
    throw new SourceUnreachable(`apt does not answer: ${error.message}`);
  });
  const known = targets.split('\n').map((line) => line.split('|'));
  const debian = known.find(([origin, label]) => origin === 'Debian' && label === 'Debian');
  if (debian) return debian[2];
  const system = await readFile('/etc/os-release', 'utf8').catch(() => '');
  if (!/^ID=debian$/m.test(system)) return undefined;
  return known.find(([origin, , url]) => origin === '' && url && !url.includes('security'))?.[2];
}

async function firstThatExists(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await exists(path)) return path;
  return undefined;
}
