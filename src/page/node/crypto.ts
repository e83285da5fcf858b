/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, section 4.2.2). */
const ROUNDS = Uint32Array.from({ length: 64 }, (_, at) => fractionOf(Math.cbrt(primeAt(at))));

/** The same of the square roots of the first 8 (section 5.3.3). */
const START = Uint32Array.from({ length: 8 }, (_, at) => fractionOf(Math.sqrt(primeAt(at))));

/**
 * The hashes of Node's `crypto` that the pure rooms ask for, in a browser: its own `crypto.subtle` answers later only. SHA-256
 * alone (FIPS 180-4); throws for any other.
 */
export function hash(algorithm: string, data: string | Uint8Array, _encoding: 'hex'): string {
  if (algorithm !== 'sha256') throw new Error(`${algorithm} is not there in a browser`);
  return digest(typeof data === 'string' ? new TextEncoder().encode(data) : data);
}

/** The same piece by piece. */
export function createHash(algorithm: string) {
  const pieces: Uint8Array[] = [];
  const own = {
    update(data: string | Uint8Array) {
      pieces.push(typeof data === 'string' ? new TextEncoder().encode(data) : data.slice());
      return own;
    },
    digest(encoding: 'hex'): string {
      const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const piece of pieces) {
        whole.set(piece, at);
        at += piece.length;
      }
      return hash(algorithm, whole, encoding);
    },
  };
  return own;
}

function digest(bytes: Uint8Array): string {
  const size = ((bytes.length + 8) >> 6) * 64 + 64;
  const padded = new Uint8Array(size);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(size - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(size - 4, bytes.length << 3);
  const state = START.slice();
  const words = new Uint32Array(64);
  for (let block = 0; block < size; block += 64) mix(state, words, view, block);
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}

/** One block (section 6.2.2). */
function mix(state: Uint32Array, w: Uint32Array, view: DataView, block: number): void {
  for (let t = 0; t < 16; t++) w[t] = view.getUint32(block + 4 * t);
  for (let t = 16; t < 64; t++) {
    const [a, b] = [w[t - 15]!, w[t - 2]!];
    const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
    const s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
    w[t] = w[t - 16]! + s0 + w[t - 7]! + s1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let t = 0; t < 64; t++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const one = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[t]! + w[t]!) >>> 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) >>> 0, c, b, a, (one + two) >>> 0];
  }
  for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) state[at] = state[at]! + word;
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function fractionOf(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32);
}

function primeAt(place: number): number {
  let found = 2;
  for (let left = place; left > 0; left--)
    do found++;
    while (hasDivisor(found));
  return found;
}

function hasDivisor(value: number): boolean {
  for (let by = 2; by * by <= value; by++) if (value % by === 0) return true;
  return false;
}
