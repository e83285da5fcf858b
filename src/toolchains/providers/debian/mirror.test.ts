import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openSources } from '../../sources.ts';
import { openStore } from '../../store/store.ts';
import { readSettings } from '../settings.ts';
import { createSuites } from './provider.ts';
import { SUITES } from './suites.ts';

const folder = mkdtempSync(join(tmpdir(), 'emrift-mirror-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('asks the apt of the machine once where the archive is, however many suites there are', async () => {
  const says = `case $1 in indextargets) echo x >> ${folder}/asked; echo 'Debian|Debian|http://127.0.0.1:1' ;; *) exit 100 ;; esac`;
  writeFileSync(join(folder, 'apt-get'), `#!/bin/sh\n${says}\n`, { mode: 0o755 });
  const env = {
    PATH: `${folder}:${process.env.PATH}`,
    EMRIFT_STORE: join(folder, 'store'),
    EMRIFT_DEBIAN_KEYRING: '/k',
  };
  const settings = readSettings(env);
  const { context } = openSources(settings, await openStore(settings.storeDir, 'linux-x64'));
  const open = createSuites();
  expect(SUITES.length).toBeGreaterThan(3);
  for (const { name } of SUITES) await expect(open(name, context)).rejects.toThrow(`suite ${name}: `);
  expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('x\n');
});
