import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROBES } from '../features/probe-modules.fixture.ts';
import { func, I32, join, list, section, text, wasm } from '../wasm/builder.fixture.ts';
import { openCursor, takeBytes } from '../wasm/cursor.ts';
import { readU32 } from '../wasm/leb128.ts';
import { mutate, mutations } from '../wasm/mutate.fixture.ts';
import { readWasm } from '../wasm/read-wasm.ts';
import { type Act, buildGuest, ENGINE, runGuest } from './instrument.fixture.ts';
import { instrument } from './instrument.ts';
import { readRecords, splitErrors } from './read-records.ts';
import type { Writing } from './record-layout.ts';
import { createSink, rewriteInstructions } from './rewrite-code.ts';

const MARK = Buffer.from('\u0001emrift-records\u0002', 'latin1').subarray(0, 16);

function instrumented(bytes: Uint8Array, written?: Writing) {
  const done = instrument(bytes, MARK, written);
  if (done.kind === 'refused') throw new Error(done.reason);
  return done;
}

function traceOf(bytes: Uint8Array, written?: Writing) {
  const done = instrumented(bytes, written);
  const run = runGuest(done.bytes, MARK);
  const { records, said } = splitErrors(run.errors, MARK);
  return { run, said: said.toString(), calls: readRecords(records, done.plan, 100_000).calls };
}

function countMarks(errors: Buffer): number {
  let count = 0;
  for (let at = errors.indexOf(MARK); at >= 0; at = errors.indexOf(MARK, at + 1)) count++;
  return count;
}

/** Places in the guest's first page, and far outside of any memory. */
const place = fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: -1000, max: -8 }));
const inside = fc.integer({ min: 0, max: 60_000 });
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('grow' as const), value: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ kind: fc.constant('size' as const) }),
  fc.record({ kind: fc.constant('look' as const), value: inside }),
  fc.record({ kind: fc.constant('keep' as const), at: inside, value: fc.integer() }),
  fc.record({
    kind: fc.constantFrom('write' as const, 'write-by-table' as const),
    fd: fc.integer({ min: 0, max: 5 }),
    at: place,
    count: fc.integer({ min: 0, max: 70 }),
  }),
  fc.record({
    kind: fc.constant('open' as const),
    at: place,
    length: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constant(5000), fc.constant(-1)),
    to: place,
  }),
  fc.record({ kind: fc.constant('exit' as const), value: fc.integer({ min: 0, max: 9 }) }),
);

describe('an instrumented module', () => {
  it('does what it did before, and each of its calls is recorded in order', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const bytes = buildGuest(acts);
        const plain = runGuest(bytes, null);
        const { run, said, calls } = traceOf(bytes);
        expect({ ...run, errors: null }).toEqual({ ...plain, errors: null });
        expect(said).toBe('');
        expect(calls.map((call) => call.function)).toEqual(plain.calls.map((line) => line.split(' ')[0]));
      }),
      { numRuns: Number(process.env.EMRIFT_FUZZ_RUNS) || 150 },
    );
  });

  it('records the same, without times, where it writes before and after each call, and writes exactly then', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const bytes = buildGuest(acts);
        const { run, said, calls } = traceOf(bytes, 'around calls');
        expect({ ...run, errors: null }).toEqual({ ...runGuest(bytes, null), errors: null });
        expect(said).toBe('');
        expect(calls.map((call) => call.function)).toEqual(run.calls.map((line) => line.split(' ')[0]));
        expect(calls.every(({ errno, nanoseconds }) => nanoseconds === (errno === null ? null : 0))).toBe(true);
        const isOpen = calls.at(-1)?.errno === null;
        expect(countMarks(run.errors)).toBe(2 * calls.length - (isOpen ? 1 : 0));
      }),
      { numRuns: Number(process.env.EMRIFT_FUZZ_RUNS) || 50 },
    );
  });

  it('records arguments, texts, buffers and results', () => {
    const letters = Buffer.from('f.tx').readInt32LE();
    const { calls } = traceOf(
      buildGuest([
        { kind: 'keep', at: 100, value: letters },
        { kind: 'open', at: 100, length: 4, to: 200 },
        { kind: 'open', at: 100, length: 3, to: 200 },
        { kind: 'open', at: -8, length: 4, to: 200 },
        { kind: 'keep', at: 304, value: 9 },
        { kind: 'write', fd: 4, at: 300, count: 1 },
        { kind: 'write', fd: 1, at: -64, count: 1 },
        { kind: 'exit', value: 3 },
      ]),
    );
    expect(calls).toMatchObject([
      {
        args: {
          fd: '3',
          dirflags: 'SYMLINK_FOLLOW',
          path: '"f.tx"',
          oflags: 'CREAT',
          fs_rights_base: 'FD_READ',
          fs_rights_inheriting: 'FD_WRITE',
          fdflags: 'NONBLOCK',
        },
        results: { opened_fd: '7' },
        errno: 'SUCCESS',
      },
      { args: { path: '"f.t"' }, results: {}, errno: 'ENOENT' },
      { args: { path: '?' }, errno: 'SUCCESS' },
      { args: { fd: '4', iovs: '[9]' }, results: { nwritten: `${300 ^ 1}` } },
      { args: { fd: '1', iovs: '?' } },
      { function: 'proc_exit', args: { rval: '3' }, errno: null, nanoseconds: null },
    ]);
    expect(calls[0]!.nanoseconds).toBe(1000);
  });

  it('keeps the memory that it grows clean, and sees no page of the recorder', () => {
    const acts: Act[] = [
      { kind: 'size' },
      { kind: 'write', fd: 1, at: 0, count: 1 },
      { kind: 'grow', value: 2 },
      { kind: 'size' },
      ...[65_536, 65_568, 65_600, 131_064, 131_072].map((value): Act => ({ kind: 'look', value })),
      { kind: 'grow', value: 65_535 },
    ];
    const { run } = traceOf(buildGuest(acts));
    expect(run.outcomes).toEqual([1, 8, 1, 3, 0, 0, 0, 0, 0, -1]);
  });

  it('records calls in order, those after the first few thousand too', { timeout: 60_000 }, () => {
    const acts = Array.from({ length: 9000 }, (_, at): Act => ({ kind: 'open', at: 0, length: at % 100, to: 200 }));
    const { calls, run } = traceOf(buildGuest(acts));
    expect(calls).toHaveLength(9000);
    expect(calls.every(({ args }, at) => args.path!.length >= 2 + (at % 100))).toBe(true);
    expect(run.ended).toBe('returned');
  });

  it('is valid where it was valid, whatever it has', () => {
    const bytes = buildGuest([{ kind: 'size' }, { kind: 'write-by-table', fd: 1, at: 0, count: 1 }]);
    fc.assert(
      fc.property(mutations, (changes) => {
        const mutant = new Uint8Array(mutate(bytes, changes));
        const done = instrument(mutant, MARK);
        if (done.kind === 'instrumented' && ENGINE.validate(mutant)) {
          expect(ENGINE.validate(done.bytes)).toBe(true);
        }
      }),
      { numRuns: Number(process.env.EMRIFT_FUZZ_RUNS) || 2000 },
    );
  });

  it('keeps the names of its functions', () => {
    const { names } = readWasm(instrumented(buildGuest([])).bytes);
    expect([...names!.byKind.function!.values()].sort()).toEqual(['main', 'write']);
  });
});

describe('instructions', () => {
  it.each(Object.entries(PROBES))('that need %s stay as they are where no index changes', (_, bytes) => {
    const code = readWasm(bytes).sections.find(({ name }) => name === 'code')!;
    const cursor = { ...openCursor(bytes), at: code.offset, end: code.offset + code.size };
    readU32(cursor);
    const body = takeBytes(cursor, readU32(cursor), 'function');
    readU32(body);
    const before = Buffer.from(bytes).subarray(body.at, body.end);
    const sink = createSink();
    rewriteInstructions(body, { functions: [0, 1, 2] }, sink);
    expect(sink.content().equals(before)).toBe(true);
  });
});

describe('a module that cannot be instrumented is refused:', () => {
  const refusal = (bytes: Uint8Array) => {
    const done = instrument(bytes, MARK);
    return done.kind === 'refused' ? done.reason : null;
  };
  const write = join(text('wasi_snapshot_preview1'), text('fd_write'), 0, 0);
  const types = section(1, list(func([I32, I32, I32, I32], [I32])));
  it.each([
    ['what is no module', Uint8Array.of(1, 2, 3), /^cannot be read \(too short/],
    ['one that calls nothing', wasm(section(5, list([0, 1]))), /calls nothing/],
    ['one without a memory', wasm(types, section(2, list(write))), /no memory/],
    [
      'one whose memory is imported',
      wasm(types, section(2, list(write, join(text('env'), text('memory'), 2, 0, 1)))),
      /from elsewhere/,
    ],
    [
      'one that imports a call thousands of times',
      wasm(types, section(2, list(...new Array(2_001).fill(write))), section(5, list([0, 1]))),
      /more than 10000 parameters/,
    ],
    ['one whose memory is shared', wasm(types, section(2, list(write)), section(5, list([3, 1, 1]))), /no plain one/],
    ['one with an instruction that is not known', withBody(0x27), /unknown instruction/],
    ['one that calls what there is not', withBody(0x10, 9), /a function that there is not/],
  ])('%s', (_, bytes, reason) => {
    expect(refusal(bytes)).toMatch(reason);
  });

  function withBody(...code: number[]) {
    const body = [0, ...code, 0x0b];
    const memory = section(5, list([0, 1]));
    const codes = section(10, list([body.length, ...body]));
    return wasm(types, section(2, list(write)), section(3, list(0)), memory, codes);
  }
});

describe('records', () => {
  it('are read as far as they are whole, whatever they are', () => {
    const { plan, bytes } = instrumented(buildGuest([{ kind: 'open', at: 0, length: 9, to: 8 }]));
    const { records } = splitErrors(runGuest(bytes, MARK).errors, MARK);
    for (let size = 0; size < records.length; size++) {
      expect(readRecords(records.subarray(0, size), plan, 9).calls.length).toBeLessThanOrEqual(1);
    }
    fc.assert(
      fc.property(mutations, (changes) => {
        const some = Buffer.from(mutate(Buffer.concat([records, records, records]), changes));
        expect(readRecords(some, plan, 50).calls.length).toBeLessThanOrEqual(50);
      }),
    );
  });

  it('are taken out of what a guest prints, and bounded', () => {
    const { plan, bytes } = instrumented(buildGuest(new Array<Act>(5).fill({ kind: 'open', at: 0, length: 2, to: 8 })));
    const { errors } = runGuest(bytes, MARK);
    const { records, said } = splitErrors(
      Buffer.concat([Buffer.from('before\n'), errors, Buffer.from('behind')]),
      MARK,
    );
    expect(said.toString()).toBe('before\nbehind');
    expect(readRecords(records, plan, 3)).toMatchObject({ calls: [{}, {}, {}], cut: true });
    expect(readRecords(records, plan, 5)).toMatchObject({ cut: false });
    expect(splitErrors(Buffer.concat([errors.subarray(0, 18)]), MARK).said).toHaveLength(18);
  });
});
