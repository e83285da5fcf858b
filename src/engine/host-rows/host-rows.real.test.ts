import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FEATURE_NAMES } from '../../evidence/features/features.ts';
import type { Host } from '../../evidence/hosts/host.ts';
import { HOSTS } from '../../evidence/hosts/judge-hosts.ts';
import { matchesGlob } from '../../model/glob.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import { compareVersions } from '../../model/versions.ts';
import { createLocalExecutor } from '../../run/executor/local.ts';
import { openBlobs } from '../../run/storage/blobs.ts';
import { listStored } from '../../toolchains/store/store.ts';
import { chooseEntry } from '../run/execute.ts';
import { openSession } from '../run/session.ts';
import { HOST_PROBES } from './host-probes.fixture.ts';
import { listModules } from './modules.fixture.ts';
import { besideOf, canBeTried, canLoad, PROBE_TRIAL, tryHost } from './try-hosts.fixture.ts';

/**
 * What `inspect` says of hosts is compared with the hosts: each that is installed loads every module of the table. A row
 * that is wrong fails with what was measured, which is what the row has to say.
 */

const scratch = mkdtempSync(join(tmpdir(), 'emrift-host-rows-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const { store } = await openSession({ signal: new AbortController().signal, note: () => {} });
const stored = (await listStored(store)).map(({ toolchain }) => toolchain);
/** Rows are of upstream's versions, whoever built the program. */
const rowOf = ({ tool, version }: Toolchain) => HOSTS.find(({ id }) => id === `${tool}${version}`);
const rows = stored.filter((one) => canBeTried(one.tool) && rowOf(one));
/** Some hosts take minutes: the nightly job tries all, everybody else the newest of the two quickest. */
const installed =
  process.env.EMRIFT_HOSTS === 'all'
    ? rows
    : ['node', 'wazero'].flatMap((tool) => rows.filter((one) => one.tool === tool).slice(-1));

/** The host and what it needs beside it, newest first; null where that is not installed. */
function besides(host: Toolchain): Toolchain | undefined | null {
  const wanted = besideOf(host.tool);
  if (wanted === undefined) return undefined;
  return stored.filter(({ tool }) => tool === wanted).at(-1) ?? null;
}

async function openMachine() {
  const toolchainOf = (digest: string) => stored.find((one) => one.digest === digest);
  const [blobs, entry] = [openBlobs(scratch), await chooseEntry(true)];
  const layCaches = async () => [];
  return { blobs, executor: createLocalExecutor({ store: scratch, blobs, entry, toolchainOf, layCaches }) };
}

const offers = ({ imports }: Host, full: string) => {
  const [module = '', name = ''] = full.split('.');
  return imports.some((offer) => offer.module === module && offer.names.some((one) => matchesGlob(one, name)));
};

describe('rows of hosts are as the hosts are', () => {
  it.each(installed.map((host) => [host.id, host] as const))('%s', { timeout: 1_600_000 }, async (_, host) => {
    const beside = besides(host);
    if (beside === null) return;
    const loaded = await tryHost(host, beside, PROBE_TRIAL, await openMachine());
    const row = rowOf(host)!;
    const functions = [...HOST_PROBES.keys()].filter((name) => name.includes('.'));
    const measured = {
      lacks: FEATURE_NAMES.filter((name) => !loaded.has(name)),
      withholds: functions.filter((name) => !loaded.has(name)),
    };
    expect(measured).toEqual({
      lacks: FEATURE_NAMES.filter((name) => row.lacks!.includes(name)),
      withholds: functions.filter((name) => !offers(row, name)),
    });
  });
});

/** The row that speaks for a version: its own, else the newest before it. */
const nearestRow = ({ tool, version }: Toolchain) =>
  HOSTS.filter((host) => host.family === tool && compareVersions(tool, host.id.slice(tool.length), version) <= 0).at(
    -1,
  );

describe('what is said of modules is what hosts do with them', () => {
  const modules = listModules(process.env.EMRIFT_MODULES);
  const hosts = (process.env.EMRIFT_HOSTS === 'all' ? stored : installed).filter(
    (one) => canLoad(one.tool) && nearestRow(one),
  );
  it.each(hosts.map((host) => [host.id, host] as const))('%s', { timeout: 1_600_000 }, async (_, host) => {
    const beside = besides(host);
    if (beside === null) return;
    const tried = new Map(modules.map(({ name, bytes }) => [name, bytes]));
    const loaded = await tryHost(host, beside, { modules: tried, plain: true }, await openMachine());
    const row = nearestRow(host)!;
    const said = modules.map(
      ({ name, path, hosts }) => [name, path, hosts.find((one) => one.host === row.id)!] as const,
    );
    const wrong = said.filter(([name, , verdict]) => verdict.runs !== null && verdict.runs !== loaded.has(name));
    expect(wrong.map(([, path, { runs, missing }]) => ({ path, runs, missing }))).toEqual([]);
  });
});
