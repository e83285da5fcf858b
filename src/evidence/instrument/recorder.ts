import { type Code, join, op, unsigned, VALUE_TYPES } from './code.ts';
import {
  HEADER_BYTES,
  LONGEST_TEXT,
  LONGEST_WAIT,
  MARK_BYTES,
  MOST_BUFFERS,
  OUTSIDE,
  PAGE_BYTES,
  PAGES,
  type Writing,
} from './record-layout.ts';

/** A function to add: the value types of its parameters, results and locals, and its instructions without the end. */
export interface AddedFunction {
  readonly params: readonly string[];
  readonly results: readonly string[];
  readonly locals: readonly string[];
  readonly code: Code;
}

/** Where what the recorder calls and keeps will lie: indices of functions and globals. */
export interface RecorderPlaces {
  readonly write: number;
  readonly clock: number;
  /** The first of the functions that `recorderFunctions` gives. */
  readonly first: number;
  /** The first of five globals: see `GLOBALS`. */
  readonly globals: number;
}

/** The recorder's globals, in order: i32 ×4, i64. */
const GLOBALS = ['base', 'next', 'atOnce', 'isDead', 'written'] as const;
/** The recorder's functions, in order. */
const FUNCTIONS = ['flush', 'time', 'text', 'buffers', 'grow', 'done'] as const;

/** In the recorder's page: a list of one buffer, how much was written, the time, and the batch. */
const [BUFFER, WRITTEN, TIME, BATCH] = [0, 8, 16, 32] as const;
const RECORDS = BATCH + HEADER_BYTES;
const STDERR = 2;
/** Of preview 1 (witx, errno): what a stream that does not block answers where it is full, and one that was interrupted. */
const [AGAIN, INTERRUPTED] = [6, 27] as const;
const MONOTONIC = 1;

/** What else the recorder is built with. */
export interface RecorderOptions {
  /** `MARK_BYTES` bytes that nothing else on standard error has. */
  readonly mark: Uint8Array;
  readonly places: RecorderPlaces;
  readonly written: Writing;
}

type Name = (typeof FUNCTIONS)[number] | (typeof GLOBALS)[number];

/** What calls a function of the recorder, and what reads and sets one of its globals, by their names. */
export function naming({ first, globals }: RecorderPlaces) {
  const at = (list: readonly string[], name: Name) => list.indexOf(name);
  return {
    call: (name: (typeof FUNCTIONS)[number]) => op.call(first + at(FUNCTIONS, name)),
    get: (name: (typeof GLOBALS)[number]) => op.getGlobal(globals + at(GLOBALS, name)),
    set: (name: (typeof GLOBALS)[number]) => op.setGlobal(globals + at(GLOBALS, name)),
  };
}

/** What the code of the guest has in place of `memory.size`: the recorder's pages are none of its. */
export function sizeCode(): number[] {
  return join([op.memorySize, op.i32(PAGES), op.subtract]);
}

/** The same of `memory.grow`. */
export function growCode(places: RecorderPlaces): number[] {
  return join(naming(places).call('grow'));
}

/** The globals, with the first page of the recorder, as type, mutability and initial value each. */
export function recorderGlobals(firstPage: number, atOnce: number): Code[] {
  const base = firstPage * PAGE_BYTES;
  const word = (value: number): Code => [VALUE_TYPES.i32!, 1, op.i32(value), 0x0b];
  return [word(base), word(base + RECORDS), word(atOnce), word(0), [VALUE_TYPES.i64!, 1, op.i64(0n), 0x0b]];
}

/** The recorder's functions, in the order of their indices. */
export function recorderFunctions({ mark, places, written }: RecorderOptions): readonly AddedFunction[] {
  const clock = written === 'around calls' ? NO_TIME : time(places);
  return [flush(mark, places), clock, text(places), buffers(places), grow(places), done(places)];
}

/** Writes what was recorded to standard error; where that cannot be, nothing is recorded any more. */
function flush(mark: Uint8Array, places: RecorderPlaces): AddedFunction {
  const { get, set } = naming(places);
  const [AT, LEFT, ERRNO, BASE] = [0, 1, 2, 3];
  const words = Buffer.from(mark);
  const isWorth: Code = [get('isDead'), op.isZero, get('next'), get('base'), op.i32(RECORDS), op.add, op.above, [0x71]];
  const code: Code = [
    isWorth,
    op.when(
      ...[get('base'), op.setLocal(BASE)],
      ...[op.getLocal(BASE), op.i64(words.readBigInt64LE(0)), op.store64(BATCH)],
      ...[op.getLocal(BASE), op.i64(words.readBigInt64LE(8)), op.store64(BATCH + 8)],
      ...[op.getLocal(BASE), get('next'), op.getLocal(BASE), op.subtract, op.i32(RECORDS), op.subtract],
      ...[op.teeLocal(LEFT), op.store32(BATCH + MARK_BYTES)],
      ...[op.getLocal(LEFT), op.i32(HEADER_BYTES), op.add, op.setLocal(LEFT)],
      ...[op.getLocal(BASE), op.i32(BATCH), op.add, op.setLocal(AT)],
      op.loop(
        ...[op.getLocal(BASE), op.getLocal(AT), op.store32(BUFFER)],
        ...[op.getLocal(BASE), op.getLocal(LEFT), op.store32(BUFFER + 4)],
        ...[op.i32(STDERR), op.getLocal(BASE), op.i32(1), op.getLocal(BASE), op.i32(WRITTEN), op.add],
        ...[op.call(places.write), op.teeLocal(ERRNO), op.i32(AGAIN), op.equal, op.branchIf(0)],
        ...[op.getLocal(ERRNO), op.i32(INTERRUPTED), op.equal, op.branchIf(0)],
        ...[op.getLocal(ERRNO), op.when(op.i32(1), set('isDead'), op.branch(2))],
        ...[op.getLocal(BASE), op.load32(WRITTEN), op.teeLocal(ERRNO), op.isZero],
        // More than there was cannot have been written either.
        ...[op.getLocal(ERRNO), op.getLocal(LEFT), op.above, [0x72]],
        op.when(op.i32(1), set('isDead'), op.branch(2)),
        ...[op.getLocal(AT), op.getLocal(ERRNO), op.add, op.setLocal(AT)],
        ...[op.getLocal(LEFT), op.getLocal(ERRNO), op.subtract, op.teeLocal(LEFT), op.branchIf(0)],
      ),
    ),
    ...[get('base'), op.i32(RECORDS), op.add, set('next')],
  ];
  return { params: [], results: [], locals: ['i32', 'i32', 'i32', 'i32'], code };
}

/** The time of the monotonic clock. */
function time(places: RecorderPlaces): AddedFunction {
  const { get } = naming(places);
  const code = [
    ...[op.i32(MONOTONIC), op.i64(0n), get('base'), op.i32(TIME), op.add, op.call(places.clock), [0x1a]],
    ...[get('base'), op.load64(TIME)],
  ];
  return { params: [], results: ['i64'], locals: [], code };
}

const NO_TIME: AddedFunction = { params: [], results: ['i64'], locals: [], code: op.i64(0n) };

/** Records a length and so many bytes at a place, as many as are recorded of any. */
function text(places: RecorderPlaces): AddedFunction {
  const { get, set } = naming(places);
  const [FROM, LENGTH, TO, END] = [0, 1, 2, 3];
  const code: Code = [
    ...[get('next'), op.setLocal(TO)],
    ...outside(get('base'), FROM, [op.getLocal(LENGTH), op.extend]),
    op.when(...markOutside(TO, set('next'))),
    ...[op.getLocal(TO), op.getLocal(LENGTH), op.store32(0), op.getLocal(TO), op.i32(4), op.add, op.setLocal(TO)],
    ...atMost(LENGTH, LONGEST_TEXT),
    ...[op.getLocal(TO), op.getLocal(LENGTH), op.add, op.teeLocal(END), set('next')],
    op.block(
      op.loop(
        ...[op.getLocal(TO), op.getLocal(END), op.atLeast, op.branchIf(1)],
        ...[op.getLocal(TO), op.getLocal(FROM), op.load8(0), op.store8(0)],
        ...[op.getLocal(TO), op.i32(1), op.add, op.setLocal(TO)],
        ...[op.getLocal(FROM), op.i32(1), op.add, op.setLocal(FROM), op.branch(0)],
      ),
    ),
  ];
  return { params: ['i32', 'i32'], results: [], locals: ['i32', 'i32'], code };
}

/** Records the count and the lengths of a list of buffers. */
function buffers(places: RecorderPlaces): AddedFunction {
  const { get, set } = naming(places);
  const [FROM, COUNT, TO] = [0, 1, 2];
  const code: Code = [
    ...[get('next'), op.setLocal(TO)],
    ...outside(get('base'), FROM, [op.getLocal(COUNT), op.extend, op.i64(8n), op.multiply64]),
    op.when(...markOutside(TO, set('next'))),
    ...[op.getLocal(TO), op.getLocal(COUNT), op.store32(0), op.getLocal(TO), op.i32(4), op.add, op.setLocal(TO)],
    ...atMost(COUNT, MOST_BUFFERS),
    op.block(
      op.loop(
        ...[op.getLocal(COUNT), op.isZero, op.branchIf(1)],
        ...[op.getLocal(TO), op.getLocal(FROM), op.load32(4), op.store32(0)],
        ...[op.getLocal(TO), op.i32(4), op.add, op.setLocal(TO)],
        ...[op.getLocal(FROM), op.i32(8), op.add, op.setLocal(FROM)],
        ...[op.getLocal(COUNT), op.i32(1), op.subtract, op.setLocal(COUNT), op.branch(0)],
      ),
    ),
    ...[op.getLocal(TO), set('next')],
  ];
  return { params: ['i32', 'i32'], results: [], locals: ['i32'], code };
}

/** Whether what begins at a local and has a length (64 bits) lies outside of the guest's memory, which ends at the base. */
function outside(base: Code, from: number, length: Code): Code {
  return [op.getLocal(from), op.extend, length, op.add64, base, op.extend, op.above64];
}

function markOutside(to: number, setNext: Code): Code {
  return [
    ...[op.getLocal(to), op.i32(OUTSIDE), op.store32(0)],
    ...[op.getLocal(to), op.i32(4), op.add, setNext, op.back],
  ];
}

function atMost(local: number, most: number): Code {
  return [op.getLocal(local), op.i32(most), op.above, op.when(op.i32(most), op.setLocal(local))];
}

/** Grows the memory for the guest: the recorder moves to the new end, and its old place is clean for the guest. */
function grow(places: RecorderPlaces): AddedFunction {
  const { call, get, set } = naming(places);
  const [COUNT, OLD, AT] = [0, 1, 2];
  const code: Code = [
    call('flush'),
    ...[op.getLocal(COUNT), op.memoryGrow, op.teeLocal(OLD), op.i32(-1), op.equal],
    op.when(op.i32(-1), op.back),
    ...[op.getLocal(COUNT)],
    op.when(
      ...[get('base'), op.setLocal(AT)],
      op.loop(
        ...[op.getLocal(AT), op.i64(0n), op.store64(0), op.getLocal(AT), op.i32(8), op.add, op.teeLocal(AT)],
        ...[get('base'), op.subtract, op.i32(PAGES * PAGE_BYTES), op.equal, op.isZero, op.branchIf(0)],
      ),
      ...[get('base'), op.getLocal(COUNT), op.i32(16), op.shiftLeft, op.add, set('base')],
      ...[get('base'), op.i32(RECORDS), op.add, set('next')],
    ),
    ...[op.getLocal(OLD), op.i32(PAGES), op.subtract],
  ];
  return { params: ['i32'], results: ['i32'], locals: ['i32', 'i32'], code };
}

/** Ends a record that was made at a time: writes it, as long as each is written at once, or where the batch has waited. */
function done(places: RecorderPlaces): AddedFunction {
  const { call, get, set } = naming(places);
  const code: Code = [
    get('atOnce'),
    op.when(get('atOnce'), op.i32(1), op.subtract, set('atOnce'), call('flush'), op.back),
    ...[op.getLocal(0), get('written'), op.subtract64, op.i64(BigInt(LONGEST_WAIT)), op.above64],
    op.when(call('flush'), op.getLocal(0), set('written')),
  ];
  return { params: ['i64'], results: [], locals: [], code };
}

/** A body as a code section has it: size, locals, instructions, end. */
export function encodeBody({ locals, code }: AddedFunction): number[] {
  const declared = locals.flatMap((type) => [1, VALUE_TYPES[type]!]);
  const body = join([unsigned(locals.length), declared, code, 0x0b]);
  return [...unsigned(body.length), ...body];
}
