import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCommand } from './run-command.fixture.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

it('explains the log of README.md as README.md says', async () => {
  const [, log, said] = /\$ cat build\.log\n([\s\S]*?)\$ node dist\/cli\.js explain build\.log\n([\s\S]*?)```/.exec(
    README,
  )!;
  const folder = mkdtempSync(join(tmpdir(), 'emrift-readme-'));
  try {
    writeFileSync(join(folder, 'build.log'), log!);
    const { exitCode, stdout } = await runCommand(['explain', 'build.log'], { cwd: folder });
    expect([exitCode, stdout]).toEqual([0, said]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
