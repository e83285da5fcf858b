import { resultBytes } from '../trace/signatures.ts';
import { type Code, op } from './code.ts';
import type { PlannedCall } from './plan-calls.ts';
import { LONGEST_TEXT, MAY_STAY, PAGE_BYTES, PAGES, type Writing } from './record-layout.ts';
import { type AddedFunction, naming, type RecorderPlaces } from './recorder.ts';

/** A record is begun only where it fits whole: its texts, its buffers, its result, and numbers. */
const ROOM = 4 * LONGEST_TEXT;

/** The function that stands in place of an imported one, and records each call of it under a number. */
export function wrapCall(
  planned: PlannedCall,
  number: number,
  places: RecorderPlaces,
  written: Writing,
): AddedFunction {
  const { call, get, set } = naming(places);
  const { params, result, parameters } = planned;
  const [result_, now] = [params.length, params.length + 1];
  const widths = params.map((type) => (type.endsWith('64') ? 8 : 4));
  const offsets = widths.map((_, at) => 10 + widths.slice(0, at).reduce((sum, width) => sum + width, 0));
  const size = 10 + widths.reduce((sum, width) => sum + width, 0);
  const back = result === null ? 8 : 8 + (result.endsWith('64') ? 8 : 4);
  const advance = (by: number): Code => [get('next'), op.i32(by), op.add, set('next')];
  const code: Code = [
    ...[get('next'), get('base'), op.subtract, op.i32(PAGES * PAGE_BYTES - ROOM), op.above, op.when(call('flush'))],
    ...[get('next'), op.i32(number), op.store16(0)],
    ...[get('next'), call('time'), op.store64(2)],
    ...params.map((type, at): Code => [get('next'), op.getLocal(at), op.store(type, offsets[at]!)]),
    ...advance(size),
    ...(parameters ?? []).map(({ kind, at }): Code => {
      if (kind !== 'text' && kind !== 'iovs') return [];
      return [op.getLocal(at), op.getLocal(at + 1), call(kind === 'text' ? 'text' : 'buffers')];
    }),
    ...(written === 'around calls' || MAY_STAY.has(planned.name) ? [call('flush')] : []),
    ...params.map((_, at) => op.getLocal(at)),
    ...[op.call(planned.import), result === null ? [] : op.setLocal(result_)],
    ...[get('next'), call('time'), op.teeLocal(now), op.store64(0)],
    ...(result === null ? [] : [get('next'), op.getLocal(result_), op.store(result, 8)]),
    ...advance(back),
    ...(parameters && result !== null ? recordResults(parameters, result_, places) : []),
    ...[op.getLocal(now), call('done')],
    ...(result === null ? [] : [op.getLocal(result_)]),
  ];
  // Where a call gives nothing the place of its result is not used.
  return { params, results: result === null ? [] : [result], locals: [result ?? 'i32', 'i64'], code };
}

/** Where a call succeeded: whether the place of each result lies inside, and if so what lies there; of a text as of any. */
function recordResults(parameters: PlannedCall['parameters'] & {}, result: number, places: RecorderPlaces): Code {
  const { call, get, set } = naming(places);
  const taken = parameters.flatMap(({ kind, at }): Code => {
    if (kind === '>text') return [op.getLocal(at), op.getLocal(at + 1), call('text')];
    const size = resultBytes(kind);
    if (size === 0) return [];
    const isInside: Code = [op.getLocal(at), get('base'), op.i32(size), op.subtract, op.above, op.isZero];
    const advance = (by: number): Code => [get('next'), op.i32(by), op.add, set('next')];
    return [
      ...[get('next'), isInside, op.store8(0), isInside],
      op.when(copyInline(get('next'), 1, at, size), advance(size)),
      ...advance(1),
    ];
  });
  return taken.length === 0 ? [] : [op.getLocal(result), op.isZero, op.when(...taken)];
}

/** Copies 2 or 4 bytes, or words of 8, from the place that a local has. */
function copyInline(to: Code, offset: number, from: number, size: number): Code {
  if (size === 2) return [to, op.getLocal(from), op.load16(0), op.store16(offset)];
  if (size === 4) return [to, op.getLocal(from), op.load32(0), op.store32(offset)];
  return Array.from(
    { length: size / 8 },
    (_, word): Code => [to, op.getLocal(from), op.load64(8 * word), op.store64(offset + 8 * word)],
  );
}

/** Calls a function, then writes what is left: for the one that a host starts. */
export function wrapStart(start: number, places: RecorderPlaces): AddedFunction {
  return { params: [], results: [], locals: [], code: [op.call(start), naming(places).call('flush')] };
}
