import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '../../model/canonical.ts';
import type { TestServer } from './server.fixture.ts';

/** The machine's Go; undefined where it has none. For tests. */
export const machineGo = ['/usr/local/go/bin/go', '/usr/bin/go'].find((path) => existsSync(path));

/** Lays files below a folder; those that begin with `#!` are executable. Gives the folder. */
export function lay(folder: string, files: Readonly<Record<string, string | Buffer>>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { mode: content.toString().startsWith('#!') ? 0o755 : 0o644 });
  }
  return folder;
}

/** Puts a module into the proxy of files `<dir>/proxy`, as Go's own tool for it would pack it. */
export function publishModule(
  dir: string,
  module: string,
  version: string,
  files: Readonly<Record<string, string>>,
): void {
  const content = lay(join(dir, 'pack', `${module}@${version}`), files);
  const folder = lay(join(dir, 'proxy', module, '@v'), {
    list: `${version}\n`,
    [`${version}.info`]: JSON.stringify({ Version: version }),
    [`${version}.mod`]: readFileSync(join(content, 'go.mod'), 'utf8'),
  });
  const archive = join(folder, `${version}.zip`);
  rmSync(archive, { force: true });
  // The format knows no entries for folders (golang.org/ref/mod, module zip files).
  const zip = 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1], "w"); [z.write(name) for name in sys.argv[2:]]';
  const names = Object.keys(files).map((name) => `${module}@${version}/${name}`);
  execFileSync('/usr/bin/python3', ['-c', zip, archive, ...names], { cwd: join(dir, 'pack') });
  rmSync(join(dir, 'pack'), { recursive: true });
}

/** Lets the server offer releases of Go whose program is `script`, with `{version}` replaced. */
export function offerGo(dir: string, server: TestServer, versions: readonly string[], script: string): void {
  const releases = versions.map((version) => {
    const filename = `go${version}.linux-amd64.tar.gz`;
    const files = { 'go/bin/go': script.replaceAll('{version}', version), 'go/VERSION': `go${version}\n` };
    const content = lay(join(dir, `go-${version}`), files);
    execFileSync('tar', ['-czf', join(dir, filename), '-C', content, 'go']);
    const archive = readFileSync(join(dir, filename));
    server.files.set(`/${filename}`, archive);
    const file = { filename, os: 'linux', arch: 'amd64', kind: 'archive' };
    return { version: `go${version}`, files: [{ ...file, sha256: sha256(archive), size: archive.length }] };
  });
  server.files.set('/?mode=json&include=all', JSON.stringify(releases));
}
