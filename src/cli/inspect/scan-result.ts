import { MOST_LARGEST, type PartScan } from '../../evidence/features/scan-code.ts';

/** What a thread is told: which file, which part of its code, and where the outcome goes. */
export interface ScanOrder {
  readonly path: string;
  readonly part: { readonly from: number; readonly end: number; readonly place: number; readonly count: number };
  readonly shared: SharedArrayBuffer;
}

/** States of an order, in the first number of its memory. */
export const STATE = { open: 0, done: 1, failed: 2 } as const;

/** Numbers behind the state: features, unknown instruction, how many functions, and place and size of each. */
const NUMBERS = 3 + 2 * MOST_LARGEST;
/** Bytes of the state, with what aligns the numbers behind it. */
const HEAD = 8;

/** Memory for an outcome. */
export function openOutcome(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEAD + 8 * NUMBERS);
}

/** The state as a number that threads can wait for. */
export function stateOf(shared: SharedArrayBuffer): Int32Array {
  return new Int32Array(shared, 0, 1);
}

/** Writes an outcome. */
export function writeOutcome(shared: SharedArrayBuffer, { mask, unknownAt, largest }: PartScan): void {
  const functions = largest.flatMap(({ place, size }) => [place, size]);
  new Float64Array(shared, HEAD).set([mask, unknownAt, largest.length, ...functions]);
}

/** Reads an outcome that was written. */
export function readOutcome(shared: SharedArrayBuffer): PartScan {
  const numbers = new Float64Array(shared, HEAD);
  const [mask = 0, unknownAt = -1, count = 0] = numbers;
  const largest = Array.from({ length: count }, (_, at) => {
    return { place: numbers[3 + 2 * at]!, size: numbers[4 + 2 * at]! };
  });
  return { mask, unknownAt, largest };
}
