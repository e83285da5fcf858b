import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a script that becomes another program; in its command line `$here` is the script's own folder. */
export async function writeStarter(path: string, command: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `#!/bin/sh\nhere=$(dirname "$0")\nexec ${command}\n`, { mode: 0o755 });
}
