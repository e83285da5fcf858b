import { func, I32, join, list, type Part, section, text, u, wasm } from '../wasm/builder.fixture.ts';
import type { Feature } from './features.ts';

const EXTERNREF = 0x6f;
const END = 0x0b;
const DROP = 0x1a;
const i32 = (value: number) => [0x41, value];
const i64 = [0x42, 0];
const v128 = [0xfd, 12, ...new Array<number>(16).fill(0)];

/** A module with one function of the first type, and whatever sections are given before and behind. */
function program(types: readonly Part[], body: Part, before: readonly Part[] = [], behind: readonly Part[] = []) {
  const code = join(0, body, END);
  return wasm(
    section(1, list(...types)),
    section(3, list(0)),
    ...before,
    ...behind,
    section(10, list(join(u(code.length), code))),
  );
}

const plain = [func([])];
const memory = (...limits: readonly Part[]) => section(5, list(...limits));

/** For each feature the least module that needs it and, where that can be, nothing else. Only tests use this file. */
export const PROBES: Readonly<Record<Feature, Uint8Array>> = {
  'mutable-globals': program(
    plain,
    [],
    [section(6, list(join(I32, 1, i32(0), END))), section(7, list(join(text('g'), 3, 0)))],
  ),
  'sign-ext': program(plain, join(i32(0), 0xc0, DROP)),
  'nontrapping-fptoint': program(plain, join(0x43, [0, 0, 0, 0], 0xfc, 0, DROP)),
  'bulk-memory': program(plain, join(i32(0), i32(0), i32(0), 0xfc, 11, 0), [memory(join(0, 1))]),
  'reference-types': program([func([EXTERNREF])], []),
  multivalue: program([func([], [I32, I32])], join(i32(0), i32(0))),
  simd128: program(plain, join(v128, DROP)),
  'relaxed-simd': program(plain, join(v128, v128, 0xfd, u(256), DROP)),
  atomics: program(plain, join(0xfe, 3, 0, i32(0), i32(1), 0xfe, 0x1e, 2, 0, DROP), [memory(join(0, 1))]),
  'shared-memory': program(plain, [], [memory(join(3, 1, 1))]),
  'tail-call': program(plain, join(0x12, 0)),
  'extended-const': program(plain, [], [section(6, list(join(I32, 0, i32(1), i32(1), 0x6a, END)))]),
  exceptions: program(plain, join(0x08, 0), [section(13, list(join(0, 0)))]),
  'exceptions-legacy': program(plain, join(0x06, 0x40, 0x19, END)),
  exnref: program(plain, join(0x02, 0x40, 0x1f, 0x40, list(join(2, 0)), END, END)),
  'typed-function-references': program([func([])], join(0xd2, 0, 0x14, 0), [section(7, list(join(text('f'), 0, 0)))]),
  gc: program([func([]), join(0x5f, list(join(I32, 0)))], join(0xfb, 1, 1, DROP)),
  memory64: program(plain, [], [memory(join(4, 1))]),
  table64: program(plain, [], [section(4, list(join(0x70, 4, 1)))]),
  multimemory: program(plain, [], [memory(join(0, 1), join(0, 1))]),
  'wide-arithmetic': program(plain, join(i64, i64, i64, i64, 0xfc, 0x13, DROP, DROP)),
  'custom-page-sizes': program(plain, [], [memory(join(8, 1, 0))]),
  'stack-switching': program([func([]), join(0x5d, 0)], []),
};

/** A module that needs nothing: what an engine refuses beside it, it refuses for the feature's sake. */
export const BARE = program(plain, []);
