import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { selectAxes } from '../matrix/axes.ts';
import { readMatrix } from '../matrix/matrix.ts';
import { InfrastructureError, ProblemInInput, printProblem } from '../model/errors.ts';
import type { Origin } from '../model/tools.ts';
import { ensureToolchain } from './ensure.ts';
import { complete, EMPTY_LOCK, type Lock } from './lock/lock.ts';
import { type Column, planToolchains } from './plan-toolchains.ts';
import { type ProviderContext, SourceUnreachable } from './providers/provider.ts';
import { FakeSource } from './providers/source.fixture.ts';
import type { PlanOptions } from './resolve-version.ts';
import type { Sources } from './sources.ts';
import { openStore, type Store } from './store/store.ts';

const MATRIX = readMatrix(
  `go: {versions: ['1.27', stable], from: [goproxy]}
emsdk: {versions: [3.1.69, latest], from: [emsdk, debian]}
`,
  'matrix.yaml',
);

let dir: string;
let store: Store;
let goproxy: FakeSource;
let emsdk: FakeSource;
let debian: FakeSource;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emrift-plan-'));
  store = await openStore(dir, 'linux-x64');
  goproxy = new FakeSource('goproxy', ['go'], true, ['1.26.1', '1.27.3', '1.27.4']);
  emsdk = new FakeSource('emsdk', ['emsdk'], true, new SourceUnreachable('no such host'));
  debian = new FakeSource('debian', ['emsdk', 'go'], false, ['3.1.6', '3.1.69', '6.0.5']);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function openFakes(): Sources {
  const all = [goproxy, emsdk, debian];
  const provider = (origin: Origin) => all.find((one) => one.origin === origin);
  return {
    context: { platform: 'linux-x64' } as ProviderContext,
    provider,
    offer: async (origin) => {
      try {
        return { kind: 'offered', versions: await provider(origin)!.listVersions() };
      } catch (error) {
        return { kind: 'unreachable', reason: (error as Error).message };
      }
    },
  };
}

const plan = (lock: Lock, options: PlanOptions = {}, given: Parameters<typeof selectAxes>[2] = {}) =>
  planToolchains(selectAxes(MATRIX, 'default', given).axes, lock, store, openFakes(), options);

const ids = (columns: readonly Column[]) => columns.map((column) => column.id);

async function installAll(lock = EMPTY_LOCK): Promise<Lock> {
  const planned = await plan(lock);
  let known = planned.lock;
  for (const column of planned.columns) {
    const ensured = await ensureToolchain(column, store, openFakes());
    if (ensured.kind === 'ready' && ensured.locked) known = complete(known, ensured.locked);
  }
  for (const source of [goproxy, emsdk, debian]) source.asked.length = 0;
  return known;
}

const asked = () => [goproxy, emsdk, debian].flatMap((source) => source.asked);

describe('planToolchains', () => {
  it('takes each version from the first source that has it, and says which did not answer', async () => {
    const { columns, lines, downloads, lock } = await plan(EMPTY_LOCK);
    expect(ids(columns)).toEqual(['go1.27.4', 'em3.1.69-debian', 'em6.0.5-debian']);
    expect(columns[0]!.asked).toEqual(['1.27', 'stable']);
    expect(lines).toEqual(['emsdk cannot be reached: no such host']);
    expect(downloads).toEqual({
      items: ['go1.27.4', 'em3.1.69-debian', 'em6.0.5-debian'],
      bytes: 3000,
      diskBytes: 6000,
      largestBytes: 2000,
      estimated: true,
    });
    expect([...lock.asked.get('emsdk')!]).toEqual([
      ['3.1.69', ['em3.1.69-debian']],
      ['latest', ['em6.0.5-debian']],
    ]);
  });

  it('asks nobody when all is locked and installed, even where versions have moved on', async () => {
    const lock = await installAll();
    goproxy.versions = ['1.27.5'];
    const { columns, downloads, lock: after, lines } = await plan(lock, { locked: true });
    expect(asked()).toEqual([]);
    expect(lines).toEqual([]);
    expect(columns.every((column) => column.kind === 'locked' && column.toolchain)).toBe(true);
    expect(downloads.items).toEqual([]);
    expect(after).toEqual(lock);
    expect(lock.toolchains.get('go1.27.4')!.platforms['linux-x64']!.files[0]).toEqual({
      name: 'lib',
      version: '1',
      size: 1234,
      sha256: 'a'.repeat(64),
    });
  });

  it('resolves anew with --update and says what moved; what cannot be asked stays', async () => {
    const lock = await installAll();
    goproxy.versions = ['1.27.5'];
    debian.versions = new SourceUnreachable('gone home');
    const { columns, lines } = await plan(lock, { update: true });
    expect(ids(columns)).toEqual(['go1.27.5', 'em3.1.69-debian', 'em6.0.5-debian']);
    expect(lines).toContain('Go stable moved from go1.27.4 to go1.27.5');
    expect(lines.join('\n')).toMatch(
      /Emscripten latest stays em6\.0\.5-debian: emsdk cannot be reached, debian cannot/,
    );
  });

  it('keeps a locked version that no source lists any more', async () => {
    const lock = await installAll();
    goproxy.versions = ['1.28.1'];
    const { columns, lines } = await plan(lock, { update: true });
    expect(ids(columns)).toEqual(['go1.27.4', 'go1.28.1', 'em3.1.69-debian', 'em6.0.5-debian']);
    expect(lines).toContain('Go 1.27 stays go1.27.4: unknown Go version 1.27');
  });

  it('resolves the same version anew where the distribution replaced files; --locked refuses that', async () => {
    const { lock } = await plan(EMPTY_LOCK);
    debian.state = 'moved';
    debian.revision = '2';
    const moved = await plan(lock);
    expect(ids(moved.columns)).toEqual(['go1.27.4', 'em3.1.69-debian', 'em6.0.5-debian']);
    expect(moved.lines).toContain('em3.1.69-debian: debian replaced lib 1 → 2; resolved again');
    expect(moved.lock.toolchains.get('em3.1.69-debian')!.platforms['linux-x64']!.files[0]!.version).toBe('2');
    const refused = await plan(lock, { locked: true });
    expect(refused.columns[1]).toMatchObject({
      kind: 'unavailable',
      id: 'em3.1.69-debian',
      reason: 'em3.1.69-debian is locked to files that debian has replaced',
    });
  });

  it('moves an alias whose version has left its source; an exact one cannot be had', async () => {
    const { lock } = await plan(EMPTY_LOCK);
    debian.state = 'gone';
    debian.versions = ['6.0.7'];
    const { columns, lines } = await plan(lock);
    expect(ids(columns)).toEqual(['go1.27.4', 'em3.1.69-debian', 'em6.0.7-debian']);
    expect(columns[1]).toMatchObject({ kind: 'unavailable', reason: 'debian no longer has em3.1.69-debian' });
    expect(lines).toContain('Emscripten latest moved from em6.0.5-debian to em6.0.7-debian');
  });

  it('refuses by name what the store holds under the lock with other content', async () => {
    const lock = await installAll();
    const column = lock.toolchains.get('em6.0.5-debian')!;
    const files = [{ ...column.platforms['linux-x64']!.files[0]!, sha256: 'b'.repeat(64) }];
    const tampered = complete(lock, { ...column, platforms: { 'linux-x64': { files, disk: 1 } } });
    const { columns } = await plan(tampered);
    expect(columns[2]).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('em6.0.5-debian in the store was made from another lib than the lock names'),
    });
  });

  it('distinguishes a version that does not exist from one that cannot be had now', async () => {
    const problem = (given: Parameters<typeof selectAxes>[2]) =>
      plan(EMPTY_LOCK, {}, given).then(
        () => 'no problem',
        (error) => (error instanceof ProblemInInput ? printProblem(error) : String(error)),
      );
    expect(await problem({ go: ['1.99'] })).toBe('--go: unknown Go version 1.99 (nearest offered: 1.27.3, 1.27.4)');
    expect(await problem({ emsdk: ['9.9.9'] })).toMatch(/^--emsdk: unknown Emscripten version 9\.9\.9 /);
    expect(await problem({ emsdk: ['>=9'] })).toMatch(/^--emsdk: no Emscripten version lies in the range >=9 /);
    expect(await problem({ emsdk: ['3.1.75'] })).toMatch(/^--emsdk: unknown Emscripten version 3\.1\.75 /);
    // A release that came after this list, of this line or a later one, is no mistake either.
    for (const version of ['4.0.10', '6.0.9', '6.1.0', '7.0.0']) {
      const { columns } = await plan(EMPTY_LOCK, {}, { emsdk: [version] });
      expect(columns.at(1)).toMatchObject({
        kind: 'unavailable',
        id: `em${version}`,
        reason: `emsdk cannot be reached; no other source has ${version}`,
      });
    }
  });

  it('keeps what options ask for out of the committed lock, and asks nobody the second time', async () => {
    const first = await plan(EMPTY_LOCK, {}, { go: ['1.26'], emsdk: ['3.1.6'] });
    expect(ids(first.columns)).toEqual(['go1.26.1', 'em3.1.6-debian']);
    expect(first.lock.toolchains.size).toBe(0);
    for (const source of [goproxy, emsdk, debian]) source.asked.length = 0;
    await plan(EMPTY_LOCK, {}, { go: ['1.26'] });
    expect(goproxy.asked.filter((what) => what === 'listVersions')).toEqual([]);
  });

  it('refuses what is not locked under --locked', async () => {
    await expect(plan(EMPTY_LOCK, { locked: true })).rejects.toThrow('Go 1.27 is not in the lock');
  });
});

describe('ensureToolchain', () => {
  it('gives the reason where a toolchain cannot be had, and others go on', async () => {
    const { columns } = await plan(EMPTY_LOCK);
    debian.versions = new InfrastructureError('the mirror is broken');
    const ensured = await Promise.all(columns.map((column) => ensureToolchain(column, store, openFakes())));
    expect(ensured.map((one) => (one.kind === 'ready' ? one.toolchain.id : one.reason))).toEqual([
      'go1.27.4',
      'the mirror is broken',
      'the mirror is broken',
    ]);
  });

  it('refuses an executable that says another version', async () => {
    const { columns } = await plan(EMPTY_LOCK);
    const column = columns[0] as Column & { kind: 'locked' };
    const install = goproxy.install.bind(goproxy);
    goproxy.install = async (locked, staging) => ({
      ...(await install(locked, staging)),
      check: { command: ['tool'], expect: 'tool 9' },
    });
    expect(await ensureToolchain(column, store, openFakes())).toEqual({
      kind: 'unavailable',
      reason: 'go1.27.4 does not answer as expected: it says "tool 1.27.4"',
    });
  });
});

describe('optional versions', () => {
  const matrix = readMatrix(
    `go: {versions: ['1.27'], from: [goproxy]}
emsdk: {versions: [3.1.69, {version: '4.0', optional: true}, {version: '5.0', optional: true}], from: [emsdk, debian]}
`,
    'matrix.yaml',
  );
  const planOptional = (lock: Lock, options: PlanOptions = {}) =>
    planToolchains(selectAxes(matrix, 'default', {}).axes, lock, store, openFakes(), options);

  it('are left out in one line where no source offers them, and nothing is unavailable', async () => {
    const { columns, lines, lock } = await planOptional(EMPTY_LOCK, { update: true });
    expect(columns.map(({ kind, id }) => [kind, id])).toEqual([
      ['locked', 'go1.27.4'],
      ['locked', 'em3.1.69-debian'],
    ]);
    expect(lines.at(-1)).toBe('Emscripten 4.0, 5.0: optional, left out (no source that can be reached offers them)');
    expect([...lock.asked.get('emsdk')!.keys()]).toEqual(['3.1.69']);
  });

  it('are not asked for by a run that has a lock, with and without --locked', async () => {
    const { lock } = await planOptional(EMPTY_LOCK, { update: true });
    for (const source of [goproxy, emsdk, debian]) source.asked.length = 0;
    for (const options of [{}, { locked: true }]) {
      const { columns, lines } = await planOptional(lock, options);
      expect(ids(columns)).toEqual(['go1.27.4', 'em3.1.69-debian']);
      expect(lines.at(-1)).toBe('Emscripten 4.0, 5.0: optional, left out (not in the lock, which --update renews)');
    }
    expect(asked().filter((one) => one.startsWith('list'))).toEqual([]);
  });

  it('are columns where a source has them, and left out where that source is then out of reach', async () => {
    emsdk = new FakeSource('emsdk', ['emsdk'], true, ['3.1.69', '4.0.9', '4.0.10']);
    const { columns, lock, lines } = await planOptional(EMPTY_LOCK, { update: true });
    expect(ids(columns)).toEqual(['go1.27.4', 'em3.1.69', 'em4.0.10']);
    expect(lines).toEqual(['Emscripten 5.0: optional, left out (no source that can be reached offers them)']);
    emsdk = new FakeSource('emsdk', ['emsdk'], true, new SourceUnreachable('no such host'));
    for (const options of [{}, { locked: true }, { update: true }]) {
      const later = await planOptional(lock, options);
      expect(ids(later.columns)).not.toContain('em4.0.10');
      expect(later.lines).toContain('Emscripten 4.0: optional, left out (emsdk cannot be reached)');
      expect([...later.lock.asked.get('emsdk')!.keys()]).toContain('4.0');
    }
  });
});
