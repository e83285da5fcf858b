import { custom, func, I32, join, list, section, text, u, wasm } from './builder.fixture.ts';
import { SYMBOL_FLAGS as F } from './symbol-table.ts';

/**
 * A relocatable object that has each kind of symbol, with the flags that matter: what `clang -c` makes of C++ with
 * thread-locals and exceptions, assembled by hand. Only tests use this file.
 */
export function buildObject(): Uint8Array {
  const imports = list(
    join(text('env'), text('__linear_memory'), 2, 0, u(1)),
    join(text('env'), text('puts'), 0, 0),
    join(text('js'), text('now_ms'), 0, 0),
    join(text('env'), text('__stack_pointer'), 3, I32, 1),
    join(text('env'), text('__cpp_exception'), 4, 0, 0),
    join(text('env'), text('__indirect_function_table'), 1, 0x70, 0, u(0)),
  );
  const symbols = list(
    join(0, u(F.undefined), u(0)),
    join(0, u(F.undefined | F.explicitName | F.weak), u(1), text('now')),
    join(0, u(F.hidden | F.noStrip | F.exported), u(2, 5), text('main')),
    join(0, u(F.local), u(3, 5), text('helper')),
    join(1, u(F.weak), text('table_of_words'), u(0), u(8), u(24)),
    join(1, u(F.undefined), text('environ')),
    join(1, u(F.tls), text('errno'), u(1), u(0), u(4)),
    join(1, u(F.absolute), text('far'), u(0), u(2n ** 40n), u(0)),
    join(2, u(F.undefined), u(0)),
    join(3, u(F.local), u(3)),
    join(4, u(F.undefined), u(0)),
    join(5, u(F.undefined | F.noStrip), u(0)),
  );
  return wasm(
    section(1, list(func([I32], [I32]), func([]))),
    section(2, imports),
    section(3, list(0, 1)),
    section(10, list(join(2, 0, 0x0b), join(2, 0, 0x0b))),
    section(11, list(join(0, 0x41, 0, 0x0b, text('words')), join(0, 0x41, 16, 0x0b, text('errn')))),
    custom(
      'linking',
      u(2),
      section(8, symbols),
      section(5, list(join(text('.data.words'), u(4), u(5)), join(text('.tbss'), u(2), u(2)))),
      section(6, list(join(u(65535), u(3)))),
      section(7, list(join(text('group'), u(0), list(join(1, u(2)), join(0, u(0)))))),
      section(99, 1, 2, 3),
    ),
    custom(
      'reloc.CODE',
      u(3),
      list(join(0, u(4, 5), u(0)), join(3, u(9, 5), u(4), 0x7c), join(0, u(14), u(0)), join(6, u(20), u(1))),
    ),
    custom('producers', list(join(text('processed-by'), list(join(text('clang'), text('21.1.8')))))),
    custom(
      'target_features',
      list(join('+'.charCodeAt(0), text('bulk-memory')), join('-'.charCodeAt(0), text('shared-mem'))),
    ),
  );
}
