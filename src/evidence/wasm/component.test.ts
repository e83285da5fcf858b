import { describe, expect, it } from 'vitest';
import { func, join, list, type Part, section, text, u, wasm } from './builder.fixture.ts';
import { readComponent } from './component.ts';
import { WasmError } from './wasm-error.ts';

const HEAD = [0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0];
const component = (...parts: readonly Part[]) => Buffer.from(join(...HEAD, ...parts));

describe('a component', () => {
  const core = wasm(section(1, list(func([]))));
  it('is read for its core modules and the names of what it takes and gives', () => {
    const read = readComponent(
      component(
        section(1, core),
        section(4, component(section(1, core))),
        section(10, list(join(0, text('wasi:io/streams@0.2.0'), 5, 0), join(0, text('t'), 3, 1))),
        section(11, list(join(0, text('run'), 1, 0, 0), join(1, text('wasi:cli/run@0.2.0'), 5, 0, 1, 5, 0))),
      ),
    );
    expect(read.modules.map(({ bytes }) => Buffer.from(bytes).equals(Buffer.from(core)))).toEqual([true, true]);
    expect(read.imports).toEqual([
      { name: 'wasi:io/streams@0.2.0', kind: 'instance' },
      { name: 't', kind: 'type' },
    ]);
    expect(read.exports).toEqual([
      { name: 'run', kind: 'function' },
      { name: 'wasi:cli/run@0.2.0', kind: 'instance' },
    ]);
    expect(read.problems).toEqual([]);
  });

  it('keeps what it knows where a form is unknown, and is refused where it ends early', () => {
    const odd = readComponent(component(section(10, list(join(0, text('a'), 1, 0), join(9, text('b'), 1, 0)))));
    expect(odd.imports).toEqual([{ name: 'a', kind: 'function' }]);
    expect(odd.problems).toHaveLength(1);
    expect(() => readComponent(component(1, u(50)))).toThrow(WasmError);
  });
});
