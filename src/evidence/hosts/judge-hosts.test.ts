import { describe, expect, it } from 'vitest';
import { FEATURE_NAMES, FEATURES, type Feature } from '../features/features.ts';
import { PROBES } from '../features/probe-modules.fixture.ts';
import { findUsedFeatures } from '../features/used-features.ts';
import { func, join, list, section, text, u, wasm } from '../wasm/builder.fixture.ts';
import { readWasm } from '../wasm/read-wasm.ts';
import { HOSTS, judgeHosts } from './judge-hosts.ts';

function verdicts(bytes: Uint8Array, maker: Parameters<typeof judgeHosts>[2] = null) {
  const file = readWasm(bytes);
  return new Map(
    judgeHosts(
      file,
      findUsedFeatures(file, (from, to) => bytes.subarray(from, to)),
      maker,
    ).map(({ host, ...rest }) => [host, rest]),
  );
}

/** A module that imports functions without parameters, and exports one under names. */
function importing(imports: readonly string[], exports: readonly string[] = []) {
  const entries = imports.map((full) => {
    const [module = '', ...name] = full.split('.');
    return join(text(module), text(name.join('.')), 0, 0);
  });
  return wasm(
    section(1, list(func([]))),
    section(2, list(...entries)),
    section(3, list(0)),
    section(7, list(...exports.map((name) => join(text(name), 0, u(imports.length))))),
    section(10, list(join(2, 0, 0x0b))),
  );
}

describe('what hosts say of a module', () => {
  it.each(FEATURE_NAMES.filter((name) => name !== 'extended-const'))('%s is refused where it is lacking', (name) => {
    const found = verdicts(PROBES[name]);
    for (const { id, lacks } of HOSTS) {
      if (!lacks?.includes(name)) continue;
      const first = lacks.filter((one) => expectedMissing(name).includes(one))[0] as Feature;
      expect({ id, ...found.get(id) }).toMatchObject({
        id,
        runs: false,
        kind: 'feature',
        missing: FEATURES[first].title,
      });
    }
  });

  it.each([
    ['tail-call', 'node16.20.2', 'node20.20.2 has it'],
    ['exceptions', 'node16.20.2', 'node18.20.8 has it'],
    ['exceptions', 'wasmtime36.0.9', 'wasmtime49.0.3 has it'],
    ['atomics', 'wasmedge0.14.1', '--enable-threads makes it understand them'],
    ['wide-arithmetic', 'wasmtime36.0.9', '-W wide-arithmetic=y makes it understand them'],
    ['wide-arithmetic', 'node26.10.0', undefined],
    ['exceptions-legacy', 'wasmtime36.0.9', undefined],
    ['exceptions-legacy', 'wasmtime42.0.1', 'wasm-opt --translate-to-exnref rewrites them'],
    ['exceptions-legacy', 'wasmtime49.0.3', 'wasm-opt --translate-to-exnref rewrites them'],
    ['exceptions-legacy', 'wasmedge0.17.1', 'wasm-opt --translate-to-exnref rewrites them'],
  ] as const)('%s on %s: %s', (feature, host, cure) => {
    expect(verdicts(PROBES[feature]).get(host)).toEqual({
      runs: false,
      kind: 'feature',
      missing: FEATURES[feature].title,
      ...(cure && { cure }),
    });
  });

  it('a module that asks for nothing runs on every engine, and is nothing for Go’s loader', () => {
    const found = verdicts(importing([]));
    for (const { id, lacks } of HOSTS) {
      expect(found.get(id), id).toMatchObject(lacks ? { runs: true } : { runs: false, kind: 'export', missing: 'run' });
    }
  });

  it('a command runs where there is WASI, and says so elsewhere', () => {
    const found = verdicts(importing(['wasi_snapshot_preview1.fd_write'], ['_start']));
    expect(found.get('wazero1.12.0')).toEqual({ runs: true });
    expect(found.get('node16.20.2')).toEqual({ runs: true });
    expect(found.get('chromium156.0.8078.79')).toEqual({
      runs: false,
      missing: 'wasi_snapshot_preview1.fd_write',
      kind: 'import',
      cure: 'a WASI in JavaScript',
    });
  });

  it('of several missing functions the first is named, with the cure for who made the module', () => {
    const bytes = importing(['wasi_snapshot_preview1.fd_write', 'env._abort_js', 'env.b']);
    const found = verdicts(bytes, 'emscripten');
    expect(found.get('node24.21.0')).toMatchObject({
      missing: 'env._abort_js',
      cure: 'load it with the JavaScript that Emscripten wrote beside it',
    });
    expect(found.get('wazero1.12.0')?.cure).toContain('STANDALONE_WASM');
  });

  it('wazero’s calls through tables need the exports of the Emscripten that it fits', () => {
    const older = verdicts(importing(['env.invoke_vi'], ['stackSave', 'stackRestore', 'setThrew']));
    const newer = verdicts(
      importing(['env.invoke_vi'], ['emscripten_stack_get_current', '_emscripten_stack_restore', 'setThrew']),
    );
    expect([older.get('wazero1.7.3'), newer.get('wazero1.8.2')]).toEqual([{ runs: true }, { runs: true }]);
    expect(older.get('wazero1.8.2')).toEqual({ runs: false, missing: 'emscripten_stack_get_current', kind: 'export' });
    expect(newer.get('wazero1.7.3')).toEqual({ runs: false, missing: 'stackSave', kind: 'export' });
  });

  it('Go’s module name decides which wasm_exec.js has its imports', () => {
    const entries = ['run', 'resume', 'getsp', 'mem'];
    const old = verdicts(importing(['go.runtime.wasmExit'], entries), 'go');
    const now = verdicts(importing(['gojs.runtime.wasmExit'], entries), 'go');
    expect([old.get('go1.19.13:wasm_exec.js'), now.get('go1.27.4:wasm_exec.js')]).toEqual([
      { runs: true },
      { runs: true },
    ]);
    expect(old.get('go1.21.13:wasm_exec.js')).toMatchObject({ runs: false, missing: 'go.runtime.wasmExit' });
    expect(now.get('wazero1.12.0')).toMatchObject({ runs: false, cure: 'build it with GOOS=wasip1' });
  });

  it('instructions that are not known leave it open', () => {
    const bytes = wasm(section(1, list(func([]))), section(3, list(0)), section(10, list(join(3, 0, 0x27, 0x0b))));
    expect(verdicts(bytes).get('node24.21.0')).toEqual({ runs: null });
  });

  it('looks at each export once, however many hosts there are', () => {
    const file = readWasm(importing([], ['_start']));
    let looks = 0;
    const watched = {
      ...file.exports[0]!,
      get name() {
        looks++;
        return '_start';
      },
    };
    judgeHosts({ ...file, exports: [watched] }, { used: [], declared: [], unknownAt: null }, null);
    expect(looks).toBeLessThanOrEqual(2);
  });
});

function expectedMissing(name: Feature): readonly Feature[] {
  const file = readWasm(PROBES[name]);
  return findUsedFeatures(file, (from, to) => PROBES[name].subarray(from, to)).used;
}
