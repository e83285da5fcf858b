import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A package to put into a test archive: its files by path, where `{link}` makes a symbolic link. */
export interface TestPackage {
  readonly name: string;
  readonly version: string;
  readonly depends?: string;
  readonly files: Readonly<Record<string, string | { readonly copy: string } | { readonly link: string }>>;
}

/** A signed Debian archive in a folder; for tests. */
export interface TestArchive {
  /** For EMRIFT_DEBIAN_MIRROR and EMRIFT_DEBIAN_KEYRING. */
  readonly url: string;
  readonly keyring: string;
  /** Replaces a suite's content. */
  publish(suite: string, packages: readonly TestPackage[]): void;
  /** The file of a package. */
  pathOf(name: string, version: string): string;
  /** Ends the agent that holds the key. */
  close(): void;
}

/** Makes an archive with a key of its own in `dir`. Needs gpg and dpkg-deb. */
export function makeArchive(dir: string): TestArchive {
  const home = join(dir, 'gnupg');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const gpg = (...args: string[]) =>
    execFileSync('gpg', ['--homedir', home, '--batch', '--yes', '--quiet', ...args], { stdio: 'pipe' });
  gpg('--passphrase', '', '--quick-generate-key', 'Test Archive <archive@example.org>', 'ed25519', 'sign');
  const keyring = join(dir, 'keyring.gpg');
  writeFileSync(keyring, gpg('--export'));
  const root = join(dir, 'archive');
  const pathOf = (name: string, version: string) =>
    join(root, 'pool', `${name}_${version.replace(/^\d+:/, '')}_amd64.deb`);

  const build = (given: TestPackage): string => {
    const tree = join(dir, 'build', `${given.name}_${given.version}`);
    for (const [path, content] of Object.entries(given.files)) {
      const target = join(tree, path);
      mkdirSync(dirname(target), { recursive: true });
      if (typeof content === 'string') {
        writeFileSync(target, content, { mode: content.startsWith('#!') ? 0o755 : 0o644 });
      } else if ('copy' in content) execFileSync('cp', ['-L', content.copy, target]);
      else execFileSync('ln', ['-sfn', content.link, target]);
    }
    const control = [
      `Package: ${given.name}`,
      `Version: ${given.version}`,
      'Architecture: amd64',
      'Maintainer: Test Archive <archive@example.org>',
      ...(given.depends ? [`Depends: ${given.depends}`] : []),
      'Description: a test',
    ];
    mkdirSync(join(tree, 'DEBIAN'), { recursive: true });
    writeFileSync(join(tree, 'DEBIAN/control'), `${control.join('\n')}\n`);
    const path = pathOf(given.name, given.version);
    mkdirSync(dirname(path), { recursive: true });
    execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', tree, path], {
      stdio: 'pipe',
      // The same files give the same package, whenever it is built.
      env: { ...process.env, SOURCE_DATE_EPOCH: '0' },
    });
    const content = readFileSync(path);
    const hash = createHash('sha256').update(content).digest('hex');
    const file = `pool/${path.slice(path.lastIndexOf('/') + 1)}`;
    return [...control, `Filename: ${file}`, `Size: ${content.length}`, `SHA256: ${hash}`, ''].join('\n');
  };

  const publish = (suite: string, packages: readonly TestPackage[]) => {
    const index = `${packages.map(build).join('\n')}\n`;
    const folder = join(root, 'dists', suite);
    mkdirSync(join(folder, 'main/binary-amd64'), { recursive: true });
    writeFileSync(join(folder, 'main/binary-amd64/Packages'), index);
    const hash = createHash('sha256').update(index).digest('hex');
    const release = [
      'Origin: Debian',
      'Label: Debian',
      `Suite: ${suite}`,
      `Codename: ${suite}`,
      'Date: Thu, 01 Jan 2026 00:00:00 UTC',
      'Architectures: amd64',
      'Components: main',
      'SHA256:',
      ` ${hash} ${index.length} main/binary-amd64/Packages`,
    ];
    writeFileSync(join(folder, 'Release'), `${release.join('\n')}\n`);
    gpg('--clearsign', '--output', join(folder, 'InRelease'), join(folder, 'Release'));
  };
  const close = () => {
    execFileSync('gpgconf', ['--homedir', home, '--kill', 'all'], { stdio: 'pipe' });
  };
  return { url: `file://${root}`, keyring, publish, pathOf, close };
}
