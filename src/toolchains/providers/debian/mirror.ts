import { callClient } from '../../client.ts';
import { exists } from '../../files.ts';
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
 * /etc/apt/sources.list.d may be ignored by apt, so they are not read here). `EMRIFT_DEBIAN_MIRROR` comes first.
 */
export async function findMirror(context: ProviderContext): Promise<Mirror> {
  const { debianMirror, debianKeyring, clientEnv } = context.settings;
  const keyring = debianKeyring ?? (await firstThatExists(KEYRINGS));
  if (!keyring) {
    throw new SourceUnreachable("Debian's keys are missing: apt-get install debian-archive-keyring");
  }
  if (debianMirror) return { url: debianMirror, keyring };
  const format = '$(ORIGIN)|$(LABEL)|$(REPO_URI)';
  const targets = await callClient(['apt-get', 'indextargets', '--format', format, 'Identifier: Packages'], {
    env: { ...clientEnv, LC_ALL: 'C' },
    signal: context.signal,
  }).catch((error: Error) => {
    throw new SourceUnreachable(`apt does not answer: ${error.message}`);
  });
  const line = targets.split('\n').find((target) => target.startsWith('Debian|Debian|'));
  if (line) return { url: line.split('|')[2]!, keyring };
  throw new SourceUnreachable('apt knows no Debian archive: run apt-get update, or set EMRIFT_DEBIAN_MIRROR');
}

async function firstThatExists(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await exists(path)) return path;
  return undefined;
}
