import { describe, expect, it } from 'vitest';
import { FEATURE_NAMES, FEATURES, type Feature } from '../features/features.ts';
import { PROBES } from '../features/probe-modules.fixture.ts';
import { findUsedFeatures } from '../features/used-features.ts';
import { func, I32, join, list, section, text, u, wasm } from '../wasm/builder.fixture.ts';
import { readWasm } from '../wasm/read-wasm.ts';
import { HOSTS, judgeHosts } from './judge-hosts.ts';

function verdicts(bytes: Uint8Array, maker: Parameters<typeof judgeHosts>[2] = null) {
  const file = readWasm(bytes);
  return new Map(
    judgeHosts(
      file,
      findUsedFeatures(file, (from, to) => bytes.subarray(from, to)),
      maker,
    ).map(({ host, engine, ...rest }) => [host, rest]),
  );
}

/** A module that imports functions without parameters, and exports one under names. */
function importing(imports: readonly string[], exports: readonly string[] = []) {
  const entries = imports.map((full) => {
    const [, module = '', name = ''] = /^(.*_bg\.js|[^.]*)\.(.*)$/.exec(full) ?? [];
    return join(text(module), text(name), 0, 0);
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
    ['exceptions-legacy', 'wasmtime36.0.9', 'wasm-opt --translate-to-exnref rewrites them for wasmtime49.0.3'],
    ['exceptions-legacy', 'wasmtime42.0.1', 'wasm-opt --translate-to-exnref rewrites them for -W exceptions=y'],
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
    for (const { id, lacks, needs } of HOSTS) {
      const missing = lacks ? needs.find(({ when }) => when === undefined)?.exports[0] : 'run';
      expect(found.get(id), id).toMatchObject(missing ? { runs: false, kind: 'export', missing } : { runs: true });
    }
    expect(found.get('wasmi2.0.0')).toMatchObject({ runs: false, missing: '_start' });
  });

  it('a command runs where there is WASI, and says so elsewhere', () => {
    const found = verdicts(importing(['wasi_snapshot_preview1.fd_write'], ['_start']));
    expect(found.get('wazero1.12.0')).toEqual({ runs: true });
    expect(found.get('node18.20.8')).toEqual({ runs: true });
    expect(found.get('node16.20.2')).toEqual({
      ...{ runs: false, kind: 'import', missing: 'wasi_snapshot_preview1.fd_write' },
      cure: 'node --experimental-wasi-unstable-preview1 gives it',
    });
    expect(found.get('chromium156.0.8078.79')).toEqual({
      runs: false,
      missing: 'wasi_snapshot_preview1.fd_write',
      kind: 'import',
      cure: 'a WASI in JavaScript',
    });
  });

  it('a cure is one for all that is missing: the first host of the family that has everything', () => {
    const both = wasm(
      section(1, list(func([]), join(0x5f, list(join(I32, 0))))),
      section(3, list(0)),
      section(10, list(join(8, 0, 0x06, 0x40, 0x19, 0x0b, 0xfb, 1, 1, 0x1a, 0x0b))),
    );
    const found = verdicts(both);
    expect(found.get('node16.20.2')).toEqual({
      ...{ runs: false, kind: 'feature', missing: FEATURES['exceptions-legacy'].title, also: [FEATURES.gc.title] },
      cure: 'node22.23.3 has them',
    });
    expect(found.get('node18.20.8')).toMatchObject({ missing: FEATURES.gc.title, cure: 'node22.23.3 has it' });
    // No WasmEdge has the older exceptions; what rewrites them leaves the rest to a later one.
    expect(found.get('wasmedge0.14.1')?.cure).toBe('--enable-exception-handling --enable-gc makes it understand them');
    expect(found.get('wasmtime36.0.9')?.cure).toBe('wasm-opt --translate-to-exnref rewrites them for wasmtime49.0.3');
  });

  it('shared memories are not atomic instructions', () => {
    const [instructions, memory] = [verdicts(PROBES.atomics), verdicts(PROBES['shared-memory'])];
    expect([instructions.get('wasmtime49.0.3')?.runs, memory.get('wasmtime49.0.3')?.runs]).toEqual([true, false]);
    expect([instructions.get('wasmedge0.14.1')?.runs, memory.get('wasmedge0.14.1')?.runs]).toEqual([false, true]);
    expect(memory.get('wasmtime49.0.3')?.cure).toBe('-W shared-memory=y makes it understand them');
  });

  it('64 bit tables are not 64 bit memories', () => {
    expect(verdicts(PROBES.memory64).get('node22.23.3')).toMatchObject({ runs: true });
    expect(verdicts(PROBES.table64).get('node22.23.3')).toMatchObject({
      ...{ runs: false, missing: FEATURES.table64.title, cure: 'node24.21.0 has it' },
    });
  });

  it('what features and imports are missing stands together, and a cure that is not one for both is left out', () => {
    const found = verdicts(importing(['env.f', 'env.g'], ['_start']), 'rust').get('wasmtime49.0.3');
    expect(found).toEqual({
      ...{ runs: false, kind: 'import', missing: 'env.f', also: ['env.g'] },
      cure: 'the program that loads it has to give it',
    });
    expect(verdicts(importing(['wasi_snapshot_preview1.sock_accept'])).get('node16.20.2')?.cure).toBe(
      'node18.20.8 has it',
    );
  });

  it.each([
    ['tinygo', 'gojs.runtime.ticks', 'TinyGo’s own wasm_exec.js'],
    ['rust', 'wbg.__wbindgen_throw', 'wasm-bindgen'],
    ['rust', './x_bg.js.__wbg_log_1', 'wasm-bindgen'],
    ['rust', 'env.f', 'the program that loads it'],
    ['assemblyscript', 'env.abort', '@assemblyscript/loader'],
    ['go', 'gojs.runtime.wasmExit', 'the wasm_exec.js of the Go release'],
  ] as const)('%s with %s is loaded by its own: %s', (maker, name, cure) => {
    expect(verdicts(importing([name]), maker).get('node24.21.0')?.cure).toContain(cure);
  });

  it('an engine is judged whoever gives the imports', () => {
    const file = readWasm(importing(['env.f']));
    const found = judgeHosts(file, { used: ['gc'], declared: [], unknownAt: null, largest: [] }, 'emscripten');
    const engineOf = (id: string) => found.find(({ host }) => host === id)?.engine;
    expect(engineOf('node24.21.0')).toEqual({ understands: true, missing: [] });
    expect(engineOf('node20.20.2')).toEqual({
      ...{ understands: false, missing: [FEATURES.gc.title], cure: 'node22.23.3 has it' },
    });
    expect(engineOf('go1.27.4:wasm_exec.js')).toBeUndefined();
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
    const asked = {
      ...{ runs: false, missing: 'env.invoke_vi', kind: 'import' },
      cure: 'a Go program gives it by `imports/emscripten`, `wazero run` does not',
    };
    expect([older.get('wazero1.7.3'), newer.get('wazero1.8.2')]).toEqual([asked, asked]);
    expect(older.get('wazero1.8.2')).toMatchObject({ missing: 'emscripten_stack_get_current', kind: 'export' });
    expect(newer.get('wazero1.7.3')).toMatchObject({ missing: 'stackSave', kind: 'export' });
    expect(newer.get('wazero1.7.3')).not.toHaveProperty('cure');
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
    judgeHosts({ ...file, exports: [watched] }, { used: [], declared: [], unknownAt: null, largest: [] }, null);
    expect(looks).toBeLessThanOrEqual(2);
  });
});

function expectedMissing(name: Feature): readonly Feature[] {
  const file = readWasm(PROBES[name]);
  return findUsedFeatures(file, (from, to) => PROBES[name].subarray(from, to)).used;
}
