/**
 * How calls are recorded. A record is the number of the call among the planned ones (16 bits), the time before it
 * (64 bits), its arguments (4 or 8 bytes each), then of its texts the length and the bytes, of its lists of buffers the count
 * and the lengths. What comes back follows: the time (64 bits), the result, and where that is no error what lies at the
 * places of results: of a text its length and bytes, of others a byte that says whether the place lies inside, and the bytes. All are little-endian. A batch is the mark, its length (32 bits), records.
 */
export const MARK_BYTES = 16;
/** In front of a batch's records. */
export const HEADER_BYTES = MARK_BYTES + 4;
/** In place of a length: what was to be recorded lies outside of the memory. */
export const OUTSIDE = 0xffff_ffff;
/** The most bytes that are recorded of a text. */
export const LONGEST_TEXT = 4096;
/** The most buffers whose lengths are recorded of a list. */
export const MOST_BUFFERS = 64;
/** After so many calls, each of which is written at once, they are written in batches. */
export const WRITTEN_AT_ONCE = 4096;
/** The longest that a batch waits for the next call, in nanoseconds. */
export const LONGEST_WAIT = 1_000_000;
/**
 * When records are written. `in batches`: each of the first calls when it is back, later ones together. `around calls`: the
 * arguments before each call and what came of it after, two batches for each, so that what its host does for it lies between
 * them; without times, for which the host would be asked in between.
 */
export type Writing = 'in batches' | 'around calls';
/** Pages of the guest's memory, at its end, that are the recorder's; the guest sees one less. */
export const PAGES = 1;
export const PAGE_BYTES = 65_536;
/** Calls that may not come back, or not for long: what was recorded is written before them. */
export const MAY_STAY: ReadonlySet<string> = new Set([
  'poll_oneoff',
  'proc_exit',
  'proc_raise',
  'sock_accept',
  'sock_recv',
]);
