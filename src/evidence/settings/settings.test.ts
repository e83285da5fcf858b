import { describe, expect, it } from 'vitest';
import { readGlue } from '../glue/read-glue.ts';
import { custom, func, I32, I64, join, list, type Part, section, text, u, wasm } from '../wasm/builder.fixture.ts';
import { readWasm } from '../wasm/read-wasm.ts';
import { readModuleSettings } from './settings.ts';
import { measureSizes } from './sizes.ts';

/** Settings of a module with imports of one type and more sections. */
function settings(imports: readonly string[], more: readonly Part[] = [], type = func([I32], [I32]), script = '') {
  const bytes = Buffer.from(
    wasm(
      section(1, list(type)),
      section(2, list(...imports.map((name) => join(text('env'), text(name), 0, 0)))),
      ...more,
    ),
  );
  const file = readWasm(bytes);
  const use = { used: [], declared: null, unknownAt: null, largest: [] };
  const read = (from: number, to: number) => bytes.subarray(from, to);
  return readModuleSettings({ file, named: file, glue: script === '' ? null : readGlue(script), use, read });
}

describe('the settings of a module', () => {
  it('are read off what it imports', () => {
    expect(
      settings(['__cxa_find_matching_catch_3', 'invoke_ii', '_embind_register_class', '_emscripten_throw_longjmp']),
    ).toMatchObject({
      exceptions: 'javascript',
      longjmp: 'javascript',
      embind: true,
      suspends: 'none',
      linking: 'static',
    });
    expect(settings(['__cxa_throw'])).toMatchObject({ embind: false, exceptions: 'none' });
  });

  it('are not known where names were minified', () => {
    expect(settings(['a', 'b'])).toMatchObject({ embind: null, exceptions: null, suspends: null, longjmp: null });
  });

  it('say how an i64 crosses, where one does', () => {
    expect(settings(['f'], [], func([I64])).bigint).toBe(true);
    expect(settings(['getTempRet0']).bigint).toBe(false);
    expect(settings(['f']).bigint).toBeNull();
  });

  it('have memory, stack and source map', () => {
    const more = [
      section(5, list(join(1, 2, 16))),
      section(6, list(join(0x7f, 1, 0x41, ...[0x80, 0x80, 0x04], 0x0b))),
      section(11, list(join(0, 0x41, ...[0x80, 0x80, 0x04], 0x0b, text('data')))),
      custom('sourceMappingURL', text('x.wasm.map')),
    ];
    expect(settings(['f'], more)).toMatchObject({
      memory: { initial: 131_072, maximum: 1_048_576, grows: true, shared: false, is64: false },
      stackSize: 65_536,
      sourceMap: 'x.wasm.map',
    });
    expect(settings(['f'], [custom('sourceMappingURL', u(200))])).toMatchObject({ sourceMap: null, memory: null });
  });

  it('come from the script too', () => {
    const script = 'new WebAssembly.Suspending(f); throw "This emscripten-generated code requires node v16.0.0";';
    expect(settings(['f'], [], func([]), script)).toMatchObject({ suspends: 'jspi', minimum: { node: '16.0.0' } });
  });
});

describe('sizes', () => {
  it('add up to the file', () => {
    const file = readWasm(wasm(custom('.debug_info', 1, 2, 3), custom('name', 0)));
    const { code, data, names, debug, other, largest } = measureSizes(file, [{ place: 2, size: 9 }]);
    expect([code, data, names, debug]).toEqual([0, 0, 1, 3]);
    expect(other + names + debug).toBe(file.size);
    expect(largest).toEqual([{ index: 2, size: 9 }]);
  });
});
