// Preloaded into emrift: kills it with -9 right before the so-many-th change that it makes to the catalogue, the lock or the
// standard output. With KILL_AT=0 it only counts them, into the file that COUNT names.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { KILL_AT, KILL_BELOW, COUNT } = process.env;
let seen = 0;
const original = { ...fs };

function pass(name, path) {
  const counts = name === 'writeSync' ? path === 1 : String(path).startsWith(KILL_BELOW);
  if (!counts) return;
  seen++;
  if (seen === Number(KILL_AT)) process.kill(process.pid, 'SIGKILL');
  if (COUNT) original.writeFileSync(COUNT, String(seen));
}

for (const name of ['renameSync', 'linkSync', 'rmSync', 'rmdirSync', 'writeFileSync', 'mkdirSync', 'writeSync']) {
  fs[name] = (path, ...rest) => {
    pass(name, path);
    return original[name](path, ...rest);
  };
}
syncBuiltinESMExports();
