// Brings a clone to where the command line can run: packages of this project, packages of the system, the build.
// Does only what is missing, so that a second start goes straight to work.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (command, args, options = {}) => execFileSync(command, args, { cwd: root, stdio: 'inherit', ...options });
const has = (command) =>
  (process.env.PATH ?? '').split(':').some((folder) => folder && existsSync(join(folder, command)));

function fail(line) {
  console.error(`emrift: ${line}`);
  process.exit(3);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Node 20.19 or newer is needed, this is ${process.versions.node}`);
}

function installPackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.emrift-setup');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('emrift: installing the packages of package-lock.json');
  run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']);
  writeFileSync(stamp, wanted);
}

/** Programs that do as well as a package's own. */
const ALSO = {
  'ninja-build': ['ninja'],
  chromium: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
};

/** What the main job calls besides Node, with the Debian package that has it; programs that the command line names are packages. */
function missingSystemPackages() {
  const missing = [];
  if (!has('bwrap')) missing.push('bubblewrap');
  if (!existsSync('/usr/share/keyrings/debian-archive-keyring.gpg')) missing.push('debian-archive-keyring');
  if (!has('gpgv')) missing.push('gpgv');
  missing.push(...process.argv.slice(2).filter((program) => !(ALSO[program] ?? [program]).some(has)));
  return missing;
}

function installSystemPackages() {
  if (process.platform !== 'linux' || !has('apt-get')) return;
  const missing = missingSystemPackages();
  if (missing.length === 0) return;
  const prefix = process.getuid() === 0 ? [] : canSudo() ? ['sudo', '-n'] : null;
  if (!prefix) fail(`system packages are missing; install them with: sudo apt-get install ${missing.join(' ')}`);
  console.error(`emrift: installing the system packages ${missing.join(', ')}`);
  const apt = (...args) => {
    const [command, ...rest] = [...prefix, 'apt-get', '-qq', '-o', 'Dpkg::Use-Pty=0', ...args];
    run(command, rest, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  };
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...missing);
}

function canSudo() {
  try {
    execFileSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function newest(folder) {
  return Math.max(
    ...readdirSync(folder, { withFileTypes: true }).map((entry) =>
      entry.isDirectory() ? newest(join(folder, entry.name)) : statSync(join(folder, entry.name)).mtimeMs,
    ),
    0,
  );
}

function build() {
  const bundle = join(root, 'dist', 'cli.js');
  const sources = Math.max(newest(join(root, 'src')), statSync(join(root, '.config', 'build.mjs')).mtimeMs);
  if (existsSync(bundle) && statSync(bundle).mtimeMs > sources) return;
  mkdirSync(join(root, 'dist'), { recursive: true });
  run(process.execPath, ['.config/build.mjs']);
}

checkNode();
try {
  installPackages();
  installSystemPackages();
  build();
} catch (error) {
  fail(`the set-up stopped: ${error.message}`);
}
