import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROGRAM } from '../run-command.fixture.ts';

/** Places from which emrift is called that no user means, and that have to cost one line: `script` has it as `$EMRIFT`. */
it.each([
  [
    'a working folder that is gone',
    'cd "$FOLDER" && rmdir "$FOLDER" && $EMRIFT cases check',
    2,
    'emrift: the working folder does not exist any more',
  ],
  [
    'a log that is passed on to a full disk',
    `echo 'error: x' | $EMRIFT explain --tee > /dev/full`,
    3,
    'emrift: standard output cannot be written (ENOSPC)',
  ],
  [
    'so few open files that no process can be started',
    'ulimit -n 25 && $EMRIFT doctor | grep sandbox',
    0,
    'missing sandbox: spawn bwrap EMFILE; fix it with `ulimit -n 4096`',
  ],
])('%s', { timeout: 60_000 }, (_, script, code, line) => {
  const folder = mkdtempSync(join(tmpdir(), 'emrift-odd-'));
  try {
    const env = { ...process.env, FOLDER: folder, EMRIFT: `${process.execPath} ${PROGRAM}` };
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { env, cwd: tmpdir(), encoding: 'utf8' });
    expect({ status, last: `${stdout}${stderr}`.trimEnd().split('\n').at(-1) }).toEqual({ status: code, last: line });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
