import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import semver from 'semver';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../model/canonical.ts';
import type { Results } from '../../model/results.ts';
import { FEATURE_NAMES } from '../features/features.ts';
import { PROBES } from '../features/probe-modules.fixture.ts';
import { HOSTS } from '../hosts/judge-hosts.ts';
import { readLibraryNames } from '../origin/library-names.ts';
import { findStore, isPlain, listLibraries, listOutputs, listRoots } from '../wasm/peers.fixture.ts';
import { inspectFile } from './inspect-file.ts';

/**
 * Compares what is said of files and hosts with what is known of real ones: the Emscriptens, Gos and Nodes in the store.
 * `EMRIFT_PEERS=all` takes every library instead of a sample.
 */
const store = findStore();
const toolchains = join(store, 'toolchains');
const installed = existsSync(toolchains) ? readdirSync(toolchains).sort() : [];
const all = process.env.EMRIFT_PEERS === 'all';
const library = readLibraryNames();
const TIMEOUT = all ? 1_200_000 : 120_000;
const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The libraries of installed Emscriptens with the release that built them. */
function listKnownLibraries(): { path: string; version: string }[] {
  const libraries = listLibraries(store, listRoots(store)).filter(
    (path, place) => all || (isPlain(path) && place % 7 === 0),
  );
  return libraries.flatMap((path) => {
    const own = /\/toolchains\/em(\d+\.\d+\.\d+)-/.exec(path)?.[1];
    const warm = own ? null : /^(.*\/warm\/[^/]+\/[^/]+)\//.exec(path)?.[1];
    // A cache says which Emscripten it belongs to: `6.0.5|/usr/lib/llvm…`.
    const stated = warm ? /^(\d+\.\d+\.\d+)[-|]/.exec(readText(join(warm, 'sanity.txt')))?.[1] : undefined;
    const version = own ?? stated;
    return version ? [{ path, version }] : [];
  });
}

function readText(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** Modules that steps left, as text of their imports and exports → the Emscriptens that wrote one like it. */
function readWriters(): Map<string, Set<string>> {
  const results = JSON.parse(readFileSync(join(root, 'reports', 'results.json'), 'utf8')) as Results;
  const versions = new Map(results.toolchains.map(({ id, version }) => [id, version]));
  const uses = new Map(
    results.cases.flatMap(({ name, steps }) => steps.map((step) => [`${name} ${step.name}`, step.uses] as const)),
  );
  const writers = new Map<string, Set<string>>();
  for (const cell of results.cells) {
    for (const [path, key] of Object.entries(cell.modules ?? {})) {
      const roles = uses.get(`${cell.case} ${path.split('/')[0]}`) ?? [];
      const ids = roles.map((role) => cell.on[role] ?? '').filter((id) => id.startsWith('em'));
      const surface = canonicalJson(results.modules[key]);
      for (const id of ids) writers.set(surface, (writers.get(surface) ?? new Set()).add(versions.get(id)!));
    }
  }
  return writers;
}

const NOBODY: ReadonlySet<string> = new Set();

const inspect = (path: string) => inspectFile(readFileSync(path), path, library);
type Window = ReturnType<typeof inspect>['emscripten'];

function isInside(version: string, emscripten: Window): boolean {
  const { since = null, until = null } = emscripten ?? {};
  return (since === null || semver.gte(version, since)) && (until === null || semver.lt(version, until));
}

function expectInside(version: string, path: string, emscripten: Window, widths: Map<string, number>): void {
  const { since = null, until = null } = emscripten ?? {};
  const inside = isInside(version, emscripten);
  expect({ path, version, inside, emscripten }).toMatchObject({ inside: true });
  expect(emscripten?.contradictory, path).toBeUndefined();
  const key = emscripten ? `${since ?? ''}..${until ?? ''}` : 'none';
  widths.set(key, (widths.get(key) ?? 0) + 1);
}

describe.runIf(listRoots(store).length > 0)('the window of Emscripten releases', () => {
  it('has the release of every library', { timeout: TIMEOUT }, () => {
    const widths = new Map<string, number>();
    const known = listKnownLibraries();
    for (const { path, version } of known) expectInside(version, path, inspect(path).emscripten, widths);
    console.log('libraries:', known.length, [...widths]);
    expect(known.length).toBeGreaterThan(10);
  });

  it('has the releases of every module that a step left', { timeout: TIMEOUT }, () => {
    const widths = new Map<string, number>();
    const writers = readWriters();
    let known = 0;
    for (const path of listOutputs(store)) {
      const { imports, exports, emscripten } = inspect(path);
      const versions = writers.get(canonicalJson({ imports, exports })) ?? NOBODY;
      // Several may leave the same imports and exports; which of them this one is by, its other signs may show.
      const versionsInside = [...versions].filter((version) => isInside(version, emscripten));
      if (versions !== NOBODY) expectInside(versionsInside[0] ?? [...versions][0]!, path, emscripten, widths);
      known += versions.size;
    }
    console.log('modules:', known, [...widths]);
    expect(known > 0 || listOutputs(store).length === 0).toBe(true);
  });
});

const nodes = HOSTS.filter(
  ({ family, id }) => family === 'node' && installed.some((name) => name.startsWith(`${id}-`)),
);
describe.runIf(nodes.length > 0)('the rows of Node', () => {
  it.each(nodes)('$id', ({ id, lacks }) => {
    const node = join(toolchains, installed.find((name) => name.startsWith(`${id}-`))!, 'tree', 'bin', 'node');
    const modules = FEATURE_NAMES.map((name) => [name, Buffer.from(PROBES[name]).toString('base64')]);
    const script =
      'const m = JSON.parse(process.argv[1]);' +
      'console.log(JSON.stringify(m.filter(([, b]) => !WebAssembly.validate(Buffer.from(b, "base64"))).map(([n]) => n)))';
    const refused = JSON.parse(execFileSync(node, ['-e', script, JSON.stringify(modules)], { encoding: 'utf8' }));
    expect(refused).toEqual(FEATURE_NAMES.filter((name) => lacks?.includes(name)));
  });
});

const loaders = HOSTS.flatMap((host) => {
  const name = installed.find((one) => one.startsWith(`${host.id.split(':')[0]}-`));
  const files = ['wasm', 'wasm-borrowed'].map((dir) => join(toolchains, name ?? '', 'tree/lib', dir, 'wasm_exec.js'));
  const file = host.family === 'wasm_exec.js' && name ? files.find(existsSync) : undefined;
  return file ? [{ ...host, file }] : [];
});
describe.runIf(loaders.length > 0)('the rows of Go’s wasm_exec.js', () => {
  it.each(loaders)('$id', ({ imports, file }) => {
    const context: Record<string, unknown> = {
      console,
      crypto,
      performance,
      process,
      TextEncoder,
      TextDecoder,
      fs: {},
    };
    context.globalThis = context;
    runInContext(readFileSync(file, 'utf8'), createContext(context), { filename: basename(file) });
    const { importObject } = new (context.Go as new () => { importObject: Record<string, object> })();
    for (const { module, names } of imports) {
      expect(Object.keys(importObject[module] ?? {}).sort()).toEqual([...names].sort());
    }
    expect(Object.keys(importObject).filter((module) => module !== '_gotest')).toEqual(
      imports.map(({ module }) => module),
    );
  });
});
