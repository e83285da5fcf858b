import { func, I32, I64, join, list, type Part, s, section, text, u, wasm } from '../wasm/builder.fixture.ts';

/** What a guest does. Numbers of places are in its memory. */
export type Act =
  | { readonly kind: 'grow' | 'look'; readonly value: number }
  | { readonly kind: 'size' }
  | { readonly kind: 'keep'; readonly at: number; readonly value: number }
  | { readonly kind: 'write' | 'write-by-table'; readonly fd: number; readonly at: number; readonly count: number }
  | { readonly kind: 'open'; readonly at: number; readonly length: number; readonly to: number }
  | { readonly kind: 'exit'; readonly value: number };

const i32 = (value: number) => join(0x41, s(value | 0));
const i64 = (value: bigint) => join(0x42, s(value));
const call = (index: number) => join(0x10, u(index));
const [WRITE, OPEN, EXIT, TELL, START] = [0, 1, 2, 3, 4];

/** A guest that does some acts one after the other, and reports the outcome of each to `env.report`. Only tests use this file. */
export function buildGuest(acts: readonly Act[], pages = 1): Uint8Array {
  const code = join(0, ...acts.map(encode), 0x0b);
  return wasm(
    section(
      1,
      list(
        func([I32, I32, I32, I32], [I32]),
        func([I32, I32, I32, I32, I32, I64, I64, I32, I32], [I32]),
        func([I32]),
        func([]),
      ),
    ),
    section(
      2,
      list(
        ...['fd_write', 'path_open', 'proc_exit'].map((name, at) =>
          join(text('wasi_snapshot_preview1'), text(name), 0, u(at)),
        ),
        join(text('env'), text('report'), 0, 2),
      ),
    ),
    section(3, list(3)),
    section(4, list([0x70, 0, 2])),
    section(5, list([0, pages])),
    section(6, list(join(0x70, 0, 0xd2, WRITE, 0x0b))),
    section(7, list(join(text('memory'), 2, 0), join(text('_start'), 0, START), join(text('again'), 0, WRITE))),
    section(9, list(join(0, i32(0), 0x0b, list(WRITE, START)))),
    section(10, list(join(u(code.length), code))),
    section(0, text('name'), 1, named(join(list(join(u(WRITE), text('write')), join(u(START), text('main')))))),
  );
}

const named = (content: Part) => join(u([...(content as number[])].length), content);

function encode(act: Act): number[] {
  switch (act.kind) {
    case 'grow':
      return join(i32(act.value), 0x40, 0, call(TELL));
    case 'size':
      return join(0x3f, 0, call(TELL));
    case 'look':
      return join(i32(act.value), 0x28, 0, 0, call(TELL));
    case 'keep':
      return join(i32(act.at), i32(act.value), 0x36, 0, 0);
    case 'exit':
      return join(i32(act.value), call(EXIT));
    case 'open': {
      const flags = join(i32(1), i64(2n), i64(64n), i32(4), i32(act.to));
      return join(i32(3), i32(1), i32(act.at), i32(act.length), flags, call(OPEN), call(TELL));
    }
    default: {
      const words = join(i32(act.fd), i32(act.at), i32(act.count), i32(act.at + 64));
      return act.kind === 'write' ? join(words, call(WRITE), call(TELL)) : join(words, i32(0), 0x11, 0, 0, call(TELL));
    }
  }
}

/** What is used of the engine; the types of Node.js do not have it. */
interface Engine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> };
  validate(bytes: Uint8Array): boolean;
}

/** The engine of this process. */
export const ENGINE = (globalThis as unknown as { readonly WebAssembly: Engine }).WebAssembly;

/** What a run of a guest came to. */
export interface Run {
  /** Calls as the host saw them, with what came back; those of the recorder are not among them. */
  readonly calls: readonly string[];
  readonly outcomes: readonly number[];
  readonly errors: Buffer;
  readonly ended: string;
}

/** Runs a guest on a host of JavaScript that answers each call by its numbers alone. `mark` is the recorder's. */
export function runGuest(bytes: Uint8Array, mark: Uint8Array | null): Run {
  const calls: string[] = [];
  const outcomes: number[] = [];
  const errors: Buffer[] = [];
  let clock = 0n;
  let memory: { readonly buffer: ArrayBuffer } | undefined;
  const view = () => new DataView(memory!.buffer);
  const isInside = (at: number, size: number) => at >>> 0 <= view().byteLength - size;
  const host = {
    fd_write: (fd: number, list: number, count: number, to: number) => {
      const first = count === 1 && isInside(list, 8) ? view().getUint32(list, true) : 0;
      const isMark =
        mark !== null &&
        Buffer.from(memory!.buffer)
          .subarray(first, first + mark.length)
          .equals(mark);
      const size = isInside(list, 8) ? view().getUint32(list + 4, true) : 0;
      if (fd === 2 && (isMark || parts.size > 0)) return record(first, size, to);
      calls.push(`fd_write ${fd} ${list} ${count} ${to}`);
      if (!isInside(to, 4)) return 21;
      view().setUint32(to, (list ^ count) >>> 0, true);
      return (fd ^ count) % 3 === 0 ? 8 : 0;
    },
    path_open: (...numbers: (number | bigint)[]) => {
      calls.push(`path_open ${numbers.join(' ')}`);
      const to = numbers[8] as number;
      if (!isInside(to, 4)) return 21;
      view().setUint32(to, 7, true);
      return Number(numbers[3]) % 2 === 0 ? 0 : 44;
    },
    proc_exit: (code: number) => {
      calls.push(`proc_exit ${code}`);
      throw new Error(`exit ${code}`);
    },
    clock_time_get: (_id: number, _precision: bigint, to: number) => {
      clock += 1000n;
      view().setBigUint64(to, clock, true);
      return 0;
    },
  };
  // The recorder's batches are taken in parts, with refusals between, as a full pipe does.
  const parts = new Set<string>();
  let turn = 0;
  const record = (from: number, size: number, to: number) => {
    turn++;
    if (turn % 3 === 0) return 6;
    const taken = turn % 2 === 0 ? Math.min(size, 11) : size;
    errors.push(Buffer.from(Buffer.from(memory!.buffer).subarray(from, from + taken)));
    view().setUint32(to, taken, true);
    parts.clear();
    if (taken < size) parts.add('open');
    return 0;
  };
  const instance = new ENGINE.Instance(new ENGINE.Module(bytes), {
    wasi_snapshot_preview1: host,
    env: { report: (value: number) => void outcomes.push(value) },
  });
  memory = instance.exports.memory as { readonly buffer: ArrayBuffer };
  let ended = 'returned';
  try {
    (instance.exports._start as () => void)();
  } catch (error) {
    ended = (error as Error).message;
  }
  return { calls, outcomes, errors: Buffer.concat(errors), ended };
}
