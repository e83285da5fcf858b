import { describe, expect, it } from 'vitest';
import { custom, func, join, list, type Part, s, section, text, u, wasm } from '../wasm/builder.fixture.ts';
import { readWasm } from '../wasm/read-wasm.ts';
import { readDebugInfo } from './debug-info.ts';
import { findMakers, makeOrigin } from './describe-origin.ts';
import { readLibraryNames } from './library-names.ts';
import { readRole, refineRole } from './module-role.ts';

const library = readLibraryNames();

interface Sketch {
  readonly imports?: readonly string[];
  readonly exports?: readonly string[];
  /** Tool and version. */
  readonly by?: readonly (readonly [string, string])[];
  readonly more?: readonly Part[];
  /** Whether it has a memory; it has, unless it says not. */
  readonly memory?: boolean;
}

/** A module from names: imports `module.name`, exports, `processed-by`, further sections. */
function sketch({ imports = [], exports = [], by = [], more = [], memory = true }: Sketch) {
  const entries = imports.map((full) => {
    const [, module = '', name = ''] = /^(.*_bg\.js|[^.]*)\.(.*)$/.exec(full) ?? [];
    return join(text(module), text(name), 0, 0);
  });
  const producers = list(join(text('processed-by'), list(...by.map((pair) => join(...pair.map(text))))));
  return readWasm(
    wasm(
      ...more,
      section(1, list(func([]))),
      section(2, list(...entries)),
      section(3, list(0)),
      ...(memory ? [section(5, list(join(0, 1)))] : []),
      section(7, list(...exports.map((name) => join(text(name), 0, imports.length)))),
      section(10, list(join(2, 0, 0x0b))),
      ...(by.length > 0 ? [custom('producers', producers)] : []),
    ),
  );
}

const GO = [['Go cmd/compile', 'go1.27.4']] as const;

describe('who made a module', () => {
  it.each<[string, Sketch, object]>([
    ['Go for js', { by: GO, imports: ['gojs.runtime.wasmExit'] }, { tool: 'go', version: 'go1.27.4', target: 'js' }],
    [
      'Go for wasip1',
      { by: GO, imports: ['wasi_snapshot_preview1.fd_write'] },
      { tool: 'go', version: 'go1.27.4', target: 'wasip1' },
    ],
    ['Go, stripped', { imports: ['go.runtime.wasmExit'] }, { tool: 'go', version: null, target: 'js' }],
    ['Go, by its build id', { more: [custom('go:buildid')] }, { tool: 'go', version: null, target: null }],
    ['TinyGo', { imports: ['gojs.runtime.ticks'] }, { tool: 'tinygo', version: null, target: 'js' }],
    [
      'TinyGo by its LLVM',
      { by: [['clang', '15.0.0 (https://github.com/espressif/llvm-project a07)']] },
      { tool: 'tinygo', version: null },
    ],
    ['a plugin of Javy', { by: [['rustc', '1.87.0']], more: [custom('import_namespace')] }, { tool: 'javy' }],
    ['TinyGo by name', { by: [['TinyGo', '0.33.0']] }, { tool: 'tinygo', version: '0.33.0' }],
    ['Emscripten', { imports: ['env.emscripten_resize_heap'] }, { tool: 'emscripten', version: null }],
    ['Emscripten, minified', { imports: ['a.a', 'a.b'], exports: ['c'] }, { tool: 'emscripten' }],
    ['Emscripten, by its section', { more: [custom('emscripten_metadata', 0, 3, 0, 29)] }, { tool: 'emscripten' }],
    ['Emscripten with exceptions in wasm', { exports: ['__trap', 'main'] }, { tool: 'emscripten' }],
    ['what imitates Emscripten', { imports: ['env.invoke_i'], memory: false }, { tool: null }],
    ['Rust', { by: [['rustc', '1.90.0']] }, { tool: 'rust', version: '1.90.0' }],
    ['wasm-bindgen', { imports: ['wbg.__wbindgen_throw'] }, { tool: 'rust', version: null }],
    [
      'a WASI libc',
      { by: [['Debian clang', '19.1.7']], imports: ['wasi_snapshot_preview1.fd_write'] },
      { tool: 'wasi-sdk', version: '19.1.7', target: 'wasi' },
    ],
    ['clang alone', { by: [['clang', '21.1.8']] }, { tool: 'clang', version: '21.1.8', target: null }],
    ['AssemblyScript', { imports: ['env.abort'], exports: ['__pin', '__rtti_base'] }, { tool: 'assemblyscript' }],
    ['Zig', { by: [['Zig', '0.15.1']] }, { tool: 'zig', version: '0.15.1' }],
    ['Zig by its clang', { by: [['clang', '18.1.6 (https://github.com/ziglang/zig-bootstrap 98b)']] }, { tool: 'zig' }],
    [
      'GHC',
      {
        by: [
          ['clang', '17.0.0'],
          ['ghc', '9.6'],
        ],
        imports: ['wasi_snapshot_preview1.fd_write'],
      },
      { tool: 'ghc', version: '9.6' },
    ],
    ['Kotlin', { imports: ['js_code.kotlin.captureStackTrace'] }, { tool: 'kotlin' }],
    ['Dart', { imports: ['dart2wasm._1'] }, { tool: 'dart' }],
    ['Webcil', { imports: ['webcil.memory'], exports: ['webcilVersion'] }, { tool: 'webcil' }],
    ['Javy', { imports: ['javy_quickjs_provider_v3.eval_bytecode'] }, { tool: 'javy' }],
    ['MoonBit', { imports: ['__moonbit_fs_unstable.args_get'] }, { tool: 'moonbit' }],
    ['wasm-bindgen by its exports', { exports: ['__wbindgen_malloc'] }, { tool: 'rust' }],
    ['fastcomp', { imports: ['global.NaN', 'env.STACKTOP', 'env._abort'] }, { tool: 'emscripten' }],
    [
      'napi with a table',
      { imports: ['env.napi_create_error'], exports: ['__indirect_function_table', '__wasm_call_ctors'] },
      { tool: null },
    ],
    ['short names of somebody', { imports: ['env.f'] }, { tool: null }],
    ['nobody known', { exports: ['add'] }, { tool: null, version: null, because: [] }],
  ])('%s', (_, parts, expected) => {
    expect(makeOrigin(sketch(parts), findMakers(sketch(parts), library))).toMatchObject(expected);
  });
});

describe('names of one or two letters', () => {
  const imported = (...kinds: readonly (readonly [name: string, global: boolean])[]) => {
    const entries = kinds.map(([name, global]) => join(text('env'), text(name), ...(global ? [3, 0x7f, 0] : [0, 0])));
    const file = readWasm(wasm(section(1, list(func([]))), section(2, list(...entries)), section(5, list(join(0, 1)))));
    return findMakers(file, library).map(({ tool }) => tool);
  };

  it('are Emscripten’s where functions and globals are numbered together from `a` on', () => {
    expect(imported(['a', true], ['b', false], ['c', false])).toEqual(['emscripten']);
    expect(imported(['b', true], ['c', false], ['d', false])).toEqual([]);
    expect(imported(['a', true], ['b', false])).toEqual([]);
  });
});

describe('all makers of a module', () => {
  const makers = (parts: Sketch, bytes = Buffer.alloc(0)) =>
    findMakers(sketch(parts), library, () => bytes).map(({ tool }) => tool);

  it('are named, the one of most of it first', () => {
    expect(makers({ imports: ['env.emscripten_resize_heap'], exports: ['mono_wasm_load_runtime'] })).toEqual([
      'emscripten',
      'dotnet',
    ]);
    const both = [
      ['clang', '18.1.2'],
      ['rustc', '1.92.0'],
    ] as const;
    const wasi = ['wasi_snapshot_preview1.fd_write'];
    // Every program of Rust has a libc by clang in it.
    expect(makers({ by: both, imports: wasi, exports: ['_start', '__main_void'] })).toEqual(['rust']);
    expect(makers({ by: both, imports: wasi, exports: ['_initialize', 'a', 'b', 'c'] })).toEqual(['wasi-sdk', 'rust']);
  });

  it('are found in data where nothing else shows them', () => {
    const data = section(11, list(join(0, 0x41, 0, 0x0b, text('RUST_BACKTRACE'))));
    expect(makers({ exports: ['f'], more: [] })).toEqual([]);
    expect(makers({ exports: ['f'], more: [data] }, Buffer.from('… RUST_BACKTRACE …'))).toEqual(['rust']);
  });
});

describe('who made what a stripped module still has in its data', () => {
  const holding = (parts: Sketch, mark: string) => {
    const bytes = Buffer.from(`… ${mark} …`, 'latin1');
    const file = sketch({ ...parts, more: [section(11, [...bytes])] });
    return findMakers(file, library, () => bytes).map(({ tool }) => tool);
  };
  const wide = Buffer.from('~lib/rt/tlsf.ts', 'utf16le').toString('latin1');

  it.each<[string, Sketch, string, readonly string[]]>([
    ['files of AssemblyScript’s library', { imports: ['env.f'] }, wide, ['assemblyscript']],
    ['files of Swift’s library', { exports: ['f'] }, 'Swift/ContiguousArrayBuffer.swift', ['swift']],
    ['C++ types, for WASI', { imports: ['wasi_snapshot_preview1.fd_write'] }, 'NSt3__212basic_stringE', ['wasi-sdk']],
    ['musl’s messages, for WASI', { imports: ['wasi_unstable.fd_write'] }, 'Illegal byte sequence', ['wasi-sdk']],
    ['those in another language', { imports: ['wasi_unstable.fd_write'] }, 'Illegal byte sequence /rustc/', ['rust']],
    ['those without WASI, anybody’s', { exports: ['f'] }, 'Illegal byte sequence', []],
  ])('%s', (_, parts, mark, expected) => {
    expect(holding(parts, mark)).toEqual(expected);
  });

  it('C++ with all that rustc exports is no Rust', () => {
    const parts = { imports: ['wasi_unstable.fd_write'], exports: ['__data_end', '__heap_base'] };
    expect(holding(parts, 'NSt3__2')).toEqual(['wasi-sdk']);
  });
});

describe('who gives a module what it imports', () => {
  it.each<[string, readonly string[], Parameters<typeof refineRole>[2], string, string | null]>([
    ['its own script', ['env.emscripten_resize_heap'], 'emscripten', 'javascript', null],
    ['a bundler’s script', ['./x_bg.js.__wbg_log_1'], 'rust', 'javascript', null],
    ['Node-API', ['env.napi_create_error', 'wasi.thread-spawn'], 'rust', 'javascript', null],
    ['Go’s script', ['gojs.runtime.ticks'], 'tinygo', 'javascript', null],
    ['Envoy', ['env.proxy_log'], 'go', 'embedded', 'proxy-wasm: Envoy, Istio and others'],
    ['Extism', ['extism:host/env.alloc'], 'tinygo', 'embedded', 'Extism'],
    ['Extism before 1.0', ['env.extism_alloc'], 'clang', 'embedded', 'Extism'],
    ['waPC', ['wapc.__host_call'], null, 'embedded', 'waPC'],
    ['a chain', ['env.db_read'], 'rust', 'embedded', 'CosmWasm'],
    ['some program', ['env.go_busy_handler'], 'wasi-sdk', 'embedded', null],
    ['WASI alone', ['wasi_snapshot_preview1.fd_write'], 'rust', 'library', null],
  ])('%s', (_, imports, maker, role, embedder) => {
    const file = sketch({ imports });
    expect(refineRole(readRole(file), file, maker)).toEqual({ role, embedder });
  });
});

describe('who probably made a module that shows nothing else', () => {
  const constant = (value: number) => join(0x41, s(value), 0x0b);
  /** With a stack pointer and a first byte of data at addresses. */
  const layout = (
    pointer: number,
    data: number,
    exports: readonly string[],
    table = true,
    more: readonly Part[] = [],
  ) => {
    const bytes = wasm(
      section(1, list(func([]))),
      section(3, list(0)),
      ...(table ? [section(4, list(join(0x70, 0, 1)))] : []),
      section(5, list(join(0, 17))),
      section(6, list(join(0x7f, 1, constant(pointer)))),
      section(7, list(...exports.map((name) => join(text(name), 0, 0)))),
      section(10, list(join(2, 0, 0x0b))),
      section(11, list(join(0, constant(data), list(1)))),
      ...more,
    );
    const [found] = findMakers(readWasm(bytes), library, (from, to) => bytes.subarray(from, to));
    return found && [found.tool, found.because[0]?.startsWith('probably: ')];
  };

  it('Emscripten, where its limit of memory and its table are all that is left', () => {
    const standalone = (most: number, table = '__indirect_function_table') => {
      const memory = section(5, list(join(1, u(258), u(most))));
      const exports = section(7, list(...['_initialize', table].map((name) => join(text(name), 0, 0))));
      const bytes = wasm(
        section(1, list(func([]))),
        section(3, list(0)),
        memory,
        exports,
        section(10, list(join(2, 0, 0x0b))),
      );
      return findMakers(readWasm(bytes), library, (from, to) => bytes.subarray(from, to)).map(({ tool }) => tool);
    };
    expect(standalone(32768)).toEqual(['emscripten']);
    expect(standalone(1000)).toEqual([]);
    expect(standalone(32768, 'table')).toEqual([]);
  });

  it.each<[string, Parameters<typeof layout>, unknown]>([
    ['rustc exports where its stack ends', [1048576, 1048576, ['__data_end', '__heap_base']], ['rust', true]],
    ['Zig has a stack of 16 MiB', [16777216, 16777216, ['_start']], ['zig', true]],
    ['C has its data before its stack', [78512, 1025, ['_initialize']], ['clang', true]],
    [
      'where Emscripten may have had it so, nothing',
      [78512, 1025, ['_initialize', '__indirect_function_table']],
      undefined,
    ],
    ['nor where the stack is as large as Emscripten’s', [5244000, 1024, ['_initialize']], undefined],
    ['nor in a library of no table', [78512, 1024, ['_start'], false], undefined],
    [
      'LLVM’s features and its linker’s stack',
      [65536, 65536, ['f'], true, [custom('target_features', list())]],
      ['clang', true],
    ],
    ['one of 1 MiB alone is anybody’s', [1048576, 1048576, ['f']], undefined],
  ])('%s', (_, args, expected) => {
    expect(layout(...args)).toEqual(expected);
  });
});

describe('how a module is put to use', () => {
  it.each<[string, Sketch, string]>([
    ['starts', { imports: ['wasi_snapshot_preview1.proc_exit'], exports: ['_start'] }, 'command'],
    ['initialises', { exports: ['_initialize', 'add'] }, 'reactor'],
    ['exports', { exports: ['add'] }, 'library'],
    ['imports of a loader', { imports: ['env.puts'], exports: ['_start'] }, 'javascript'],
    ['grows', { imports: ['env.emscripten_notify_memory_growth'], exports: ['_start'] }, 'command'],
    ['is loaded beside another', { more: [custom('dylink.0')] }, 'side-module'],
    ['loads others', { more: [custom('dylink.0')], exports: ['_emscripten_stack_restore'] }, 'main-module'],
    ['is in a component', { more: [custom('component-type:x')] }, 'component-core'],
  ])('%s: %s', (_, parts, role) => {
    expect(readRole(sketch(parts))).toBe(role);
  });
});

describe('what a module still shows of its program', () => {
  it('is names, DWARF, a source map, or none of it', () => {
    const names = custom('name', section(1, list(join(0, text('main')))));
    expect(readDebugInfo(sketch({ more: [names, custom('.debug_info'), custom('sourceMappingURL')] }))).toEqual({
      functionNames: 1,
      dwarf: 'inside',
      sourceMap: true,
      minifiedImports: false,
    });
    expect(readDebugInfo(sketch({ imports: ['a.a'] }))).toMatchObject({
      functionNames: 0,
      dwarf: null,
      minifiedImports: true,
    });
  });
});
