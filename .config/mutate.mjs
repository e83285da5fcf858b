// Mutation tests: changes the pure rooms, one thing at a time, and counts the changes that no test notices. On demand and
// every night, for it takes an hour; its packages are therefore no part of the set-up. Further arguments are StrykerJS's,
// such as --mutate 'src/matrix/*.ts'.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The last line of StrykerJS that runs on Node 20. */
const VERSION = '9.6.1';
const PACKAGES = ['core', 'vitest-runner'].map((name) => `@stryker-mutator/${name}`);

const installed = PACKAGES.every((name) => existsSync(join(root, 'node_modules', name)));
if (!installed) {
  const wanted = PACKAGES.map((name) => `${name}@${VERSION}`);
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', ...wanted], {
    cwd: root,
    stdio: 'inherit',
  });
}
execFileSync(join(root, 'node_modules/.bin/stryker'), ['run', '.config/mutate.json', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});

const { files } = JSON.parse(readFileSync(join(root, '.vitest/mutants.json'), 'utf8'));
const rooms = new Map();
for (const [path, { mutants }] of Object.entries(files)) {
  const room = path.split('/')[1];
  const seen = rooms.get(room) ?? { killed: 0, all: 0 };
  for (const { status } of mutants) {
    if (status === 'Ignored' || status.endsWith('Error')) continue;
    seen.all++;
    if (status === 'Killed' || status === 'Timeout') seen.killed++;
  }
  rooms.set(room, seen);
}
for (const [room, { killed, all }] of [...rooms].sort()) {
  console.log(`${room}: ${killed} of ${all} mutants killed, ${((100 * killed) / all).toFixed(1)} % (goal 85)`);
}
